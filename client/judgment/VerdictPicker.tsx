import { Kbd } from '#client/app/parts/Kbd.tsx'
import { verdictLooks, VerdictSign } from '#client/app/parts/VerdictSign.tsx'
import { type Verdict, verdicts } from '#shared/notebook/notebook.ts'
import styles from './judgment.module.css'

/** The six verdicts with their keys; the picked one is pressed, and pressing it again takes it back. */
export function VerdictPicker(props: {
  readonly verdict: Verdict | null
  /** Why none can be picked yet. */
  readonly blocked: string | null
  readonly onPick: (verdict: Verdict) => void
}) {
  return (
    <div className={styles['pick']} role="group" aria-label="Verdict">
      {verdicts.map(verdict => {
        const look = verdictLooks[verdict]
        return (
          <button
            key={verdict}
            type="button"
            aria-pressed={props.verdict === verdict}
            aria-keyshortcuts={look.key}
            disabled={props.blocked !== null}
            title={props.blocked ?? undefined}
            style={{ color: look.colour }}
            onClick={() => props.onPick(verdict)}
          >
            <VerdictSign verdict={verdict} quiet />
            {look.word}
            <span className={styles['key']} aria-hidden>
              <Kbd keys={look.key} />
            </span>
          </button>
        )
      })}
    </div>
  )
}
