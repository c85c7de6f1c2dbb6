import type { Layout } from './layout.ts'
import type { Grid } from '#shared/time/grid.ts'

/** What a path is traced into: Path2D, or anything that takes the same three calls. */
export type Pen = {
  readonly moveTo: (x: number, y: number) => void
  readonly lineTo: (x: number, y: number) => void
}

/** The indexes to trace so that a line reaches both ends of the view: one more on each side. */
export function tracedRange(grid: Grid, view: { readonly from: number; readonly to: number }) {
  return {
    from: Math.max(0, Math.floor((view.from - grid.start) / grid.step) - 1),
    to: Math.min(grid.count, Math.ceil((view.to - grid.start) / grid.step) + 2),
  }
}

/**
 * Traces a column. Gaps, infinities and what has no place on the axis lift the pen; a value between two gaps becomes a dot. Where several values fall on one pixel,
 * the first, least, greatest and last are traced: nothing that could be seen is left out.
 */
export function traceLine(
  pen: Pen,
  values: Float64Array,
  axis: number,
  grid: Grid,
  from: number,
  to: number,
  layout: Layout,
): void {
  const { x, y } = layout
  const dense = x(grid.start + grid.step) - x(grid.start) < 0.5
  let down = false
  let pixel = -1
  let least = 0
  let most = 0
  let last = 0
  const flush = () => {
    if (pixel < 0) return
    pen.lineTo(pixel, least)
    pen.lineTo(pixel, most)
    pen.lineTo(pixel, last)
    pixel = -1
  }
  for (let i = from; i < to; i++) {
    const top = y(values[i] as number, axis)
    if (!(top - top === 0)) {
      flush()
      down = false
      continue
    }
    const left = x(grid.start + i * grid.step)
    const at = dense ? Math.round(left) : left
    if (!down) {
      pen.moveTo(at, top)
      const next = y(values[i + 1] as number, axis)
      if (i + 1 >= to || !(next - next === 0)) pen.lineTo(at, top)
      down = true
    } else if (!dense) pen.lineTo(at, top)
    if (!dense) continue
    if (at !== pixel) {
      flush()
      pixel = at
      least = most = top
    }
    least = Math.min(least, top)
    most = Math.max(most, top)
    last = top
  }
  flush()
}

/** Traces the area between two columns, a piece for each stretch without gaps; what has no place on the axis lies at its foot. */
export function traceBand(
  pen: Pen & { readonly closePath: () => void },
  low: Float64Array,
  high: Float64Array,
  axis: number,
  grid: Grid,
  from: number,
  to: number,
  layout: Layout,
): void {
  const { x, plot } = layout
  const y = (value: number, axis: number) => {
    const top = layout.y(value, axis)
    return top === top ? top : plot.top + plot.height
  }
  for (let i = from; i < to;) {
    const start = i
    while (i < to && Number.isFinite(high[i]) && Number.isFinite(low[i])) i++
    if (i > start) {
      pen.moveTo(x(grid.start + start * grid.step), y(high[start] as number, axis))
      for (let k = start + 1; k < i; k++)
        pen.lineTo(x(grid.start + k * grid.step), y(high[k] as number, axis))
      for (let k = i - 1; k >= start; k--)
        pen.lineTo(x(grid.start + k * grid.step), y(low[k] as number, axis))
      pen.closePath()
    }
    i++
  }
}
