import { instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import { cutMiddle, type Box, type Measure } from './box.ts'
import type { Area, Crowd, Line, Picture } from '#shared/picture/picture.ts'
import { meanOf } from '#shared/picture/study/study.ts'

/** A name written on the plot, at its left end and baseline. */
export type Label = {
  readonly text: string
  readonly left: number
  readonly baseline: number
  readonly width: number
  readonly strong: boolean
  /** The series that it names; null for the crowd and for a threshold. */
  readonly line: Line | null
}

type Frame = {
  readonly plot: Box
  readonly x: (at: Ms) => number
  readonly y: (value: number, axis: number) => number
  readonly font: number
  readonly measure: Measure
  /** The height of the threshold's line; null: there is none in the plot. */
  readonly threshold: number | null
}

type Spot = { readonly left: number; readonly baseline: number }

/** The x at which a line, walked from an index, first lies below (on screen) a height, or above it where it dips; the last place where it never does. */
function leaves(
  line: Line,
  picture: Picture,
  frame: Frame,
  from: number,
  by: 1 | -1,
  height: number,
  dips: boolean,
): number {
  let i = from
  while (i + by >= 0 && i + by < picture.grid.count) {
    const value = line.values[i] as number
    const off = frame.y(value, line.axis)
    if (!(dips ? off >= height : off <= height)) break
    i += by
  }
  return frame.x(instantAt(picture.grid, i))
}

function spotsAtPeak(
  line: Line,
  picture: Picture,
  frame: Frame,
  index: number,
  width: number,
): readonly Spot[] {
  const { plot, font, x, y } = frame
  const peak = y(line.values[index] as number, line.axis)
  const dips = peak > y(meanOf(line.values, 0, line.values.length), line.axis)
  const beside = dips ? peak - font * 0.4 : peak + font * 1.3
  const baseline = Math.min(plot.top + plot.height - font * 0.4, Math.max(plot.top + font, beside))
  const gap = font * 0.6
  const level = dips ? baseline - font : baseline
  const right = leaves(line, picture, frame, index, 1, level, dips) + gap
  const left = leaves(line, picture, frame, index, -1, level, dips) - gap - width
  const down = dips ? -1 : 1
  const middle = x(instantAt(picture.grid, index)) - width / 2
  return [
    { left: right, baseline },
    { left, baseline },
    { left: right, baseline: baseline + down * font * 1.4 },
    { left: right, baseline: baseline + down * font * 2.8 },
    { left, baseline: baseline + down * font * 1.4 },
    { left: middle, baseline: peak - font * 0.5 },
    { left: middle, baseline: peak + font * 1.5 },
  ]
}

/** How far along a line, in letters' heights, its name may move to find room. */
const along = [0, 6, 12, 20, 30, 42]

function spotsAtEnd(
  line: Line,
  picture: Picture,
  frame: Frame,
  index: number,
  width: number,
): readonly Spot[] {
  const { font, x, y } = frame
  const { grid } = picture
  const perIndex = Math.max(1e-9, x(grid.start + grid.step) - x(grid.start))
  return along.flatMap(offset => {
    const right = x(instantAt(grid, index)) - offset * font
    const last = Math.round((right - x(grid.start)) / perIndex)
    let highest = Infinity
    let lowest = -Infinity
    for (let i = last; i >= 0 && x(instantAt(grid, i)) > right - width; i--) {
      const height = y(line.values[i] as number, line.axis)
      if (!Number.isFinite(height)) continue
      highest = Math.min(highest, height)
      lowest = Math.max(lowest, height)
    }
    if (highest === Infinity) return []
    const left = right - width - font * 0.4
    return [
      { left, baseline: highest - font * 0.45 },
      { left, baseline: lowest + font * 1.15 },
    ]
  })
}

const boxOf = ({ left, baseline }: Spot, width: number, font: number): Box => ({
  left: left - 2,
  top: baseline - font,
  width: width + 4,
  height: font * 1.3,
})

const touch = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height

const inside = (box: Box, plot: Box, font: number) =>
  box.left >= plot.left &&
  box.left + box.width <= plot.left + plot.width + font &&
  box.top >= plot.top - font * 0.3 &&
  box.top + box.height <= plot.top + plot.height + 1

/** Whether a line runs through a box: tried at every instant that lies in it, and between each two. */
function crosses(line: Line, picture: Picture, { x, y }: Frame, box: Box): boolean {
  const { grid } = picture
  const perPixel = grid.step === 0 ? 0 : x(grid.start + grid.step) - x(grid.start) || 1
  const from = Math.max(0, Math.floor((box.left - x(grid.start)) / perPixel))
  const to = Math.min(grid.count - 1, Math.ceil((box.left + box.width - x(grid.start)) / perPixel))
  for (let i = from; i <= to; i++) {
    const here = y(line.values[i] as number, line.axis)
    const next = i < to ? y(line.values[i + 1] as number, line.axis) : here
    const high = Math.min(here, next === next ? next : here)
    const low = Math.max(here, next === next ? next : here)
    if (high <= box.top + box.height && low >= box.top) return true
  }
  return false
}

function crowdSpot(crowd: Crowd, picture: Picture, { plot, x, y, font }: Frame, width: number): Spot {
  const left = plot.left + plot.width - width - font * 0.6
  let highest = plot.top + plot.height
  for (let i = 0; i < picture.grid.count; i++) {
    const place = x(instantAt(picture.grid, i))
    if (place < left || place > left + width) continue
    const height = y(crowd.high[i] as number, crowd.axis)
    if (height < highest) highest = height
  }
  return { left, baseline: Math.max(plot.top + font, highest - font * 0.7) }
}

/** Where a layer of a stack is thickest over the width of its name, if the name finds room in it there. */
function thickest(area: Area, { grid }: Picture, { x, y, plot, font }: Frame, width: number): Spot | null {
  const perIndex = Math.max(1e-9, x(grid.start + grid.step) - x(grid.start))
  const half = Math.ceil(width / 2 / perIndex)
  const head = (i: number) => y(area.high[i] as number, area.axis)
  const foot = (i: number) => y(area.low[i] as number, area.axis)
  let most = font * 1.5
  let best: Spot | null = null
  for (let i = half; i < grid.count - half; i++) {
    const left = x(instantAt(grid, i)) - width / 2
    if (left < plot.left || left + width > plot.left + plot.width) continue
    const low = Math.min(foot(i - half), foot(i), foot(i + half))
    const high = Math.max(head(i - half), head(i), head(i + half))
    if (!(low - high > most)) continue
    most = low - high
    best = { left, baseline: (low + high) / 2 + font * 0.36 }
  }
  return best
}

/**
 * Places the names on the plot so that none lies on another, and off the lines where there is room: each beside its peak or its end, the
 * crowd's at the bottom right, shorter where it would cross a line. A name without room is left out; the table has it.
 */
export function labelPlaces(picture: Picture, frame: Frame): readonly Label[] {
  const { plot, font, measure } = frame
  const placed: Label[] = []
  const boxes: Box[] = []
  const put = (
    text: string,
    spots: readonly Spot[],
    width: number,
    line: Line | null,
    mostCrossings: number,
  ) => {
    const free = spots.filter(spot => {
      const box = boxOf(spot, width, font)
      return inside(box, plot, font) && !boxes.some(other => touch(box, other))
    })
    const crossings = (spot: Spot) =>
      picture.lines.filter(
        other => other.shift === 0 && crosses(other, picture, frame, boxOf(spot, width, font)),
      ).length
    const best = free
      .map(spot => ({ spot, crossings: crossings(spot) }))
      .sort((a, b) => a.crossings - b.crossings)[0]
    if (!best || best.crossings > mostCrossings) return false
    boxes.push(boxOf(best.spot, width, font))
    placed.push({ text, ...best.spot, width, strong: line !== null, line })
    return true
  }
  if (picture.threshold && frame.threshold !== null) {
    const { text } = picture.threshold
    const width = measure(text, false)
    const left = plot.left + plot.width - width - font * 0.4
    const spots = [frame.threshold - font * 0.4, frame.threshold + font * 1.2].flatMap(baseline => [
      { left, baseline },
      { left: plot.left + font * 0.4, baseline },
    ])
    put(text, spots, width, null, Infinity)
  }
  for (const area of picture.areas.length > 1 ? picture.areas : []) {
    const text = cutMiddle(area.name, Math.min(font * 22, plot.width * 0.4), measure)
    const width = measure(text, true)
    const spot = text === '' ? null : thickest(area, picture, frame, width)
    if (spot) put(text, [spot], width, area.line, Infinity)
  }
  for (const line of picture.lines.toReversed()) {
    if (!line.named || line.name === '') continue
    const text = cutMiddle(line.name, Math.min(font * 22, plot.width * 0.5), measure)
    const width = measure(text, true)
    if (line.named.at === 'peak')
      put(text, spotsAtPeak(line, picture, frame, line.named.index, width), width, line, 2)
    else put(text, spotsAtEnd(line, picture, frame, line.named.index, width), width, line, 1)
  }
  for (const crowd of picture.crowds) {
    if (crowd.name === '') continue
    const above = (text: string, mostCrossings: number) => {
      const width = measure(text, false)
      const { left, baseline } = crowdSpot(crowd, picture, frame, width)
      const spots = [0, 1, 2, 3].map(step => ({ left, baseline: baseline - step * font * 1.6 }))
      return put(text, spots, width, null, mostCrossings)
    }
    if (!above(crowd.name, 0)) above(crowd.name.replace(/:.*/, ''), 2)
  }
  return placed
}
