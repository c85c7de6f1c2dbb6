import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { TimeText } from '#client/app/parts/TimeText.tsx'
import { neighbour } from '#client/notebook/steps/steps.ts'
import { usePage, useShown } from '#client/notebook/page/page.ts'
import { isOfOlderText } from '#client/notebook/live/follows.ts'
import { HeldLine } from '#client/notebook/live/HeldLine.tsx'
import { useLook, useWatched } from '#client/notebook/live/useLive.ts'
import { usePicked } from '#client/notebook/page/picked.ts'
import { NotAsked } from '#client/notebook/variables/NotAsked.tsx'
import { useLanguages } from '#client/notebook/variables/values.ts'
import { Near } from '#client/notebook/steps/Near.tsx'
import { toMinute } from '#client/judgment/toMinute.ts'
import { judgedRun, lastEvident } from '#client/judgment/verdictOperations.ts'
import { Chips } from '#client/query/Chips.tsx'
import { FailureBox } from '#client/query/FailureBox.tsx'
import { useTableView } from '#client/reader/graph/useTableView.ts'
import { useZoom } from '#client/reader/graph/useZoom.ts'
import { problemsOf } from '#client/query/words/problems.ts'
import { QueryLines } from '#client/query/QueryLines.tsx'
import { Running } from '#client/query/Running.tsx'
import type { Run } from '#shared/notebook/notebook.ts'
import { Evidence } from './Evidence.tsx'
import { EventsWhere } from './EventsWhere.tsx'
import type { AskStep } from '#client/notebook/step/place.ts'
import { TheirRun } from './TheirRun.tsx'
import styles from '#client/notebook/step/step.module.css'

/** A step that asks: its queries, what can be done with them, and what the last run, or the judged one, has found. */
export function AskBody(props: {
  readonly step: AskStep
  readonly number: number
  readonly onLeave: () => void
}) {
  const { step, number } = props
  const page = usePage()
  const running = usePicked(page.running, map => map.get(step.id))
  const [opened] = useState(() => step.runs.at(-1)?.id)
  const zoom = useZoom()
  const table = useTableView()
  const languages = useLanguages(step.id)
  const look = useLook(step)
  const last = look ?? step.runs.at(-1)
  const recorded = lastEvident(step)
  const evident = look ?? recorded
  const [wantsLatest, setWantsLatest] = useState(false)
  const judged = judgedRun(step)
  const shown = last?.id === opened && !wantsLatest ? (judged ?? evident) : evident
  useShown(step.id, shown)
  const place = useWatched(step.id, shown !== undefined && shown !== judged)
  const laterRun = shown !== evident && hashOf(shown) !== hashOf(evident)
  const { request } = step
  const said =
    request.kind === 'query' &&
    request.queries.some(
      query => !query.removed && problemsOf(languages[query.language], query, last).length > 0,
    )
  const run = (goOn: boolean) => {
    if (request.kind === 'query') {
      const queries = request.queries.filter(query => !query.removed)
      if (queries.every(query => query.text.trim() === '')) return false
      if (queries.some(query => problemsOf(languages[query.language], query, undefined).length > 0))
        return false
    }
    page.run([step.id])
    const next = goOn ? neighbour(page.session.notebook(), step.id, 1) : null
    if (next !== null) page.select(next, true)
    return true
  }
  return (
    <>
      {request.kind === 'query' ? (
        <QueryLines
          step={step.id}
          number={number}
          request={request}
          last={last}
          onRun={run}
          onLeave={props.onLeave}
        />
      ) : (
        <EventsWhere step={step} number={number} where={request.where} />
      )}
      {!running && <TheirRun step={step.id} />}
      {running && <Running since={running.since} onStop={() => page.stop(step.id)} />}
      {!running && last && <FailureBox run={last} kept={evident} said={said} />}
      <HeldLine step={step.id} />
      {!running && <NotAsked step={step} number={number} last={last} />}
      {laterRun && shown && (
        <p className={styles['theirs']}>
          This is what was judged, of <TimeText at={toMinute(shown.at)} />.{' '}
          <Button small kind="quiet" onClick={() => setWantsLatest(true)}>
            Show the latest run
          </Button>
        </p>
      )}
      {shown && !step.judgment && !running && isOfOlderText(step, shown) && (
        <p className={styles['theirs']}>
          The graph is of the text before it was edited. Shift+Enter runs it.
        </p>
      )}
      {shown && (
        <Near height={request.kind === 'query' ? 350 : 160} seen={place}>
          {request.kind === 'query' && (
            <Chips step={step.id} request={request} run={shown === look ? (recorded ?? look) : shown} />
          )}
          <div className={styles['evidence']} data-running={running !== undefined}>
            <Evidence step={step} number={number} run={shown} zoom={zoom} table={table} />
          </div>
        </Near>
      )}
    </>
  )
}

const hashOf = (run: Run | undefined) => (run && 'evidence' in run.outcome ? run.outcome.evidence : null)
