import type { Grid } from '#shared/time/grid.ts'
import type { Labels } from './labels.ts'

/**
 * Samples with their own time stamps, ascending, in milliseconds. NaN is an ordinary value. `stale[i] === 1` marks a stale marker
 * (the series ended there); its value is then meaningless. Absent `stale`: no markers.
 */
export type RawSeries = {
  readonly labels: Labels
  readonly times: Float64Array
  readonly values: Float64Array
  readonly stale?: Uint8Array
}

/** One series on a frame's grid. NaN is a gap, unless `present[i] === 1` says that it is a value (a true NaN). */
export type FrameSeries = {
  readonly labels: Labels
  readonly values: Float64Array
  readonly present?: Uint8Array
}

/** Series on one grid; `values.length === grid.count` for each. */
export type Frame = { readonly grid: Grid; readonly series: readonly FrameSeries[] }
