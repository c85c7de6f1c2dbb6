import type { Area, Line } from '#shared/picture/picture.ts'

export type Layer = Omit<Area, 'low' | 'high'>

const sizeIn = (values: Float64Array, from: number, to: number) => {
  let sum = 0
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    if (value > 0 && value < Infinity) sum += value
  }
  return sum
}

/**
 * Layers on top of each other on each axis, the largest between two indexes at the foot. A gap and what is below zero have no height; where
 * all layers have a gap, so has the stack.
 */
export function stackOf(layers: readonly Layer[], from: number, to: number): readonly Area[] {
  const length = layers[0]?.values.length ?? 0
  const bySize = layers
    .map(layer => ({ layer, size: sizeIn(layer.values, from, to) }))
    .toSorted((a, b) => b.size - a.size)
  const tops = [0, 1].map(axis => {
    const own = layers.filter(layer => layer.axis === axis)
    const foot = new Float64Array(length).fill(Number.NaN)
    for (const { values } of own) for (let i = 0; i < length; i++) if (values[i] === values[i]) foot[i] = 0
    return foot
  })
  return bySize.map(({ layer }): Area => {
    const low = tops[layer.axis] ?? new Float64Array(length)
    const high = low.map((base, i) => {
      const value = layer.values[i] as number
      return base + (value > 0 && value < Infinity ? value : 0)
    })
    tops[layer.axis] = high
    return { ...layer, low, high }
  })
}

/** The sum of lines at each instant; a gap counts as nothing, but where all have one. */
export function sumOf(lines: readonly Line[], length: number): Float64Array {
  const sum = new Float64Array(length).fill(Number.NaN)
  for (const { values } of lines)
    for (let i = 0; i < length; i++) {
      const value = values[i] as number
      if (value === value) sum[i] = (sum[i] === sum[i] ? (sum[i] as number) : 0) + value
    }
  return sum
}
