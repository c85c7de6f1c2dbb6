import { add, orderForQuantile, quantileOf, type Sum } from './compensated.ts'
import type { WindowFunction } from './windowFunction.ts'

export const sum: WindowFunction = ({ values }, first, last) => {
  const total: Sum = { value: 0, lost: 0 }
  for (let k = first; k < last; k++) add(total, values[k] as number)
  return total.value === Infinity || total.value === -Infinity ? total.value : total.value + total.lost
}

/** The mean; turns to an incremental mean where the sum would overflow. */
export const mean: WindowFunction = ({ values }, first, last) => {
  const total: Sum = { value: values[first] as number, lost: 0 }
  const next: Sum = { value: 0, lost: 0 }
  let incremental = false
  let count = 1
  for (let k = first + 1; k < last; k++) {
    const value = values[k] as number
    count++
    if (!incremental) {
      next.value = total.value
      next.lost = total.lost
      add(next, value)
      if (next.value !== Infinity && next.value !== -Infinity) {
        total.value = next.value
        total.lost = next.lost
        continue
      }
      incremental = true
      total.value /= count - 1
      total.lost /= count - 1
    }
    const weight = (count - 1) / count
    total.value *= weight
    total.lost *= weight
    add(total, value / count)
  }
  return incremental ? total.value + total.lost : total.value / count + total.lost / count
}

export const min: WindowFunction = ({ values }, first, last) => {
  let least = values[first] as number
  for (let k = first + 1; k < last; k++) {
    const value = values[k] as number
    if (value < least || least !== least) least = value
  }
  return least
}

export const max: WindowFunction = ({ values }, first, last) => {
  let most = values[first] as number
  for (let k = first + 1; k < last; k++) {
    const value = values[k] as number
    if (value > most || most !== most) most = value
  }
  return most
}

/** The population variance, by a compensated running mean. */
export const variance: WindowFunction = ({ values }, first, last) => {
  const average: Sum = { value: 0, lost: 0 }
  const squares: Sum = { value: 0, lost: 0 }
  for (let k = first; k < last; k++) {
    const value = values[k] as number
    const away = value - (average.value + average.lost)
    add(average, away / (k - first + 1))
    add(squares, away * (value - (average.value + average.lost)))
  }
  return (squares.value + squares.lost) / (last - first)
}

export const deviation: WindowFunction = (samples, first, last) => Math.sqrt(variance(samples, first, last))

export const quantile: WindowFunction = ({ values, argument }, first, last) =>
  quantileOf(argument, orderForQuantile(values.slice(first, last)))

export const count: WindowFunction = (_samples, first, last) => last - first

export const present: WindowFunction = () => 1

export const newest: WindowFunction = ({ values }, _first, last) => values[last - 1] as number

/** How often the value changed; NaN after NaN is no change. */
export const changes: WindowFunction = ({ values }, first, last) => {
  let changed = 0
  for (let k = first + 1; k < last; k++) {
    const value = values[k] as number
    const before = values[k - 1] as number
    if (value !== before && (value === value || before === before)) changed++
  }
  return changed
}

export const resets: WindowFunction = ({ values }, first, last) => {
  let fell = 0
  for (let k = first + 1; k < last; k++) if ((values[k] as number) < (values[k - 1] as number)) fell++
  return fell
}
