import { notify } from '#client/app/notices.tsx'
import type { MenuRow } from '#client/app/panels/panel.ts'
import { verdictLooks } from '#client/app/parts/VerdictSign.tsx'
import type { AskStep } from '#client/notebook/step/place.ts'
import { copyText } from '#client/app/copyText.ts'
import { fileName } from '#shared/forms/fileName.ts'
import type { Notebook, Run } from '#shared/notebook/notebook.ts'
import { headOf, printMeasure } from '#shared/picture/measure.ts'
import type { PictureInput } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { tableOf } from '#shared/picture/table.ts'
import { csvOf } from '#shared/picture/take/csv.ts'
import { requestJson, requestText, type NamedSource } from '#shared/picture/take/request.ts'
import { printWindow, printZone, type Zone } from '#shared/time/clock.ts'
import { graphOf } from './graphOf.ts'
import { saveFile } from './saveFile.ts'

/** Rows of the legend in a picture. */
const mostRows = 12

type Taken = {
  readonly notebook: Notebook
  readonly step: AskStep
  /** The run that the step shows. */
  readonly run: Run
  readonly number: number
  readonly zone: Zone
  readonly sources: readonly NamedSource[]
}

function wordsOf({ notebook, step, run, number, zone }: Taken, input: PictureInput) {
  const { window } = run.asked
  const table = tableOf(input)
  const [measure] = table.measures
  const { judgment } = step
  return {
    title: step.title === '' ? `Step ${number}` : step.title,
    under: [
      [
        `${printWindow(window, zone)} ${printZone(window.from, zone)}`,
        input.blip ? `blip ${printWindow(input.blip, zone)}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
      judgment
        ? `${verdictLooks[judgment.verdict].word}: ${step.words.split('\n')[0]?.replace(/[*_`]/g, '') ?? ''}`
        : '',
      notebook.title,
    ].filter(Boolean),
    legend: table.rows.slice(0, mostRows).map(row => ({
      name: row.name || 'all',
      colour: row.colour,
      text: measure ? `${printMeasure(row, measure)} ${headOf(measure, table)}` : '',
    })),
  }
}

/** The graph of the step as PNG; the code that draws it comes when it is asked for. */
async function picture(taken: Taken, input: PictureInput): Promise<Blob> {
  const { pngOf } = await import('#client/graph/png.ts')
  return pngOf(pictureOf(input), wordsOf(taken, input))
}

/** The rows of a step's menu under “Take away”, of the run that it shows. */
export function takeAway(taken: Taken): readonly MenuRow[] {
  const { step, run, sources } = taken
  const named = (ending: string) => fileName(step.title, `step-${taken.number}`, ending)
  const withGraph = (does: (input: PictureInput) => Promise<void> | void) => () =>
    void (async () => {
      try {
        const input = await graphOf(taken.notebook, step, run, taken.zone)
        if (input) await does(input)
      } catch (error) {
        notify({
          text: `That could not be taken away: ${error instanceof Error ? error.message : 'the evidence cannot be read.'}`,
        })
      }
    })()
  const save = async (input: PictureInput) => saveFile(named('png'), await picture(taken, input))
  return [
    {
      title: 'Copy the graph as a picture',
      run: withGraph(async input => {
        const made = picture(taken, input)
        try {
          await navigator.clipboard.write([new ClipboardItem({ 'image/png': made })])
          notify({ text: 'Picture copied' })
        } catch {
          await save(input)
        }
      }),
    },
    { title: 'Save the graph as PNG', run: withGraph(save) },
    {
      title: 'Save the data as CSV',
      run: withGraph(input =>
        saveFile(named('csv'), new Blob([csvOf(input)], { type: 'text/csv;charset=utf-8' })),
      ),
    },
    {
      title: 'Copy the request',
      run: () => void copyText(requestText(run.asked, sources), 'Request copied'),
    },
    {
      title: 'Copy the request as JSON',
      run: () => void copyText(requestJson(run.asked, sources), 'Request copied'),
    },
  ]
}
