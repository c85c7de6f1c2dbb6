import type { Labels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Piece } from './json.ts'
import { eachPoint } from './points.ts'
import { isRecord, nonsense, numberOf } from './shape.ts'

/** Observations between two bounds; whether the bounds belong to it makes no difference to a sum. */
type Bucket = { readonly lower: number; readonly upper: number; readonly count: number }

/** A native histogram at one instant of the grid; `count` counts also what is in no bucket (NaN). */
type Reading = { readonly index: number; readonly count: number; readonly buckets: readonly Bucket[] }

const rules = new Set([0, 1, 2, 3])

function bucketOf(value: unknown): Bucket {
  if (!Array.isArray(value) || value.length !== 4)
    throw nonsense('a bucket is not four values: rule, lower and upper bound, count')
  const [rule, lower, upper, count] = value as readonly unknown[]
  if (typeof rule !== 'number' || !rules.has(rule))
    throw nonsense('a bucket has no boundary rule from 0 to 3')
  const bucket = { lower: numberOf(lower), upper: numberOf(upper), count: numberOf(count) }
  if (!(bucket.lower <= bucket.upper)) throw nonsense('a bucket ends before it begins')
  return bucket
}

function readingOf(index: number, value: unknown): Reading {
  if (!isRecord(value)) throw nonsense('a histogram is not an object')
  const buckets = value['buckets'] ?? []
  if (!Array.isArray(buckets)) throw nonsense('the buckets of a histogram are no list')
  return { index, count: numberOf(value['count']), buckets: (buckets as readonly unknown[]).map(bucketOf) }
}

/** At most `most` of ascending bounds, evenly chosen, the first and the last among them. */
function evenly(bounds: readonly number[], most: number): readonly number[] {
  if (bounds.length <= most) return bounds
  return Array.from(
    { length: most },
    (_, i) => bounds[Math.round((i * (bounds.length - 1)) / (most - 1))] as number,
  )
}

/** How much of a bucket lies at or below a bound: all, nothing, or in proportion where the bound divides it. */
function below({ lower, upper, count }: Bucket, bound: number): number {
  if (upper <= bound) return count
  if (lower >= bound || !Number.isFinite(upper - lower)) return 0
  return (count * (bound - lower)) / (upper - lower)
}

const leOf = (bound: number) => (bound === Infinity ? '+Inf' : String(bound))

/** A native histogram as the series of a classic one, and how many of its bounds were merged away. */
export type Classic = { readonly series: readonly FrameSeries[]; readonly merged: number }

/**
 * The `histograms` of a series as classic bucket series: its labels and `le`, values the cumulative counts at each upper bound that occurs
 * at any time, and at +Inf all; NaN where there is no histogram. More than `most` bounds are merged evenly: the counts at those that stay
 * are exact. Throws a failure of kind `nonsense` for any other shape.
 */
export function classicOf(labels: Labels, points: Piece, grid: Grid, most: number): Classic {
  const readings: Reading[] = []
  eachPoint(points, grid, (index, value) => void readings.push(readingOf(index, value)))
  const uppers = new Set(readings.flatMap(({ buckets }) => buckets.map(one => one.upper)))
  const finite = [...uppers].filter(Number.isFinite).sort((a, b) => a - b)
  const kept = evenly(finite, Math.max(2, most - 1))
  const series = [...kept, Infinity].map((bound): FrameSeries => {
    const values = new Float64Array(grid.count).fill(NaN)
    for (const { index, count, buckets } of readings)
      values[index] =
        bound === Infinity ? count : buckets.reduce((sum, bucket) => sum + below(bucket, bound), 0)
    return { labels: { ...labels, le: leOf(bound) }, values }
  })
  return { series: readings.length === 0 ? [] : series, merged: finite.length - kept.length }
}
