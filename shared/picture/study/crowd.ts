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

/** Fills `into` with the values of all columns at one index, gaps left out; returns how many there are. */
export function valuesAt(columns: readonly Float64Array[], index: number, into: Float64Array): number {
  let count = 0
  for (let c = 0; c < columns.length; c++) {
    const value = columns[c]?.[index] as number
    if (value === value) into[count++] = value
  }
  return count
}

/** Moves the first `count` values about until the one at `rank` is as if they were sorted, none greater before it and none less behind it. */
function settle(values: Float64Array, count: number, rank: number): void {
  let from = 0
  let to = count - 1
  while (to > from) {
    const pivot = values[(from + to) >> 1] as number
    let i = from
    let j = to
    while (i <= j) {
      while ((values[i] as number) < pivot) i++
      while ((values[j] as number) > pivot) j--
      if (i > j) break
      const held = values[i] as number
      values[i++] = values[j] as number
      values[j--] = held
    }
    if (rank <= j) to = j
    else if (rank >= i) from = i
    else return
  }
}

/** `quantileOf` of values in any order, which it moves about: several times faster than to sort them. */
export function quantileAmong(values: Float64Array, count: number, fraction: number): number {
  if (count === 0) return Number.NaN
  const place = fraction * (count - 1)
  const below = Math.floor(place)
  settle(values, count, below)
  const low = values[below] as number
  if (place === below) return low
  let high = Infinity
  for (let i = below + 1; i < count; i++) if ((values[i] as number) < high) high = values[i] as number
  return low === high ? low : low + (high - low) * (place - below)
}

/** The 10th, 50th and 90th percentile of all columns at each index; NaN where all have a gap. */
export function bandOf(columns: readonly Float64Array[], length: number): Band {
  const low = new Float64Array(length)
  const median = new Float64Array(length)
  const high = new Float64Array(length)
  const values = new Float64Array(columns.length)
  for (let i = 0; i < length; i++) {
    const count = valuesAt(columns, i, values)
    median[i] = quantileAmong(values, count, 0.5)
    low[i] = quantileAmong(values, count, 0.1)
    high[i] = quantileAmong(values, count, 0.9)
  }
  return { low, median, high }
}
