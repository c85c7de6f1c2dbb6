import { nearestLine, readingFor } from '#client/graph/hover.ts'
import { decodeAnswer, encodeAnswer } from '#shared/ask/codec.ts'
import { plainDrawing } from '#shared/ask/drawing.ts'
import type { PictureInput, QueryAnswer } from '#shared/picture/picture.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { allShown } from '#shared/picture/shown.ts'
import { svgOf } from '#shared/picture/svg/svg.ts'
import { tableOf } from '#shared/picture/table.ts'
import { utc } from '#shared/time/clock.ts'
import { minute } from '#shared/time/window.ts'
import { figure, inMs, rounds, type Figure } from './figure.ts'

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
      legend: '',
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

/** From the bytes of an answer to what is drawn, for 60 and for 500 series × 1,080 points. */
export async function measurePicture(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const count of [60, 500]) {
    const fresh = Array.from({ length: 40 }, () => inputOf(nodes(count)))
    const next = () => fresh.pop() ?? inputOf(nodes(count))
    const { answer } = next()
    const bytes = encodeAnswer(answer)
    const picture = pictureOf(inputOf(answer))
    const size = { width: 860, height: 280, theme: 'light' } as const
    const lines = pictureOf({ ...inputOf(answer), drawing: { ...plainDrawing, crowd: 'lines' } })
    const layout = layOut(lines, size, 11, text => text.length * 6)
    const { plot } = layout
    let moved = 0
    const hover = () => {
      const index = (moved = (moved + 7) % points)
      const top = plot.top + (moved % plot.height)
      const line = nearestLine(lines, layout, index, layout.x(index * step), top, 28)
      return readingFor(lines, layout, index, line, top)
    }
    for (const [what, work] of [
      ['encode an answer', () => encodeAnswer(answer)],
      ['decode an answer', () => decodeAnswer(bytes)],
      ['picture of an answer not seen before', () => pictureOf(next())],
      ['table of an answer not seen before', () => tableOf(next())],
      ['SVG', () => svgOf(picture, size)],
      ['values under the pointer, every line drawn', hover],
    ] as const)
      figures.push(figure(`${what}, ${count} series`, await rounds(13, work, { warming: 2 }), inMs))
  }
  return figures
}
