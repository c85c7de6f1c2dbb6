/** A sum and what rounding has taken from it (Neumaier). Reused, so that adding up makes no garbage. */
export type Sum = { value: number; lost: number }

/** Adds to a compensated sum in place, by the rules of Prometheus: an infinite sum loses nothing. */
export function add(sum: Sum, more: number): void {
  const total = sum.value + more
  if (total === Infinity || total === -Infinity) sum.lost = 0
  else if (Math.abs(sum.value) >= Math.abs(more)) sum.lost += sum.value - total + more
  else sum.lost += more - total + sum.value
  sum.value = total
}

/** The q-quantile by linear interpolation of values that are in ascending order, NaN first. */
export function quantileOf(q: number, ordered: Float64Array): number {
  const count = ordered.length
  if (count === 0 || q !== q) return NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const rank = q * (count - 1)
  const lower = Math.max(0, Math.floor(rank))
  const upper = Math.min(count - 1, lower + 1)
  const weight = rank - Math.floor(rank)
  return (ordered[lower] as number) * (1 - weight) + (ordered[upper] as number) * weight
}

/** Sorts in place, NaN first, as Prometheus orders values for quantiles. */
export function orderForQuantile(values: Float64Array): Float64Array {
  values.sort()
  let nans = 0
  for (let i = values.length - 1; i >= 0 && Number.isNaN(values[i]); i--) nans++
  if (nans === 0 || nans === values.length) return values
  values.copyWithin(nans, 0, values.length - nans)
  return values.fill(NaN, 0, nans)
}
