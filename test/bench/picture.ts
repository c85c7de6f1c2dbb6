import { decodeAnswer, encodeAnswer } from '#shared/ask/codec.ts'
import { plainDrawing } from '#shared/ask/drawing.ts'
import type { PictureInput, QueryAnswer } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { allShown } from '#shared/picture/shown.ts'
import { svgOf } from '#shared/picture/svg.ts'
import { tableOf } from '#shared/picture/table.ts'
import { utc } from '#shared/time/clock.ts'
import { minute } from '#shared/time/window.ts'

const points = 1080
const step = 10_000
const blip = { from: 92 * minute, to: 97 * minute }

/** Three hours at 10 s of so many nodes, of which the first leaves the crowd in the blip. */
function nodes(count: number): QueryAnswer {
  let state = 7
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
  const series = Array.from({ length: count }, (_, node) => ({
    labels: { node: `i-${node}`, region: `r${node % 3}` },
    values: Float64Array.from({ length: points }, (_, i) => {
      const inBlip = i * step >= blip.from && i * step < blip.to
      return random() * 0.4 + (node === 0 && inBlip ? 40 : 0)
    }),
  }))
  return {
    kind: 'query',
    parts: [{ query: 'a', shift: 0, frame: { grid: { start: 0, step, count: points }, series } }],
    remarks: [],
  }
}

const inputOf = (answer: QueryAnswer): PictureInput => ({
  answer,
  queries: [
    {
      id: 'a',
      source: 's',
      language: 'promql',
      text: 'sum by (node) (rate(retries_total[1m]))',
      removed: false,
    },
  ],
  blip,
  before: { from: 61 * minute, to: 91 * minute },
  events: [],
  marks: [],
  drawing: plainDrawing,
  shown: allShown,
  zone: utc,
  view: null,
})

/** The median of some runs, in milliseconds. */
function timed(work: () => unknown, runs = 15): number {
  const took = Array.from({ length: runs }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  })
  return took.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
}

/** From the bytes of an answer to what is drawn, for 60 and for 500 series × 1,080 points: name and milliseconds. */
export function pictureBench(): readonly (readonly [name: string, took: number])[] {
  return [60, 500].flatMap(count => {
    const answer = nodes(count)
    const bytes = encodeAnswer(answer)
    const picture = pictureOf(inputOf(answer))
    return [
      [`encode an answer, ${count} series`, timed(() => encodeAnswer(answer))],
      [`decode an answer, ${count} series`, timed(() => decodeAnswer(bytes))],
      [`picture, ${count} series`, timed(() => pictureOf(inputOf(answer)))],
      [`table, ${count} series`, timed(() => tableOf(inputOf(answer)))],
      [`SVG, ${count} series`, timed(() => svgOf(picture, { width: 860, height: 280, theme: 'light' }))],
    ] as const
  })
}
