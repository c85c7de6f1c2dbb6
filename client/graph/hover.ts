import type { Layout } from '#shared/picture/place/layout.ts'
import type { Box } from '#shared/picture/place/box.ts'
import { railOf, type LanePlace } from '#shared/picture/place/lane.ts'
import type { Area, LaneMark, Line, Picture } from '#shared/picture/picture.ts'
import { bucketAt, bucketReading, readingAt, type Reading } from '#shared/picture/reading.ts'
import { printAt } from '#shared/picture/scale/timeTicks.ts'
import { printClock } from '#shared/time/clock.ts'
import { instantAt } from '#shared/time/grid.ts'

const squared = (x: number, y: number) => x * x + y * y

/** The squared distance of the origin from the stretch between two points. */
function toStretch(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax
  const dy = by - ay
  const length = squared(dx, dy)
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
  return squared(ax + along * dx, ay + along * dy)
}

/** The squared distance in pixels of a point from a line, tried around one index; infinite at a gap. */
function distanceTo(
  line: Line,
  index: number,
  left: number,
  top: number,
  picture: Picture,
  { x, y }: Layout,
): number {
  const { grid } = picture
  let nearest = Infinity
  for (let i = index - 1; i <= index; i++) {
    const value = line.values[i] as number
    const next = line.values[i + 1] as number
    const ax = x(grid.start + i * grid.step) - left
    const bx = x(grid.start + (i + 1) * grid.step) - left
    const ay = y(value, line.axis) - top
    const by = y(next, line.axis) - top
    const distance =
      value === value && next === next
        ? toStretch(ax, ay, bx, by)
        : value === value
          ? squared(ax, ay)
          : next === next
            ? squared(bx, by)
            : Infinity
    if (distance < nearest) nearest = distance
  }
  return nearest
}

/**
 * The line nearest to a point of the graph, those of the crowd among them, or null where none is within `reach` pixels. Allocates
 * nothing: it runs at every move of the pointer.
 */
export function nearestLine(
  picture: Picture,
  layout: Layout,
  index: number,
  left: number,
  top: number,
  reach: number,
): Line | null {
  let best: Line | null = null
  let least = reach * reach
  for (let i = picture.lines.length - 1; i >= 0; i--) {
    const line = picture.lines[i] as Line
    const distance = distanceTo(line, index, left, top, picture, layout)
    if (distance < least) [best, least] = [line, distance]
  }
  for (let c = 0; c < picture.crowds.length; c++) {
    const crowd = picture.crowds[c]
    if (!crowd || crowd.shift !== 0) continue
    for (let i = 0; i < crowd.members.length; i++) {
      const line = crowd.members[i] as Line
      const distance = distanceTo(line, index, left, top, picture, layout)
      if (distance < least) [best, least] = [line, distance]
    }
  }
  return best
}

/** The layer of a stack at a point; null above and below it. */
export function areaAt({ areas }: Picture, { y }: Layout, index: number, top: number): Area | null {
  for (const area of areas) {
    const [low, high] = [area.low[index] as number, area.high[index] as number]
    if (top <= y(low, area.axis) && top >= y(high, area.axis)) return area
  }
  return null
}

/** What a graph says at an index and, where the pointer is on the plot, at its height; a heatmap also tells of the bucket there. */
export function readingFor(
  picture: Picture,
  layout: Layout,
  index: number,
  line: Line | null,
  top: number | null,
  most?: number,
): Reading {
  const reading = readingAt(picture, index, line, most)
  const { heat } = picture
  const row = heat && top !== null ? bucketAt(heat, layout.valueAt(top)) : null
  return heat && row !== null
    ? { ...reading, rows: [...bucketReading(heat, index, row), ...reading.rows] }
    : reading
}

/** The mark in the lane above the plot whose words or line are nearest to a point; null where it is about none. */
export function markAt({ lane, plot }: Layout, left: number, top: number): LaneMark | null {
  const place = top > plot.top + 2 ? undefined : placeAt(lane, plot, left)
  const marks = place?.marks.flatMap((mark, i) => {
    const at = place.lines[i]?.at ?? 0
    return mark.is === 'mark' ? [{ mark, off: Math.abs(at - left) }] : []
  })
  return marks?.toSorted((a, b) => a.off - b.off)[0]?.mark ?? null
}

const placeAt = (lane: readonly LanePlace[], plot: Box, left: number) =>
  lane.find(each => {
    const rail = railOf(each, plot)
    const hangs = each.lines.map(({ at }) => Math.max(plot.left, at))
    const ends = [each.left, each.left + each.width, ...hangs, ...(rail ? [rail.from, rail.to] : [])]
    return left >= Math.min(...ends) - 2 && left <= Math.max(...ends) + 2
  })

/** Marks listed at most where many are folded under one text. */
const mostListed = 15

/** What a point in the lane above the plot is about, one line for each mark with its time; empty where it is about nothing. */
export function laneWordsAt({ lane, plot }: Layout, { zone }: Picture, left: number, top: number): string {
  if (top > plot.top + 2) return ''
  const place = placeAt(lane, plot, left)
  const lines = place?.marks.map(({ at, until, text }) => {
    const times = until === null ? printClock(at, zone) : `${printClock(at, zone)}–${printClock(until, zone)}`
    return `${times} ${text}`
  })
  if (!lines) return ''
  const more = lines.length - mostListed
  return [...lines.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

/** The line whose name is written at a point of the graph, in pixels; undefined where none is. */
export const labelAt = ({ font, labels }: Layout, x: number, y: number): Line | undefined =>
  labels.find(
    ({ left, baseline, width }) =>
      x >= left - 3 && x <= left + width + 3 && y >= baseline - font && y <= baseline + font * 0.4,
  )?.line ?? undefined

/** Values said aloud at a move by a key. */
const mostSpoken = 5

/** An instant and its values as a screen reader says them. */
export function spokenAt(picture: Picture, index: number): string {
  const { rows, more } = readingAt(picture, index, null, mostSpoken)
  const readings = rows.map(({ name, text, shift }) =>
    `${name} ${text}${shift === 0 ? '' : ' earlier'}`.trim(),
  )
  const at = printAt(instantAt(picture.grid, index), picture.view, picture.zone)
  return [at, ...readings, more > 0 ? `and ${more} more` : ''].filter(Boolean).join(', ')
}
