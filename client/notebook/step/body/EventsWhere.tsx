import { useId, useState } from 'react'
import { printWhere, readWhere } from '#client/events/where.ts'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { usePage } from '#client/notebook/page/page.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { AskStep } from '#client/notebook/step/place.ts'
import styles from '#client/notebook/step/step.module.css'

/** Which events a step lists: conditions on their labels, typed; Enter asks. */
export function EventsWhere(props: {
  readonly step: AskStep
  readonly number: number
  readonly where: readonly Matcher[]
}) {
  const page = usePage()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const ask = () => {
    const where = readWhere(typed ?? printWhere(props.where))
    if (typeof where === 'string') return setProblem(where)
    setProblem(null)
    setTyped(null)
    if (page.act([setStep(props.step, 'where', where)])) page.run([props.step.id])
  }
  return (
    <form
      className={styles['where']}
      onSubmit={event => {
        event.preventDefault()
        ask()
      }}
    >
      <label htmlFor={id}>Events where</label>
      <input
        id={id}
        aria-label={`Events of step ${props.number}: conditions on labels`}
        placeholder="all; or service=license-svc, region=us-east-1"
        value={typed ?? printWhere(props.where)}
        aria-invalid={problem !== null}
        onChange={event => setTyped(event.target.value)}
      />
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  )
}
