import { withPicturesInside } from '#server/pictures/inText.ts'
import type { Store } from '#server/store/store.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import { printNotebook, type StepEvidence } from '#shared/forms/print.ts'
import { valuesSentence } from '#shared/notebook/filling.ts'
import type { Id, Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { drawnQueries } from '#shared/notebook/words/drawnQueries.ts'
import { marksOfWords } from '#shared/notebook/words/timeMarks.ts'
import type { PictureInput } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { allShown } from '#shared/picture/shown.ts'
import { fileName } from '#shared/forms/fileName.ts'
import { svgOf } from '#shared/picture/svg/svg.ts'
import { headOf, printMeasure } from '#shared/picture/measure.ts'
import { tableOf, type Table } from '#shared/picture/table.ts'
import { utc } from '#shared/time/clock.ts'

/** A notebook as a file: its name, and its text. */
export type Exporter = (notebook: Notebook) => Promise<{ readonly name: string; readonly text: string }>

const mostRows = 5
const size = { width: 800, height: 240, theme: 'light' } as const

/** The run that a step is shown by: the judged one, else the latest that ended in evidence. */
function shownRun(step: Step): Run | undefined {
  if (step.is !== 'ask') return undefined
  const judged = step.runs.find(run => run.id === step.judgment?.on)
  return judged ?? step.runs.findLast(run => 'evidence' in run.outcome)
}

function printTable(table: Table): NonNullable<StepEvidence['table']> {
  const labels = table.labels.length > 0 ? table.labels : ['series']
  return {
    head: [...labels, ...table.measures.map(measure => headOf(measure, table))],
    rows: table.rows
      .slice(0, mostRows)
      .map(row => [
        ...(row.members.length > 0 || table.labels.length === 0
          ? [row.name, ...labels.slice(1).map(() => '')]
          : labels.map(label => row.labels[label] ?? '')),
        ...table.measures.map(measure => printMeasure(row, measure)),
      ]),
    more: Math.max(0, table.rows.length - mostRows),
  }
}

const dataAddress = (svg: string) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`

/** Makes the function that writes a notebook as Markdown for a ticket: each step with the picture and the top rows of its kept evidence. */
export function markdownExporter(store: Pick<Store, 'evidence' | 'events' | 'pictures'>): Exporter {
  const seen = async ({ variables }: Notebook, step: Step, run: Run): Promise<StepEvidence | null> => {
    if (step.is !== 'ask' || !('evidence' in run.outcome)) return null
    const bytes = await store.evidence.get(run.outcome.evidence)
    if (bytes === null) return { sentence: 'The evidence of this step is no longer kept.' }
    const answer = decodeAnswer(bytes)
    const { request, window, blip, before } = run.asked
    if (answer.kind === 'events' || request.kind !== 'query')
      return { table: eventTable(answer.kind === 'events' ? answer.events : []) }
    const input: PictureInput = {
      answer,
      queries: drawnQueries(step, run),
      blip,
      before,
      events: await store.events.list({ window }),
      marks: [...step.marks, ...marksOfWords(step.words, window, utc)],
      drawing: step.drawing,
      shown: allShown,
      zone: utc,
      view: null,
    }
    const picture = pictureOf(input)
    return {
      sentence: [picture.sentence, ...picture.remarks, valuesSentence(run.asked, variables)]
        .filter(Boolean)
        .join(' '),
      picture: dataAddress(svgOf(picture, size)),
      table: printTable(tableOf(input)),
    }
  }

  return async notebook => {
    const evidence = new Map<Id, StepEvidence | null>()
    for (const step of notebook.steps) {
      const run = step.removed ? undefined : shownRun(step)
      if (run) evidence.set(step.id, await seen(notebook, step, run))
    }
    return {
      name: fileName(notebook.title, 'notebook', 'md'),
      text: printNotebook(
        await withPicturesInside(notebook, store.pictures),
        step => evidence.get(step.id) ?? null,
      ),
    }
  }
}

function eventTable(events: readonly WorldEvent[]): NonNullable<StepEvidence['table']> {
  return {
    head: ['time', 'event', 'labels'],
    rows: events.slice(0, 20).map(({ at, title, labels }) => [
      new Date(at).toISOString(),
      title,
      Object.entries(labels)
        .map(pair => pair.join('='))
        .join(', '),
    ]),
    more: Math.max(0, events.length - 20),
  }
}
