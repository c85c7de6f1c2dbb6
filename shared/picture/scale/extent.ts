/** The least and the greatest finite value; `positive` is the least above zero. Infinite where there is none. */
export type Extent = { min: number; max: number; positive: number }

export const noExtent = (): Extent => ({ min: Infinity, max: -Infinity, positive: Infinity })

/** Widens an extent by the values between two indexes; gaps and infinities are left out. */
export function widen(extent: Extent, values: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    if (!(value - value === 0)) continue
    if (value < extent.min) extent.min = value
    if (value > extent.max) extent.max = value
    if (value > 0 && value < extent.positive) extent.positive = value
  }
}

const air = 0.06

/** The range of an axis around an extent: never empty, with some air, from zero where asked. Logarithmic ranges are positive. */
export function rangeOf(
  { min, max, positive }: Extent,
  scale: 'linear' | 'log',
  base: 'zero' | 'auto',
): { readonly min: number; readonly max: number } {
  if (!(max >= min)) return scale === 'log' ? { min: 1, max: 10 } : { min: 0, max: 1.1 }
  if (scale === 'log') {
    if (positive === Infinity) return { min: 1, max: 10 }
    const low = positive / 1.3
    return { min: low, max: Math.max(max * 1.3, low * 10) }
  }
  const low = base === 'zero' ? Math.min(0, min) : min
  const high = base === 'zero' ? Math.max(0, max) : max
  if (low === high)
    return low === 0
      ? { min: 0, max: 1.1 }
      : { min: low - Math.abs(low) * 0.1, max: high + Math.abs(high) * 0.1 }
  const margin = (high - low) * air
  return { min: low === 0 ? 0 : low - margin, max: high === 0 && base === 'zero' ? 0 : high + margin }
}
