type Indexes = { readonly from: number; readonly to: number }

/** How many of its own usual deviations a series must be off in the blip. */
const threshold = 3

/** A move counts from this part of the whole graph's height on: less could not be seen. */
const visible = 0.05

type Spread = { readonly mean: number; readonly deviation: number }

function spreadOf(values: Float64Array, keep: (index: number) => boolean): Spread {
  let count = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (!Number.isFinite(value) || !keep(i)) continue
    count++
    sum += value
    squares += value * value
  }
  const mean = sum / count
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) }
}

function heightOf(columns: readonly Float64Array[]): number {
  let least = Infinity
  let most = -Infinity
  for (const column of columns)
    for (const value of column)
      if (Number.isFinite(value)) {
        least = Math.min(least, value)
        most = Math.max(most, value)
      }
  return Math.max(0, most - least)
}

/**
 * The indexes of the few columns that move in the blip while others do not, the farthest first; none where all move or nothing lies
 * outside the blip. A column moves where its mean in the blip is more than three of its own deviations, and a visible part of the graph's
 * height, off its mean outside. One without values outside the blip began with it: it is measured from zero.
 */
export function moversOf(columns: readonly Float64Array[], blip: Indexes): readonly number[] {
  const length = columns[0]?.length ?? 0
  if (blip.to <= blip.from || blip.to - blip.from >= length) return []
  const height = heightOf(columns)
  const off = columns.map(values => {
    const inside = spreadOf(values, i => i >= blip.from && i < blip.to)
    const outside = spreadOf(values, i => i < blip.from || i >= blip.to)
    const distance = Math.abs(inside.mean - (outside.mean || 0))
    return distance > threshold * (outside.deviation || 0) + visible * height ? distance : 0
  })
  const moved = [...off.keys()].filter(i => (off[i] ?? 0) > 0)
  return moved.length === columns.length ? [] : moved.sort((a, b) => (off[b] ?? 0) - (off[a] ?? 0) || a - b)
}
