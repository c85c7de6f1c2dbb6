import type { Layout, Tick } from '#shared/picture/place/layout.ts'
import { railOf, stretchesOf, stretchOpacity } from '#shared/picture/place/lane.ts'
import { heatCells } from '#shared/picture/histogram/cells.ts'
import { rampOf } from '#shared/picture/histogram/ramp.ts'
import { areaOpacity, weightOf } from '#shared/picture/study/weight.ts'
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

/** A ground under a line, so that it is seen on any colour of a heatmap. */
function paintHalo(canvas: Canvas, line: Line, picture: Picture, layout: Layout, colours: Palette): void {
  const { from, to } = tracedRange(picture.grid, picture.view)
  canvas.beginPath()
  traceLine(canvas, line.values, line.axis, picture.grid, from, to, layout)
  canvas.strokeStyle = colours.card
  canvas.lineWidth = strokeOf(line, picture, layout.font) + 2
  canvas.lineJoin = 'round'
  canvas.globalAlpha = 0.75
  canvas.stroke()
  canvas.globalAlpha = 1
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
    canvas.globalAlpha = stretchOpacity
    for (const { from, to } of stretchesOf(place, plot))
      canvas.fillRect(from, plot.top, to - from, plot.height)
    canvas.globalAlpha = 1
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

/** What fills the plot and lies under all lines: a heatmap, or the layers of a stack, with the blip's ends over it. */
function paintGround(canvas: Canvas, picture: Picture, layout: Layout, colours: Palette): void {
  const { heat, areas, blip, grid, view } = picture
  if (!heat && areas.length === 0) return
  const { plot, x } = layout
  const { from, to } = tracedRange(grid, view)
  const ramp = rampOf(colours.card, colours.heat)
  for (const cell of heat ? heatCells(heat, picture, layout) : []) {
    canvas.fillStyle = ramp[cell.level - 1] ?? colours.heat
    canvas.fillRect(cell.left, cell.top, cell.width, cell.height)
  }
  canvas.globalAlpha = areaOpacity
  for (const area of areas) {
    canvas.beginPath()
    traceBand(canvas, area.low, area.high, area.axis, grid, from, to, layout)
    canvas.fillStyle = area.colour === null ? colours.crowd : (colours.series[area.colour] ?? colours.ink)
    canvas.fill()
  }
  canvas.globalAlpha = 1
  canvas.fillStyle = colours.blip
  for (const at of blip ? [blip.from, blip.to] : [])
    if (at >= view.from && at <= view.to) canvas.fillRect(Math.round(x(at)) - 1, plot.top, 2, plot.height)
}

function paintThreshold(canvas: Canvas, { threshold, plot }: Layout, colours: Palette): void {
  if (threshold === null) return
  canvas.strokeStyle = colours.ink
  canvas.lineWidth = 1
  canvas.globalAlpha = 0.8
  canvas.setLineDash([8, 4])
  canvas.beginPath()
  canvas.moveTo(plot.left, Math.round(threshold) + 0.5)
  canvas.lineTo(plot.left + plot.width, Math.round(threshold) + 0.5)
  canvas.stroke()
  canvas.setLineDash([])
  canvas.globalAlpha = 1
}

function paintRamp(canvas: Canvas, { ramp, font }: Layout, colours: Palette): void {
  if (!ramp) return
  const { box, baseline, least, most } = ramp
  const steps = rampOf(colours.card, colours.heat)
  const width = box.width / steps.length
  for (const [i, colour] of steps.entries()) {
    canvas.fillStyle = colour
    canvas.fillRect(box.left + i * width, box.top, width + 0.5, box.height)
  }
  canvas.fillStyle = colours.muted
  canvas.textAlign = 'right'
  canvas.fillText(least, box.left - font * 0.5, baseline)
  canvas.textAlign = 'left'
  canvas.fillText(most, box.left + box.width + font * 0.5, baseline)
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
  const within = (work: () => void) => {
    canvas.save()
    canvas.beginPath()
    canvas.rect(plot.left, plot.top - 1, plot.width, plot.height + 2)
    canvas.clip()
    work()
    canvas.restore()
  }
  within(() => paintGround(canvas, picture, layout, colours))
  paintLane(canvas, layout, colours)
  within(() => {
    paintCrowds(canvas, picture, layout, colours)
    for (const line of picture.lines) {
      if (picture.heat) paintHalo(canvas, line, picture, layout, colours)
      paintLine(canvas, line, picture, layout, colours)
    }
    paintThreshold(canvas, layout, colours)
  })
  paintLabels(canvas, layout, colours)
  paintAxes(canvas, picture, layout, colours)
  paintRamp(canvas, layout, colours)
}
