import type { Layout, Tick } from '#shared/picture/place/layout.ts'
import { railOf } from '#shared/picture/place/lane.ts'
import { weightOf } from '#shared/picture/study/weight.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'
import type { Palette } from './palette.ts'
import { traceBand, traceLine, tracedRange } from '#shared/picture/place/trace.ts'

type Canvas = CanvasRenderingContext2D

/** The two fonts of a graph at a size, as the canvas takes them. */
export const fontsOf = (font: number, { sans }: Palette) => ({
  plain: `${font}px ${sans}`,
  bold: `650 ${font}px ${sans}`,
})

/** Bigger letters come with broader strokes. */
const strokeOf = (line: Line, picture: Picture, font: number) =>
  (line.strong && line.shift !== 0 ? 1.4 : weightOf(line, picture)) * (font > 13 ? 1.5 : 1)

/** Strokes one line, alone: the hovered one, or each of the picture's. */
export function paintLine(
  canvas: Canvas,
  line: Line,
  picture: Picture,
  layout: Layout,
  colours: Palette,
  width?: number,
): void {
  const range = tracedRange(picture.grid, picture.view)
  const path = new Path2D()
  traceLine(path, line.values, line.axis, picture.grid, range.from, range.to, layout)
  canvas.strokeStyle = colours.series[line.colour] ?? colours.ink
  canvas.lineWidth = width ?? strokeOf(line, picture, layout.font)
  canvas.lineJoin = 'round'
  canvas.lineCap = line.shift === 0 ? 'round' : 'butt'
  canvas.setLineDash(line.shift === 0 ? [] : [5, 4])
  canvas.globalAlpha = line.shift === 0 ? (line.strong ? 1 : 0.75) : 0.65
  canvas.stroke(path)
  canvas.globalAlpha = 1
  canvas.setLineDash([])
}

function paintWindows(
  canvas: Canvas,
  { blip, before, view }: Picture,
  { plot, x }: Layout,
  colours: Palette,
): void {
  const foot = plot.top + plot.height
  canvas.fillStyle = colours.blip
  for (const [window, top, height, alpha] of [
    [blip, plot.top, plot.height, 0.22],
    [before, foot + 1, 3, 0.55],
  ] as const) {
    if (!window) continue
    const left = x(Math.max(window.from, view.from))
    canvas.globalAlpha = alpha
    canvas.fillRect(left, top, Math.max(1, x(Math.min(window.to, view.to)) - left), height)
  }
  canvas.globalAlpha = 1
}

function paintGrid(canvas: Canvas, layout: Layout, colours: Palette): void {
  const { plot, yTicks } = layout
  canvas.strokeStyle = colours.hair
  canvas.lineWidth = 1
  canvas.beginPath()
  for (const { at } of yTicks[0] ?? []) {
    canvas.moveTo(plot.left, Math.round(at) + 0.5)
    canvas.lineTo(plot.left + plot.width, Math.round(at) + 0.5)
  }
  canvas.stroke()
}

const laneColour = (is: 'event' | 'mark', colours: Palette) => (is === 'event' ? colours.lead : colours.ink)

function paintLane(canvas: Canvas, { lane, plot, font }: Layout, colours: Palette): void {
  const foot = plot.top + plot.height
  const head = Math.round(plot.top - font * 0.2)
  for (const place of lane) {
    canvas.strokeStyle = canvas.fillStyle = laneColour(place.is, colours)
    canvas.lineWidth = 1
    canvas.setLineDash([3, 3])
    canvas.beginPath()
    for (const { at } of place.lines) {
      if (at < plot.left) continue
      canvas.moveTo(Math.round(at) + 0.5, head)
      canvas.lineTo(Math.round(at) + 0.5, foot)
    }
    canvas.stroke()
    canvas.setLineDash([])
    const rail = railOf(place, plot)
    if (rail) canvas.fillRect(Math.round(rail.from), head - 1, Math.round(rail.to - rail.from) + 1, 2)
    canvas.textAlign = 'left'
    canvas.fillText(place.text, place.left, plot.top - font * 0.55)
  }
}

function paintCrowds(canvas: Canvas, picture: Picture, layout: Layout, colours: Palette): void {
  const { from, to } = tracedRange(picture.grid, picture.view)
  for (const crowd of picture.crowds) {
    if (crowd.shift === 0) {
      canvas.beginPath()
      traceBand(canvas, crowd.low, crowd.high, crowd.axis, picture.grid, from, to, layout)
      canvas.fillStyle = colours['crowd-band']
      canvas.fill()
    }
    const median = new Path2D()
    traceLine(median, crowd.median, crowd.axis, picture.grid, from, to, layout)
    canvas.strokeStyle = colours.crowd
    canvas.lineWidth = layout.font > 13 ? 1.5 : 1
    canvas.setLineDash(crowd.shift === 0 ? [] : [5, 4])
    canvas.stroke(median)
    canvas.setLineDash([])
  }
}

function paintLabels(canvas: Canvas, { labels, font }: Layout, colours: Palette): void {
  const fonts = fontsOf(font, colours)
  canvas.textAlign = 'left'
  canvas.lineJoin = 'round'
  canvas.lineWidth = font * 0.3
  canvas.strokeStyle = colours.card
  for (const label of labels) {
    canvas.font = label.strong ? fonts.bold : fonts.plain
    canvas.fillStyle = label.line ? (colours.series[label.line.colour] ?? colours.ink) : colours.muted
    canvas.globalAlpha = 0.85
    canvas.strokeText(label.text, label.left, label.baseline)
    canvas.globalAlpha = 1
    canvas.fillText(label.text, label.left, label.baseline)
  }
}

const alignments = { start: 'left', middle: 'center', end: 'right' } as const

function paintAxes(
  canvas: Canvas,
  picture: Picture,
  { plot, font, xTicks, yTicks, size }: Layout,
  colours: Palette,
): void {
  const write = ({ text, align }: Tick, x: number, y: number) => {
    canvas.textAlign = alignments[align]
    canvas.fillText(text, x, y)
  }
  canvas.font = fontsOf(font, colours).plain
  canvas.fillStyle = colours.muted
  const edge = { start: plot.left, middle: 0, end: plot.left + plot.width }
  for (const tick of xTicks)
    write(tick, tick.align === 'middle' ? tick.at : edge[tick.align], plot.top + plot.height + font * 1.6)
  for (const [axis, ticks] of yTicks.entries()) {
    const x = axis === 0 ? plot.left - font * 0.6 : plot.left + plot.width + font * 0.6
    for (const tick of ticks) write(tick, x, tick.at + font * 0.36)
    const title = picture.axes[axis]?.title ?? ''
    const align = axis === 0 ? 'start' : 'end'
    write({ at: 0, text: title, align }, axis === 0 ? 0 : size.width, font * 0.9)
  }
}

/** Paints the whole picture; pixels of the canvas are those of the layout. */
export function paint(canvas: Canvas, picture: Picture, layout: Layout, colours: Palette): void {
  const { plot } = layout
  canvas.font = fontsOf(layout.font, colours).plain
  canvas.textBaseline = 'alphabetic'
  paintWindows(canvas, picture, layout, colours)
  paintGrid(canvas, layout, colours)
  paintLane(canvas, layout, colours)
  canvas.save()
  canvas.beginPath()
  canvas.rect(plot.left, plot.top - 1, plot.width, plot.height + 2)
  canvas.clip()
  paintCrowds(canvas, picture, layout, colours)
  for (const line of picture.lines) paintLine(canvas, line, picture, layout, colours)
  canvas.restore()
  paintLabels(canvas, layout, colours)
  paintAxes(canvas, picture, layout, colours)
}
