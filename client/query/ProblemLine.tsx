import { Button } from '#client/app/parts/Button.tsx'
import type { Problem } from '#shared/query/span.ts'
import { sentences } from '#client/query/words/sentences.ts'
import styles from './query.module.css'

/** What is wrong with a query and what would be right, under the query; one press puts it right where that is known. */
export function ProblemLine(props: {
  readonly id: string
  readonly problem: Problem
  readonly onFix: (replacement: string) => void
  /** Makes the unknown variable that it is about one of the notebook; null where it is about anything else. */
  readonly onMake: (() => void) | null
}) {
  const { message, hint, replacement } = props.problem
  return (
    <p id={props.id} className={styles['problem']} role="alert">
      <span>{sentences(message, hint)}</span>
      {replacement !== undefined && (
        <Button small onClick={() => props.onFix(replacement)}>
          {replacement === '' ? (
            'Take it out'
          ) : (
            <>
              Use <code>{replacement}</code>
            </>
          )}
        </Button>
      )}
      {props.onMake && (
        <Button small onClick={props.onMake}>
          Make it a variable
        </Button>
      )}
    </p>
  )
}
