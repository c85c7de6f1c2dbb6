import type { Inks } from '#shared/picture/inks.ts'
import type { Picture } from '#shared/picture/picture.ts'
import type { Layout } from '#shared/picture/place/layout.ts'
import { traceBand, traceLine, tracedRange } from '#shared/picture/place/trace.ts'
import { weightOf } from '#shared/picture/study/weight.ts'
import { type Attributes, element, pathBy, round } from './element.ts'

const dashed = (shift: number): Attributes =>
  shift === 0 ? {} : { 'stroke-dasharray': '5 4', 'stroke-opacity': '0.65' }

/** The bands of crowds, then the lines, each with a halo where a heatmap lies under it. */
export function linesOf(picture: Picture, layout: Layout, inks: Inks): string {
  const { from, to } = tracedRange(picture.grid, picture.view)
  const trace = (values: Float64Array, axis: number) =>
    pathBy(pen => traceLine(pen, values, axis, picture.grid, from, to, layout))
  const crowds = picture.crowds.map(crowd => {
    const band = pathBy(pen =>
      traceBand(pen, crowd.low, crowd.high, crowd.axis, picture.grid, from, to, layout),
    )
    const median = element('path', {
      d: trace(crowd.median, crowd.axis),
      stroke: inks.crowd,
      fill: 'none',
      ...dashed(crowd.shift),
    })
    return (crowd.shift === 0 ? element('path', { d: band, fill: inks.crowdBand }) : '') + median
  })
  const lines = picture.lines.map(line =>
    element('path', {
      d: trace(line.values, line.axis),
      stroke: inks.series[line.colour] ?? inks.ink,
      fill: 'none',
      'stroke-width': weightOf(line, picture),
      'stroke-linejoin': 'round',
      ...(line.shift === 0 ? { 'stroke-linecap': 'round' } : {}),
      ...dashed(line.shift),
    }),
  )
  const halos = picture.heat
    ? picture.lines.map(line =>
        element('path', {
          d: trace(line.values, line.axis),
          stroke: inks.card,
          fill: 'none',
          'stroke-width': 3.4,
          'stroke-opacity': '0.75',
          'stroke-linejoin': 'round',
        }),
      )
    : []
  return [...crowds, ...halos, ...lines].join('')
}

/** The threshold across the plot; nothing where there is none. */
export function thresholdOf({ threshold, plot }: Layout, inks: Inks): string {
  if (threshold === null) return ''
  const d = `M${round(plot.left)} ${round(threshold)}H${round(plot.left + plot.width)}`
  return element('path', { d, stroke: inks.ink, 'stroke-dasharray': '8 4', 'stroke-opacity': '0.8' })
}
