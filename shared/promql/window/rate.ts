import type { WindowFunction } from './windowFunction.ts'

/** How far the increase between the first and the last sample is stretched towards the ends of the window. */
export function stretch(
  firstTime: number,
  lastTime: number,
  samples: number,
  start: number,
  end: number,
  firstValue: number,
  increase: number,
  counter: boolean,
): number {
  const sampled = (lastTime - firstTime) / 1000
  const average = sampled / (samples - 1)
  const threshold = average * 1.1
  let toStart = (firstTime - start) / 1000
  let toEnd = (end - lastTime) / 1000
  if (toStart >= threshold) toStart = average / 2
  if (counter && increase > 0 && firstValue >= 0) {
    const toZero = sampled * (firstValue / increase)
    if (toZero < toStart) toStart = toZero
  }
  if (toEnd >= threshold) toEnd = average / 2
  return (sampled + toStart + toEnd) / sampled
}

/** The change over a window, extrapolated to its ends; for a counter with what each reset took away. Divided by the seconds of `per`. */
const extrapolated =
  (counter: boolean, perSecond: boolean): WindowFunction =>
  ({ times, values, start, end }, first, last) => {
    let change = (values[last - 1] as number) - (values[first] as number)
    if (counter) {
      let before = values[first] as number
      for (let k = first + 1; k < last; k++) {
        const value = values[k] as number
        if (value < before) change += before
        before = value
      }
    }
    const firstTime = times[first] as number
    const lastTime = times[last - 1] as number
    let factor = stretch(
      firstTime,
      lastTime,
      last - first,
      start,
      end,
      values[first] as number,
      change,
      counter,
    )
    if (perSecond) factor /= (end - start) / 1000
    return change * factor
  }

export const rate = extrapolated(true, true)
export const increase = extrapolated(true, false)
export const delta = extrapolated(false, false)

/** The rise per second between the last two samples; after a reset the last value itself is the rise. */
export const irate: WindowFunction = ({ times, values }, _first, last) => {
  const now = values[last - 1] as number
  const before = values[last - 2] as number
  const seconds = ((times[last - 1] as number) - (times[last - 2] as number)) / 1000
  return (now < before ? now : now - before) / seconds
}

export const idelta: WindowFunction = ({ values }, _first, last) =>
  (values[last - 1] as number) - (values[last - 2] as number)
