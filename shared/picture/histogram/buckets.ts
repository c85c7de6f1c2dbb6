import type { Labels } from '#shared/series/labels.ts'
import type { Frame } from '#shared/series/series.ts'
import { varyingLabels } from '#shared/picture/naming/telling.ts'

/** The label that holds the upper bound of a classic bucket. */
const boundLabel = 'le'

/** The observations of a histogram, bucket by bucket, on the grid of their frame. */
export type Buckets = {
  /** Upper bounds, ascending; the last may be infinite. */
  readonly bounds: readonly number[]
  /** For each bound, how many fell above the bound before it and not above this one. NaN where nothing is known. */
  readonly counts: readonly Float64Array[]
  /** The labels over which the buckets were summed; empty where there was one histogram. */
  readonly over: readonly string[]
}

const boundOf = (labels: Labels): number => {
  const text = labels[boundLabel] ?? ''
  if (text === '+Inf' || text === 'Inf') return Infinity
  return text === '' ? Number.NaN : Number(text)
}

const withoutBound = (labels: Labels): Labels => {
  const { [boundLabel]: _bound, ...rest } = labels
  return rest
}

/**
 * The buckets that a frame holds, where each of its series has a bound (`le`) and there are three bounds or more; else null. Histograms
 * that differ in other labels are summed. Cumulative counts become counts of a bucket: noise below zero is zero, and a bound without a
 * value takes nothing.
 */
export function bucketsOf({ series, grid }: Frame): Buckets | null {
  if (series.length < 3) return null
  const cumulative = new Map<number, Float64Array>()
  for (const { labels, values } of series) {
    const bound = boundOf(labels)
    if (Number.isNaN(bound)) return null
    const known = cumulative.get(bound)
    cumulative.set(bound, known ? sumOf(known, values) : values)
  }
  const bounds = [...cumulative.keys()].sort((a, b) => a - b)
  if (bounds.length < 3) return null
  const columns = bounds.map(bound => cumulative.get(bound) ?? new Float64Array(grid.count))
  const counts = bounds.map(() => new Float64Array(grid.count).fill(Number.NaN))
  for (let i = 0; i < grid.count; i++) {
    if (columns.every(column => !Number.isFinite(column[i]))) continue
    let below = 0
    for (const [b, column] of columns.entries()) {
      const value = column[i] as number
      const count = counts[b] as Float64Array
      count[i] = Number.isFinite(value) ? Math.max(0, value - below) : 0
      if (value > below && value < Infinity) below = value
    }
  }
  return { bounds, counts, over: varyingLabels(series.map(({ labels }) => withoutBound(labels))) }
}

function sumOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => {
    const other = b[i] as number
    return value !== value ? other : other !== other ? value : value + other
  })
}

/**
 * The value below which a fraction of the observations lies, as Prometheus' `histogram_quantile` says it: evenly spread within a bucket,
 * from zero on in the first where its bound is positive; the highest finite bound for what lies beyond it. NaN where there are none.
 */
export function quantileIn(bounds: readonly number[], counts: readonly number[], fraction: number): number {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (!(all > 0)) return Number.NaN
  const rank = fraction * all
  let below = 0
  for (const [i, bound] of bounds.entries()) {
    const count = counts[i] ?? 0
    if (below + count < rank) {
      below += count
      continue
    }
    if (bound === Infinity) return bounds[i - 1] ?? Number.NaN
    if (i === 0 && bound <= 0) return bound
    const from = i === 0 ? 0 : (bounds[i - 1] ?? 0)
    return count === 0 ? bound : from + ((bound - from) * (rank - below)) / count
  }
  return bounds.findLast(Number.isFinite) ?? Number.NaN
}

/** The counts of all buckets at one index. */
export const countsAt = ({ counts }: Pick<Buckets, 'counts'>, index: number): readonly number[] =>
  counts.map(column => column[index] ?? Number.NaN)

/** The counts of all buckets between two indexes together, gaps left out. */
export const countsIn = ({ counts }: Buckets, from: number, to: number): readonly number[] =>
  counts.map(column => {
    let sum = 0
    for (let i = from; i < to; i++) {
      const value = column[i] as number
      if (value === value) sum += value
    }
    return sum
  })

/** The percentiles that are drawn over a heatmap and told of in its table. */
export const percentiles = [50, 90, 99] as const

/** The label by which a computed percentile is known: `p99`. */
const percentileLabel = 'percentile'

/** A frame of the percentiles of buckets, computed at each instant. */
export function percentileFrame(buckets: Buckets, { grid }: Frame): Frame {
  const columns = percentiles.map(() => new Float64Array(grid.count))
  for (let i = 0; i < grid.count; i++) {
    const counts = countsAt(buckets, i)
    for (const [p, percentile] of percentiles.entries())
      (columns[p] as Float64Array)[i] = quantileIn(buckets.bounds, counts, percentile / 100)
  }
  return {
    grid,
    series: percentiles.map((percentile, p) => ({
      labels: { [percentileLabel]: `p${percentile}` },
      values: columns[p] as Float64Array,
    })),
  }
}

/** How many observations there are at each instant; NaN where nothing is known. */
export function totalOf({ counts }: Buckets): Float64Array {
  const [first = new Float64Array(0)] = counts
  return first.map((_, i) => counts.reduce((sum, column) => sum + (column[i] as number), 0))
}
