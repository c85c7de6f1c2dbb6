import { useId, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Popover } from '#client/app/parts/Popover.tsx'
import { useZone } from '#client/app/zone.ts'
import { typedInstant } from '#client/notebook/head/times/blipWords.ts'
import { useNow } from '#client/notebook/page/useNow.ts'
import { printClock, printZone } from '#shared/time/clock.ts'
import { resolveRange } from '#shared/time/range.ts'
import type { Ms } from '#shared/time/window.ts'
import styles from './judgment.module.css'

/** An instant shown as a clock time, altered by typing into a small panel; what cannot be read is said there. */
export function InstantField(props: {
  readonly at: Ms | null
  /** What the time is of, as a sentence begins: `Done at`. */
  readonly label: string
  readonly onSet: (at: Ms) => void
}) {
  const { zone } = useZone()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  const words = props.at === null ? 'no time' : printClock(props.at, zone)
  const set = () => {
    const read = resolveRange({ from: typed, to: '9999-01-01' }, now, zone)
    if (!read.ok) return setProblem(read.reason)
    setOpen(false)
    props.onSet(read.window.from)
  }
  return (
    <Popover
      label={props.label}
      open={open}
      onOpenChange={next => {
        setTyped(props.at === null ? 'now' : typedInstant(props.at, zone))
        setProblem(null)
        setOpen(next)
      }}
      trigger={
        <button type="button" className={styles['inline']} aria-label={`${props.label} ${words}: change`}>
          {words}
        </button>
      }
    >
      <form
        className={styles['instant']}
        onSubmit={event => {
          event.preventDefault()
          set()
        }}
      >
        <label htmlFor={id}>
          {props.label} ({printZone(props.at ?? now, zone)})
        </label>
        <input
          id={id}
          value={typed}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onChange={event => setTyped(event.target.value)}
        />
        {problem !== null && (
          <p id={`${id}-problem`} role="alert">
            {problem}
          </p>
        )}
        <Button small kind="primary" type="submit">
          Set
        </Button>
      </form>
    </Popover>
  )
}
