import { useId } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import type { LabelLink, LinkProblem } from '#shared/series/labelLink.ts'
import { exampleOf } from './example.ts'
import styles from './links.module.css'

const fields = [
  ['label', 'Label', 'node'],
  ['title', 'Called', 'Logs'],
  ['template', 'Leads to', 'https://logs.example/search?q={{node}}&from={{from}}&to={{to}}'],
] as const

/** One link on a label: its three fields, what is wrong under its field, and where it would lead. */
export function LinkFields(props: {
  readonly link: LabelLink
  readonly number: number
  readonly now: number
  readonly problem: LinkProblem | null
  readonly onAlter: (link: LabelLink) => void
  readonly onRemove: () => void
}) {
  const { link, number, problem } = props
  const id = useId()
  const example = exampleOf(link, props.now)
  return (
    <li className={styles.row}>
      {fields.map(([name, words, placeholder]) => (
        <label key={name} data-field={name}>
          {words}
          <input
            value={link[name]}
            placeholder={placeholder}
            aria-label={`${words}, link ${number}`}
            aria-invalid={problem?.field === name}
            aria-describedby={problem?.field === name ? `${id}-problem` : undefined}
            autoComplete="off"
            spellCheck={false}
            onChange={event => props.onAlter({ ...link, [name]: event.target.value })}
          />
          {problem?.field === name && (
            <span id={`${id}-problem`} className={styles.problem} role="alert">
              {problem.message}
            </span>
          )}
        </label>
      ))}
      <Button small kind="quiet" aria-label={`Remove link ${number}`} onClick={props.onRemove}>
        Remove
      </Button>
      {example !== null && (
        <p className={styles.example}>
          such as <span>{example}</span>
        </p>
      )}
    </li>
  )
}
