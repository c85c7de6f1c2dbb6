import { heatCells } from '#shared/picture/histogram/cells.ts'
import { rampOf } from '#shared/picture/histogram/ramp.ts'
import type { Inks } from '#shared/picture/inks.ts'
import type { Picture } from '#shared/picture/picture.ts'
import type { Layout } from '#shared/picture/place/layout.ts'
import { traceBand, tracedRange } from '#shared/picture/place/trace.ts'
import { areaOpacity } from '#shared/picture/study/weight.ts'
import { element, pathBy, round } from './element.ts'

function heatOf(picture: Picture, layout: Layout, inks: Inks): string {
  if (!picture.heat) return ''
  const colours = rampOf(inks.card, inks.heat)
  const paths = new Map<number, string>()
  for (const { level, left, top, width, height } of heatCells(picture.heat, picture, layout)) {
    const cell = `M${round(left)} ${round(top)}h${round(width)}v${round(height)}h${-round(width)}z`
    paths.set(level, (paths.get(level) ?? '') + cell)
  }
  return [...paths]
    .map(([level, d]) => element('path', { d, fill: colours[level - 1] ?? inks.heat }))
    .join('')
}

/** What fills the plot and lies under all lines: a heatmap, or the layers of a stack. */
export function groundOf(picture: Picture, layout: Layout, inks: Inks): string {
  const { from, to } = tracedRange(picture.grid, picture.view)
  const areas = picture.areas.map(({ low, high, axis, colour }) => {
    const fill = colour === null ? inks.crowd : (inks.series[colour] ?? inks.ink)
    const d = pathBy(pen => traceBand(pen, low, high, axis, picture.grid, from, to, layout))
    return element('path', { d, fill, 'fill-opacity': String(areaOpacity) })
  })
  return heatOf(picture, layout, inks) + areas.join('')
}

/** Where the ground hides the blip's tint: its two ends. */
export function blipEnds({ blip, view }: Picture, { plot, x }: Layout, inks: Inks): string {
  if (!blip) return ''
  const d = [blip.from, blip.to]
    .filter(at => at >= view.from && at <= view.to)
    .map(at => `M${round(x(at))} ${plot.top}v${plot.height}`)
    .join('')
  return element('path', { d, stroke: inks.blip, 'stroke-width': 2 })
}

/** The tint of the blip, and the rail under what it is compared with. */
export function windowsOf({ blip, before, view }: Picture, { plot, x }: Layout, inks: Inks): string {
  const part = (window: Picture['blip'], y: number, height: number, opacity: string) => {
    if (!window) return ''
    const left = x(Math.max(window.from, view.from))
    const width = Math.max(1, x(Math.min(window.to, view.to)) - left)
    return element('rect', { x: left, y, width, height, fill: inks.blip, 'fill-opacity': opacity })
  }
  return part(blip, plot.top, plot.height, '0.22') + part(before, plot.top + plot.height + 1, 3, '0.55')
}
