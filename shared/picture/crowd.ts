/** The smallest group of series that is drawn as a band: below it, each is a line. */
export const leastCrowd = 8

export type Band = { readonly low: Float64Array; readonly median: Float64Array; readonly high: Float64Array }

/** The value of `sorted[0..count)` at a fraction of the way, between its neighbours where it falls between them. */
export function quantileOf(sorted: Float64Array, count: number, fraction: number): number {
  if (count === 0) return Number.NaN
  const place = fraction * (count - 1)
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(count - 1, below + 1)] ?? Number.NaN
  return low === high ? low : low + (high - low) * (place - below)
}

/** Fills `into` with the values of all columns at one index, gaps left out, in ascending order; returns how many there are. */
export function sortedAt(columns: readonly Float64Array[], index: number, into: Float64Array): number {
  let count = 0
  for (const column of columns) {
    const value = column[index] as number
    if (value === value) into[count++] = value
  }
  into.subarray(0, count).sort()
  return count
}

/** The 10th, 50th and 90th percentile of all columns at each index; NaN where all have a gap. */
export function bandOf(columns: readonly Float64Array[], length: number): Band {
  const low = new Float64Array(length)
  const median = new Float64Array(length)
  const high = new Float64Array(length)
  const sorted = new Float64Array(columns.length)
  for (let i = 0; i < length; i++) {
    const count = sortedAt(columns, i, sorted)
    low[i] = quantileOf(sorted, count, 0.1)
    median[i] = quantileOf(sorted, count, 0.5)
    high[i] = quantileOf(sorted, count, 0.9)
  }
  return { low, median, high }
}
