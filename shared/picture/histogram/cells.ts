import type { Heat, Picture } from '#shared/picture/picture.ts'
import type { Layout } from '#shared/picture/place/layout.ts'
import { tracedRange } from '#shared/picture/place/trace.ts'

/** How many colours the counts of a heatmap have; nothing is drawn where nothing was counted. */
export const levels = 10

/** The colour of a count, 1 to `levels`, by its square root so that few beside many are seen; 0: none. */
export const levelOf = (count: number, most: number): number =>
  count > 0 && most > 0 ? Math.min(levels, Math.max(1, Math.ceil(Math.sqrt(count / most) * levels))) : 0

/** The least width of a column in pixels: narrower instants are drawn together, by their mean. */
const leastWidth = 2.5

/** A piece of a row that has one colour. */
export type Cell = {
  readonly level: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function meanCount(column: Float64Array, from: number, to: number): number {
  let sum = 0
  let known = 0
  for (let i = from; i < to; i++) {
    const count = column[i] as number
    if (count !== count) continue
    sum += count
    known++
  }
  return known === 0 ? 0 : sum / known
}

/** What a heatmap is painted of, row by row; neighbours of one colour are one cell. A value holds until the next instant. */
export function heatCells(heat: Heat, { grid, view }: Picture, { x, y, plot }: Layout): readonly Cell[] {
  const range = tracedRange(grid, view)
  const width = x(grid.start + grid.step) - x(grid.start)
  const together = Math.max(1, Math.ceil(leastWidth / Math.max(1e-9, width)))
  const from = Math.floor(range.from / together) * together
  const right = plot.left + plot.width
  const cells: Cell[] = []
  for (let row = heat.rows.from; row < heat.rows.to; row++) {
    const column = heat.counts[row]
    const top = y(heat.edges[row + 1] ?? Number.NaN, 0)
    const height = y(heat.edges[row] ?? Number.NaN, 0) - top
    if (!column || !(height > 0)) continue
    let level = 0
    let since = 0
    const flush = (until: number) => {
      const left = Math.max(plot.left, x(grid.start + since * grid.step))
      const end = Math.min(right, x(grid.start + until * grid.step))
      if (level > 0 && end > left) cells.push({ level, left, top, width: end - left, height })
    }
    for (let i = from; i < range.to; i += together) {
      const next = levelOf(meanCount(column, i, Math.min(grid.count, i + together)), heat.most)
      if (next === level) continue
      flush(i)
      level = next
      since = i
    }
    flush(Math.min(grid.count, range.to))
  }
  return cells
}
