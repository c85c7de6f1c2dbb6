import { rampOf } from '#shared/picture/histogram/ramp.ts'
import type { Inks } from '#shared/picture/inks.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { railOf, stretchesOf, stretchOpacity } from '#shared/picture/place/lane.ts'
import type { Layout, Tick } from '#shared/picture/place/layout.ts'
import { element, font, round, write } from './element.ts'

/** The marks of events and notes above the plot, and what hangs from them into it. */
export function laneOf({ lane, plot }: Layout, inks: Inks): string {
  const foot = plot.top + plot.height
  return lane
    .map(place => {
      const ink = place.is === 'event' ? inks.lead : inks.ink
      const drops = place.lines
        .filter(({ at }) => at >= plot.left)
        .map(({ at }) => `M${round(at)} ${plot.top - 2}V${foot}`)
        .join('')
      const rail = railOf(place, plot)
      return [
        ...stretchesOf(place, plot).map(({ from, to }) =>
          element('rect', {
            x: from,
            y: plot.top,
            width: to - from,
            height: plot.height,
            fill: ink,
            'fill-opacity': String(stretchOpacity),
          }),
        ),
        drops && element('path', { d: drops, stroke: ink, 'stroke-dasharray': '3 3' }),
        rail &&
          element('rect', {
            x: rail.from,
            y: plot.top - 3,
            width: rail.to - rail.from,
            height: 2,
            fill: ink,
          }),
        write(place.text, place.left, plot.top - 6, ink),
      ]
        .filter(Boolean)
        .join('')
    })
    .join('')
}

/** The words at both value axes and under the time axis. */
export function axesOf(picture: Picture, { plot, xTicks, yTicks, size }: Layout, inks: Inks): string {
  const tick = ({ text, align }: Tick, x: number, y: number) =>
    write(text, x, y, inks.muted, align === 'start' ? {} : { 'text-anchor': align })
  const edges = { start: plot.left, middle: 0, end: plot.left + plot.width }
  const times = xTicks.map(each =>
    tick(each, each.align === 'middle' ? each.at : edges[each.align], plot.top + plot.height + font * 1.6),
  )
  const values = yTicks.map((ticks, axis) => {
    const x = axis === 0 ? plot.left - font * 0.6 : plot.left + plot.width + font * 0.6
    const title = picture.axes[axis]?.title ?? ''
    const head = tick(
      { at: 0, text: title, align: axis === 0 ? 'start' : 'end' },
      axis === 0 ? 0 : size.width,
      font * 0.9,
    )
    return head + ticks.map(each => tick(each, x, each.at + font * 0.36)).join('')
  })
  return times.join('') + values.join('')
}

/** The hairlines of the first value axis. */
export const gridOf = ({ plot, yTicks }: Layout, inks: Inks) =>
  (yTicks[0] ?? [])
    .map(({ at }) =>
      element('path', {
        d: `M${round(plot.left)} ${Math.round(at) + 0.5}H${round(plot.left + plot.width)}`,
        stroke: inks.hair,
      }),
    )
    .join('')

/** What the colours of a heatmap stand for; nothing without one. */
export function rampUnder({ ramp }: Layout, inks: Inks): string {
  if (!ramp) return ''
  const { box, baseline, least, most } = ramp
  const colours = rampOf(inks.card, inks.heat)
  const width = box.width / colours.length
  const boxes = colours.map((fill, i) =>
    element('rect', { x: box.left + i * width, y: box.top, width, height: box.height, fill }),
  )
  return [
    write(least, box.left - font * 0.5, baseline, inks.muted, { 'text-anchor': 'end' }),
    ...boxes,
    write(most, box.left + box.width + font * 0.5, baseline, inks.muted),
  ].join('')
}
