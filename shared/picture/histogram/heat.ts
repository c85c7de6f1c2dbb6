import type { Heat } from '#shared/picture/picture.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'
import type { Histogram } from '#shared/picture/study/study.ts'

/** Bounds that span less than this factor are placed evenly by value, not by their logarithm. */
const leastSpan = 8

/** Where rows begin and end on the axis: one more than bounds. What has no end gets a row like the one beside it. */
function edgesOf(bounds: readonly number[], logarithmic: boolean): readonly number[] {
  const finite = bounds.filter(Number.isFinite)
  const [first = 1, second = 2] = finite
  const last = finite.at(-1) ?? 1
  const beforeLast = finite.at(-2) ?? 0
  const foot = logarithmic ? first * (first / second) : first > 0 ? 0 : first - (second - first)
  const head = logarithmic ? last * (last / beforeLast) : last + (last - beforeLast)
  return [foot, ...finite, ...(finite.length < bounds.length ? [head] : [])]
}

/** What is drawn of a histogram between two indexes: their rows by bound, and the count that has the strongest colour. */
export function heatOf(histogram: Histogram, unit: Unit, from: number, to: number): Heat {
  const { bounds, counts } = histogram
  const finite = bounds.filter(Number.isFinite)
  const logarithmic = (finite[0] ?? 0) > 0 && (finite.at(-1) ?? 0) / (finite[0] ?? 1) >= leastSpan
  const edges = edgesOf(bounds, logarithmic)
  let most = 0
  let low = bounds.length
  let high = -1
  for (const [row, column] of counts.entries())
    for (let i = from; i < to; i++) {
      const count = column[i] as number
      if (!(count > 0)) continue
      if (count > most) most = count
      if (row < low) low = row
      if (row > high) high = row
    }
  const rows = high < 0 ? { from: 0, to: bounds.length } : { from: low, to: high + 1 }
  return {
    bounds,
    counts,
    edges,
    rows,
    scale: logarithmic ? 'log' : 'linear',
    most,
    unit,
    counted: histogram.unit,
  }
}
