import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useZone } from '#client/app/zone.ts'
import { listEvents } from '#client/server/api.ts'
import { useEvidence } from '#client/server/evidence.ts'
import { isNotKept, wordsOf } from '#client/server/trouble.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Query } from '#shared/ask/request.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import type { Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { drawnQueries } from '#shared/notebook/words/drawnQueries.ts'
import { marksOfWords } from '#shared/notebook/words/timeMarks.ts'
import { allShown } from '#shared/picture/shown.ts'
import { EventList } from '#client/reader/EventList.tsx'
import { Graph } from '#client/reader/graph/Graph.tsx'
import { evidenceOf } from './slides.ts'
import { useHeight } from '#client/reader/graph/useHeight.ts'
import styles from './stage.module.css'

const noEvents: readonly WorldEvent[] = []
const noQueries: readonly Query[] = []

type KeptEvidenceProps = { readonly notebook: Notebook; readonly step: Step; readonly run: Run | null }

/** A step's kept evidence, as large as the place allows; in words where there is none. */
export function KeptEvidence({ notebook, step, run }: KeptEvidenceProps) {
  const { zone } = useZone()
  const [place, height] = useHeight()
  const hash = evidenceOf(run)
  const evidence = useEvidence(hash)
  const window = run?.asked.window ?? null
  const events = useQuery({
    queryKey: ['events', window?.from, window?.to],
    queryFn: () => (window === null ? noEvents : listEvents(window)),
    enabled: window !== null,
    retry: false,
  })
  const queries = useMemo(() => (run ? drawnQueries(step, run) : noQueries), [step, run])
  const { blip } = notebook
  const before = useMemo(() => baselineOf(blip, notebook.before), [blip, notebook.before])
  const marks = useMemo(
    () => (window === null ? step.marks : [...step.marks, ...marksOfWords(step.words, window, zone)]),
    [step.marks, step.words, window, zone],
  )
  const answer = evidence.data
  return (
    <div className={styles.evidence} ref={place}>
      {hash === null && (
        <p className={styles.none}>{run === null ? 'Nothing was kept for this step.' : failureOf(run)}</p>
      )}
      {evidence.isError && (
        <p className={styles.none}>
          {isNotKept(evidence.error)
            ? evidence.error.message
            : `The evidence cannot be read. ${wordsOf(evidence.error)}`}
        </p>
      )}
      {answer?.kind === 'events' && <EventList events={answer.events} zone={zone} />}
      {answer?.kind === 'query' && height > 0 && (
        <Graph
          answer={answer}
          queries={queries}
          blip={blip}
          before={before}
          events={events.data ?? noEvents}
          marks={marks}
          drawing={step.drawing}
          shown={allShown}
          zone={zone}
          height={height}
          large
        />
      )}
    </div>
  )
}

const failureOf = (run: Run): string =>
  'failure' in run.outcome ? `Its last run failed: ${run.outcome.failure.message}` : ''
