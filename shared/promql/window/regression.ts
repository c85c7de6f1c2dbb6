import { add, type Sum } from './compensated.ts'
import type { Samples, WindowFunction } from './windowFunction.ts'

/** Least squares over the window, seconds counted from `origin` (ms). A constant has slope 0 exactly; a constant infinity has none. */
function line(
  { times, values }: Samples,
  first: number,
  last: number,
  origin: number,
): { slope: number; intercept: number } {
  const x: Sum = { value: 0, lost: 0 }
  const y: Sum = { value: 0, lost: 0 }
  const xy: Sum = { value: 0, lost: 0 }
  const xx: Sum = { value: 0, lost: 0 }
  const initial = values[first] as number
  let constant = true
  for (let k = first; k < last; k++) {
    const value = values[k] as number
    const seconds = ((times[k] as number) - origin) / 1000
    if (k > first && value !== initial) constant = false
    add(x, seconds)
    add(y, value)
    add(xy, seconds * value)
    add(xx, seconds * seconds)
  }
  if (constant)
    return Math.abs(initial) === Infinity ? { slope: NaN, intercept: NaN } : { slope: 0, intercept: initial }
  const n = last - first
  const [sumX, sumY] = [x.value + x.lost, y.value + y.lost]
  const covariance = xy.value + xy.lost - (sumX * sumY) / n
  const slope = covariance / (xx.value + xx.lost - (sumX * sumX) / n)
  return { slope, intercept: sumY / n - (slope * sumX) / n }
}

export const derivative: WindowFunction = (samples, first, last) =>
  line(samples, first, last, samples.times[first] as number).slope

/** The line at the evaluation time, and `argument` seconds further on. */
export const prediction: WindowFunction = (samples, first, last) => {
  const { slope, intercept } = line(samples, first, last, samples.instant)
  return slope * samples.argument + intercept
}
