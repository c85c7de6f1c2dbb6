import { useZone } from '#client/app/zone.ts'
import { useSources } from '#client/server/hooks.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import { printClock } from '#shared/time/clock.ts'
import { failureHeading, isSourceFailure } from '#client/query/words/failureWords.ts'
import styles from './query.module.css'
import { sentences } from '#client/query/words/sentences.ts'

/** Why the last run ended in nothing, unless that is `said` at the query, and that what was kept from an earlier one still stands; nothing where neither is to be told. */
export function FailureBox(props: {
  readonly run: Run
  readonly kept: Run | undefined
  readonly said: boolean
}) {
  const { run, kept } = props
  const { zone } = useZone()
  const sources = useSources().data ?? []
  if (!('failure' in run.outcome)) return null
  const { failure } = run.outcome
  const saidThere = failure.kind === 'query' && props.said
  if (saidThere && !kept) return null
  const { request } = run.asked
  const several = request.kind === 'query' && request.queries.length > 1
  return (
    <div className={styles['failure']} role="alert">
      <h4>{failureHeading(failure, sources, zone, several)}</h4>
      {failure.kind !== 'stopped' && !saidThere && <p>{sentences(failure.message, failure.hint)}</p>}
      {kept && (
        <p>
          {isSourceFailure(failure) ? 'The evidence kept from' : 'Below: the evidence of'}{' '}
          {printClock(kept.at, zone)}
          {isSourceFailure(failure) ? ' still stands: it needs no source.' : '.'}
        </p>
      )}
    </div>
  )
}
