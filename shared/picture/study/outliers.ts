import { quantileAmong, quantileOf, valuesAt } from './crowd.ts'

/** The most series of one query that are said to stand out. */
export const mostOutliers = 5

/** How many spreads of the others' own deviation a series must be off. */
const threshold = 5

/** A deviation counts only from this part of the whole graph's height on, spread over `threshold`: less could not be seen. */
const visible = 0.01

/**
 * The indexes of the columns that differ from the crowd between two indexes, the farthest first, at most five. A column's deviation is
 * the largest mean of three neighbours of its distance from the median of all at that instant (so one stray sample is no deviation); it
 * stands out where that is more than five spreads (median absolute deviation) beyond what is usual among all columns.
 */
export function outliersOf(columns: readonly Float64Array[], from: number, to: number): readonly number[] {
  const values = new Float64Array(columns.length)
  const deviations = new Float64Array(columns.length)
  const recent = new Float64Array(columns.length * 2)
  let least = Infinity
  let most = -Infinity
  for (let i = from; i < to; i++) {
    const count = valuesAt(columns, i, values)
    if (count === 0) continue
    for (let c = 0; c < count; c++) {
      const value = values[c] as number
      if (value < least) least = value
      if (value > most) most = value
    }
    const median = quantileAmong(values, count, 0.5)
    for (let c = 0; c < columns.length; c++) {
      const off = Math.abs((columns[c]?.[i] as number) - median)
      const known = off === off ? off : 0
      const mean = (known + (recent[c * 2] as number) + (recent[c * 2 + 1] as number)) / 3
      if (mean > (deviations[c] as number)) deviations[c] = mean
      recent[c * 2 + 1] = recent[c * 2] as number
      recent[c * 2] = known
    }
  }
  if (!(most > least)) return []
  const ranked = deviations.slice().sort()
  const usual = quantileOf(ranked, ranked.length, 0.5)
  const distances = deviations.map(deviation => Math.abs(deviation - usual)).sort()
  const spread = 1.4826 * quantileOf(distances, distances.length, 0.5) + visible * (most - least)
  return Array.from(deviations.keys())
    .filter(c => (deviations[c] as number) - usual > threshold * spread)
    .sort((a, b) => (deviations[b] as number) - (deviations[a] as number) || a - b)
    .slice(0, mostOutliers)
}
