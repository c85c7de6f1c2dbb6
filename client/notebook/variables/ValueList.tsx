import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import type { Variable } from '#shared/notebook/notebook.ts'
import { type Choices, mostChoices } from './choices.ts'
import styles from './variables.module.css'

type Option = { readonly title: string; readonly on: boolean; readonly chosen: Variable['chosen'] }

function optionsOf(
  { chosen, several, all }: Variable,
  values: readonly string[],
  typed: string,
): readonly Option[] {
  const picked = chosen === 'all' ? [] : chosen
  const toggled = (value: string) =>
    !several ? [value] : picked.includes(value) ? picked.filter(each => each !== value) : [...picked, value]
  const wanted = typed.trim().toLowerCase()
  const known = [...new Set([...picked, ...values])].filter(value => value.toLowerCase().includes(wanted))
  const own = wanted === '' || known.some(value => value.toLowerCase() === wanted) ? [] : [typed.trim()]
  return [
    ...(all !== '' && 'all'.includes(wanted)
      ? [{ title: 'All', on: chosen === 'all', chosen: 'all' } as const]
      : []),
    ...known.slice(0, mostChoices).map(value => ({
      title: value === '' ? '(empty)' : value,
      on: picked.includes(value),
      chosen: toggled(value),
    })),
    ...own.map(value => ({ title: `Use “${value}”`, on: false, chosen: toggled(value) })),
  ]
}

/** What a variable may stand for, to be filtered by typing and chosen by arrows and Enter, or a press. */
export function ValueList(props: {
  readonly variable: Variable
  readonly choices: Choices
  readonly onChoose: (chosen: Variable['chosen']) => void
  /** Called when one was chosen where one is all there may be. */
  readonly onDone: () => void
}) {
  const { variable, choices } = props
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const values = choices.is === 'there' ? choices.values : []
  const options = optionsOf(variable, values, typed)
  const active = Math.min(at, options.length - 1)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const pick = (option: Option | undefined) => {
    if (!option) return
    props.onChoose(option.chosen)
    if (!variable.several || option.chosen === 'all') props.onDone()
    else setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (by !== undefined) setAt(Math.max(0, Math.min(options.length - 1, active + by)))
    else if (event.key === 'Enter') pick(options[active])
    else return
    event.preventDefault()
  }
  const more = choices.is === 'there' && choices.values.length >= mostChoices
  return (
    <div className={styles['values']}>
      <input
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options[active] ? `${id}-${active}` : undefined}
        aria-label={`Find a value of ${variable.name}`}
        placeholder="Find, or type a value"
        autoFocus
        value={typed}
        onChange={event => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={`Values of ${variable.name}`}
        aria-multiselectable={variable.several}
      >
        {options.map((option, i) => (
          <li
            key={option.title}
            id={`${id}-${i}`}
            role="option"
            aria-selected={option.on}
            data-active={i === active}
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => setAt(i)}
            onClick={() => pick(option)}
          >
            <span aria-hidden>{option.on ? '✓' : ''}</span>
            {option.title}
          </li>
        ))}
      </ul>
      <p role="status">
        {choices.is === 'coming' && (choices.slow ? 'The source takes its time…' : 'Asking the source…')}
        {choices.is === 'there' &&
          more &&
          `${mostChoices}+ values: type to find others, or use what is typed.`}
        {choices.is === 'there' && options.length === 0 && 'There is nothing to choose.'}
        {choices.is === 'failed' && (
          <>
            {choices.words}{' '}
            <Button small onClick={choices.again}>
              Try again
            </Button>
          </>
        )}
      </p>
    </div>
  )
}
