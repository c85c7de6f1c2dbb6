import { railOf, stretchesOf, stretchOpacity } from '#shared/picture/place/lane.ts'
import { layOut, type Layout, type Tick } from '#shared/picture/place/layout.ts'
import type { Picture } from './picture.ts'
import { cutTo } from '#shared/picture/place/box.ts'
import { inkOf, type Inks } from './inks.ts'
import { traceBand, traceLine, tracedRange } from '#shared/picture/place/trace.ts'
import { heatCells } from '#shared/picture/histogram/cells.ts'
import { rampOf } from '#shared/picture/histogram/ramp.ts'
import { areaOpacity, weightOf } from '#shared/picture/study/weight.ts'

export type SvgOptions = {
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark'
  /** Written above the graph, where given. */
  readonly title?: string
}

const families = "Inter,system-ui,-apple-system,'Segoe UI',sans-serif"
const font = 11

/** A text as it may stand in XML, in an attribute too: control characters, which XML cannot hold, are left out. */
export const escapeXml = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)

const narrow = /[iljtfrI.,:;'|()[\]{} 1!-]/
const broad = /[mwMW@%—…▲●▬]/

/** About how wide a text is: no font is at hand where an SVG is made. Errs on the side of room. */
const estimate = (text: string, bold: boolean) => {
  let width = 0
  for (const char of text)
    width += narrow.test(char) ? 0.38 : broad.test(char) ? 0.92 : char > '\u2e80' ? 1 : 0.6
  return width * font * (bold ? 1.06 : 1)
}

const round = (n: number) => Math.round(n * 10) / 10

type Attributes = Readonly<Record<string, string | number>>

const element = (name: string, attributes: Attributes, content?: string) => {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`)
    .join('')
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

const write = (text: string, x: number, y: number, fill: string, extra: Attributes = {}) =>
  text === '' ? '' : element('text', { x, y, fill, ...extra }, escapeXml(text))

function pathBy(
  trace: (pen: {
    moveTo: (x: number, y: number) => void
    lineTo: (x: number, y: number) => void
    closePath: () => void
  }) => void,
) {
  let path = ''
  trace({
    moveTo: (x, y) => {
      path += `M${round(x)} ${round(y)}`
    },
    lineTo: (x, y) => {
      path += `L${round(x)} ${round(y)}`
    },
    closePath: () => {
      path += 'Z'
    },
  })
  return path
}

const dashed = (shift: number): Attributes =>
  shift === 0 ? {} : { 'stroke-dasharray': '5 4', 'stroke-opacity': '0.65' }

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
function groundOf(picture: Picture, layout: Layout, inks: Inks): string {
  const { from, to } = tracedRange(picture.grid, picture.view)
  const areas = picture.areas.map(({ low, high, axis, colour }) => {
    const fill = colour === null ? inks.crowd : (inks.series[colour] ?? inks.ink)
    const d = pathBy(pen => traceBand(pen, low, high, axis, picture.grid, from, to, layout))
    return element('path', { d, fill, 'fill-opacity': String(areaOpacity) })
  })
  return heatOf(picture, layout, inks) + areas.join('')
}

/** Where the ground hides the blip's tint: its two ends. */
function blipEnds({ blip, view }: Picture, { plot, x }: Layout, inks: Inks): string {
  if (!blip) return ''
  const d = [blip.from, blip.to]
    .filter(at => at >= view.from && at <= view.to)
    .map(at => `M${round(x(at))} ${plot.top}v${plot.height}`)
    .join('')
  return element('path', { d, stroke: inks.blip, 'stroke-width': 2 })
}

function rampUnder({ ramp }: Layout, inks: Inks): string {
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

function thresholdOf({ threshold, plot }: Layout, inks: Inks): string {
  if (threshold === null) return ''
  const d = `M${round(plot.left)} ${round(threshold)}H${round(plot.left + plot.width)}`
  return element('path', { d, stroke: inks.ink, 'stroke-dasharray': '8 4', 'stroke-opacity': '0.8' })
}

function linesOf(picture: Picture, layout: Layout, inks: Inks): string {
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

function windowsOf({ blip, before, view }: Picture, { plot, x }: Layout, inks: Inks): string {
  const part = (window: Picture['blip'], y: number, height: number, opacity: string) => {
    if (!window) return ''
    const left = x(Math.max(window.from, view.from))
    const width = Math.max(1, x(Math.min(window.to, view.to)) - left)
    return element('rect', { x: left, y, width, height, fill: inks.blip, 'fill-opacity': opacity })
  }
  return part(blip, plot.top, plot.height, '0.22') + part(before, plot.top + plot.height + 1, 3, '0.55')
}

function laneOf({ lane, plot }: Layout, inks: Inks): string {
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

function axesOf(picture: Picture, { plot, xTicks, yTicks, size }: Layout, inks: Inks): string {
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

const gridOf = ({ plot, yTicks }: Layout, inks: Inks) =>
  (yTicks[0] ?? [])
    .map(({ at }) =>
      element('path', {
        d: `M${round(plot.left)} ${Math.round(at) + 0.5}H${round(plot.left + plot.width)}`,
        stroke: inks.hair,
      }),
    )
    .join('')

/** The picture as one self-contained SVG document, colours and fonts included: for exports and Markdown, on a server too. */
export function svgOf(picture: Picture, { width, height, theme, title = '' }: SvgOptions): string {
  const inks = inkOf(theme)
  const margin = 12
  const head = title === '' ? 0 : 26
  const inner = { width: Math.max(80, width - 2 * margin), height: Math.max(60, height - 2 * margin - head) }
  const layout = layOut(picture, inner, font, estimate)
  const { plot } = layout
  const frame = {
    x: plot.left,
    y: plot.top - 1,
    width: plot.width,
    height: plot.height + 2,
    viewBox: [plot.left, plot.top - 1, plot.width, plot.height + 2].map(round).join(' '),
  }
  const filled = picture.heat !== null || picture.areas.length > 0
  const body =
    picture.empty === null
      ? [
          windowsOf(picture, layout, inks),
          gridOf(layout, inks),
          filled
            ? element('svg', frame, groundOf(picture, layout, inks)) + blipEnds(picture, layout, inks)
            : '',
          laneOf(layout, inks),
          element('svg', frame, linesOf(picture, layout, inks)),
          thresholdOf(layout, inks),
          layout.labels
            .map(({ text, left, baseline, line }) =>
              write(text, left, baseline, line ? (inks.series[line.colour] ?? inks.ink) : inks.muted, {
                ...(line ? { 'font-weight': '650' } : {}),
                stroke: inks.card,
                'stroke-width': 3,
                'stroke-linejoin': 'round',
                'paint-order': 'stroke',
              }),
            )
            .join(''),
          axesOf(picture, layout, inks),
          rampUnder(layout, inks),
        ].join('')
      : write(picture.sentence, inner.width / 2, inner.height / 2, inks.muted, { 'text-anchor': 'middle' })
  const heading = write(cutTo(title, (width - 2 * margin) / 1.4, estimate), margin, margin + 12, inks.ink, {
    'font-size': 14,
    'font-weight': '620',
  })
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': families,
      'font-size': font,
    },
    [
      element('title', {}, escapeXml(title === '' ? picture.sentence : `${title}: ${picture.sentence}`)),
      element('rect', { width, height, rx: 8, fill: inks.card }),
      heading,
      element('g', { transform: `translate(${margin} ${margin + head})` }, body),
    ].join(''),
  )
}
