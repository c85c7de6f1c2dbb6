import { drawnQueries } from '#shared/notebook/words/drawnQueries.ts'
import { readSeries } from '#client/notebook/page/seriesState.ts'
import type { AskStep } from '#client/notebook/step/place.ts'
import { listEvents } from '#client/server/api.ts'
import { fetchEvidence } from '#client/server/evidence.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import type { Notebook, Run } from '#shared/notebook/notebook.ts'
import { marksOfWords } from '#shared/notebook/words/timeMarks.ts'
import type { PictureInput } from '#shared/picture/picture.ts'
import type { Zone } from '#shared/time/clock.ts'

/** What the graph of a run of a step is made from, as it is shown to this reader; null where there is none. */
export async function graphOf(
  notebook: Notebook,
  step: AskStep,
  run: Run,
  zone: Zone,
): Promise<PictureInput | null> {
  if (!('evidence' in run.outcome)) return null
  const [answer, events] = await Promise.all([
    fetchEvidence(run.outcome.evidence),
    listEvents(run.asked.window).catch(() => []),
  ])
  if (answer.kind !== 'query') return null
  return {
    answer,
    queries: drawnQueries(step, run),
    blip: notebook.blip,
    before: baselineOf(notebook.blip, notebook.before),
    events,
    marks: [...step.marks, ...marksOfWords(step.words, run.asked.window, zone)],
    drawing: step.drawing,
    shown: readSeries(location.search, step.id),
    zone,
    view: null,
  }
}
