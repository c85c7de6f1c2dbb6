import { useMemo, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { useZone } from '#client/app/zone.ts'
import { useWindowEvents } from '#client/events/useWindowEvents.ts'
import { setNotebook, setStep } from '#client/notebook/steps/deeds.ts'
import { useOfNotebook, usePage } from '#client/notebook/page/page.ts'
import { readSeries, writeSeries } from '#client/notebook/page/seriesState.ts'
import { NothingHere } from '#client/query/NothingHere.tsx'
import { EventList } from '#client/reader/EventList.tsx'
import { GraphSettings } from '#client/notebook/drawing/GraphSettings.tsx'
import { drawnQueries } from '#shared/notebook/words/drawnQueries.ts'
import { Graph, type GraphAct } from '#client/reader/graph/Graph.tsx'
import { Remarks } from '#client/reader/Remarks.tsx'
import { SeriesTable } from '#client/reader/graph/SeriesTable.tsx'
import type { TableView } from '#client/reader/graph/useTableView.ts'
import type { Zoom } from '#client/reader/graph/useZoom.ts'
import { useEvidence } from '#client/server/evidence.ts'
import { isNotKept, wordsOf } from '#client/server/trouble.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import type { Mark, Run } from '#shared/notebook/notebook.ts'
import { studyOf } from '#shared/picture/study/study.ts'
import { marksOfWords } from '#shared/notebook/words/timeMarks.ts'
import type { SeriesState } from '#shared/picture/shown.ts'
import type { AskStep } from '#client/notebook/step/place.ts'
import { goToWindow } from '#client/notebook/step/goToWindow.ts'
import { MarkDialog } from '#client/notebook/step/MarkDialog.tsx'
import styles from '#client/notebook/step/step.module.css'

/** What a run has found: a graph and its table, a list of events, or why there is nothing. */
export function Evidence(props: {
  readonly step: AskStep
  readonly number: number
  readonly run: Run
  readonly zoom: Zoom
  readonly table: TableView
}) {
  const { step, number, run } = props
  const page = usePage()
  const { zone } = useZone()
  const evidence = useEvidence('evidence' in run.outcome ? run.outcome.evidence : null)
  if (evidence.isPending)
    return <div className={styles['waiting']} role="status" aria-label="Loading the evidence" />
  if (!evidence.data && isNotKept(evidence.error))
    return (
      <p className={styles['notKept']}>
        {evidence.error.message}{' '}
        <Button small onClick={() => page.run([step.id])}>
          Run it again
        </Button>
      </p>
    )
  if (!evidence.data)
    return (
      <div className={styles['lost']} role="alert">
        The evidence could not be read: {wordsOf(evidence.error)}{' '}
        <Button small onClick={() => void evidence.refetch()}>
          Try again
        </Button>
      </div>
    )
  const answer = evidence.data
  if (answer.kind === 'events') return <EventList events={answer.events} zone={zone} />
  if (answer.parts.every(part => part.frame.series.length === 0))
    return (
      <>
        <Remarks run={run} level="partial" />
        <Remarks run={run} level="warning" />
        <NothingHere run={run} onGo={window => goToWindow(page, step.id, window)} />
        <Remarks run={run} level="info" />
      </>
    )
  return (
    <>
      <Remarks run={run} level="partial" />
      <Remarks run={run} level="warning" />
      <Drawn step={step} number={number} run={run} zoom={props.zoom} table={props.table} answer={answer} />
      <Remarks run={run} level="info" />
    </>
  )
}

function Drawn(props: {
  readonly step: AskStep
  readonly number: number
  readonly run: Run
  readonly zoom: Zoom
  readonly table: TableView
  readonly answer: Extract<Answer, { kind: 'query' }>
}) {
  const { step, number, run, answer } = props
  const page = usePage()
  const { zone } = useZone()
  const blip = useOfNotebook(notebook => notebook.blip)
  const setBefore = useOfNotebook(notebook => notebook.before)
  const before = useMemo(() => baselineOf(blip, setBefore), [blip, setBefore])
  const events = useWindowEvents(run.asked.window)
  const { view, zoom, back } = props.zoom
  const { window } = run.asked
  const marks = useMemo(
    () => [...step.marks, ...marksOfWords(step.words, window, zone)],
    [step.marks, step.words, window, zone],
  )
  const [marking, setMarking] = useState<Pick<Mark, 'window'> | Mark | null>(null)
  const [shown, setShown] = useState<SeriesState>(() => readSeries(location.search, step.id))
  const onShown = (state: SeriesState) => {
    setShown(state)
    const search = writeSeries(location.search, step.id, state)
    history.replaceState(history.state, '', location.pathname + search + location.hash)
  }
  const onSelect = (act: GraphAct) => {
    if (act.kind === 'zoom') zoom(act.window)
    else if (act.kind === 'unzoom') back()
    else if (act.kind === 'note') setMarking({ window: act.window })
    else if (act.kind === 'newStep') page.grow(step.id, { kind: 'zoom', window: act.window }, false)
    else page.act([setNotebook(page.session.notebook(), 'blip', act.window)])
  }
  const queries = useMemo(() => drawnQueries(step, run), [step, run])
  const input = {
    answer,
    queries,
    blip,
    before,
    events,
    marks,
    drawing: step.drawing,
    shown,
    zone,
  }
  const { groups } = studyOf({ ...input, view })
  const was = marking && 'id' in marking ? marking : undefined
  const putMarks = (marks: readonly Mark[]) => page.act([setStep(step, 'marks', marks)])
  return (
    <>
      <div className={styles['graph']}>
        <Graph
          {...input}
          view={view}
          onShown={onShown}
          onSelect={onSelect}
          onFilter={labels => page.grow(step.id, { kind: 'filter', labels }, false)}
          onMark={id => setMarking(step.marks.find(mark => mark.id === id) ?? null)}
          offers={offers}
        />
        <GraphSettings
          step={step}
          number={number}
          unit={groups.find(({ axis }) => axis === 0)?.counted.unit ?? 'none'}
          heated={groups.some(({ histogram }) => histogram !== null)}
        />
      </div>
      <SeriesTable
        {...input}
        held={props.table}
        view={view}
        onShown={onShown}
        onAct={(act, _query, keep) => page.grow(step.id, act, keep)}
      />
      {marking && (
        <MarkDialog
          window={marking.window}
          number={number}
          onClose={() => setMarking(null)}
          {...(was && {
            was,
            onRemove: () => void putMarks(step.marks.filter(({ id }) => id !== was.id)),
          })}
          onMark={mark =>
            void putMarks(
              was ? step.marks.map(other => (other.id === mark.id ? mark : other)) : [...step.marks, mark],
            )
          }
        />
      )}
    </>
  )
}

const offers = ['zoom', 'blip', 'note', 'newStep'] as const
