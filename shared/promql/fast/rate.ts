import { type Edges, mostKept } from '#shared/promql/engine/window.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'

/**
 * For each sample what all resets up to it took away, so that the increase between any two samples is one subtraction.
 * Undefined where that arithmetic could differ from the plain walk (an infinity or a NaN in the series); empty where there is no reset.
 */
export function resetsTaken(values: Float64Array): Float64Array | undefined {
  const size = values.length
  let unbounded = false
  let fell = false
  let before = size > 0 ? (values[0] as number) : 0
  for (let k = 0; k < size; k++) {
    const value = values[k] as number
    if (value - value !== 0) unbounded = true
    if (value < before) fell = true
    before = value
  }
  if (unbounded) return undefined
  if (!fell) return none
  const taken = new Float64Array(size)
  let total = 0
  for (let k = 1; k < size; k++) {
    const last = values[k - 1] as number
    if ((values[k] as number) < last) total += last
    taken[k] = total
  }
  return Number.isFinite(total) ? taken : undefined
}

const none = new Float64Array(0)

/** What of the extrapolation hangs on the time stamps alone, in seconds; `factor` holds unless the counter would fall below zero. */
type Stretches = {
  readonly sampled: Float64Array
  readonly toStart: Float64Array
  readonly toEnd: Float64Array
  readonly factor: Float64Array
}

function stretchesOf(
  times: Float64Array,
  { first, last }: Edges,
  instants: Grid,
  length: Ms,
  per: number,
): Stretches {
  const { count } = instants
  const sampled = new Float64Array(count)
  const toStart = new Float64Array(count)
  const toEnd = new Float64Array(count)
  const factor = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const a = first[i] as number
    const b = (last[i] as number) - 1
    if (b <= a) continue
    const [begun, ended] = [times[a] as number, times[b] as number]
    const end = instants.start + i * instants.step
    const seconds = (ended - begun) / 1000
    const average = seconds / (b - a)
    const threshold = average * 1.1
    let before = (begun - (end - length)) / 1000
    let after = (end - ended) / 1000
    if (before >= threshold) before = average / 2
    if (after >= threshold) after = average / 2
    sampled[i] = seconds
    toStart[i] = before
    toEnd[i] = after
    factor[i] = (seconds + before + after) / seconds / per
  }
  return { sampled, toStart, toEnd, factor }
}

/** Computes one series into `out`; false, with nothing written, where the plain walk is needed. */
type FastRate = (times: Float64Array, values: Float64Array, edges: Edges, out: Float64Array) => boolean

/**
 * rate (`perSecond`) or increase of counters at all instants, NaN where a window holds fewer than two samples: two loads and a product for
 * each instant, whatever the windows hold. What depends on time stamps alone is found once for all series that share their edges.
 */
export function fastRate(instants: Grid, length: Ms, perSecond: boolean): FastRate {
  const known = new Map<Edges, Stretches>()
  const per = perSecond ? length / 1000 : 1
  return (times, values, edges, out) => {
    const taken = resetsTaken(values)
    if (taken === undefined) return false
    let found = known.get(edges)
    if (found === undefined) {
      found = stretchesOf(times, edges, instants, length, per)
      if (known.size * instants.count < mostKept) known.set(edges, found)
    }
    fill(values, taken, edges, found, per, out)
    return true
  }
}

function fill(
  values: Float64Array,
  taken: Float64Array,
  { first, last }: Edges,
  stretches: Stretches,
  per: number,
  out: Float64Array,
): void {
  const { sampled, toStart, toEnd, factor } = stretches
  const resets = taken.length > 0
  for (let i = 0; i < out.length; i++) {
    const a = first[i] as number
    const b = (last[i] as number) - 1
    if (b <= a) {
      out[i] = NaN
      continue
    }
    const start = values[a] as number
    let change = (values[b] as number) - start
    if (resets) change += (taken[b] as number) - (taken[a] as number)
    const seconds = sampled[i] as number
    if (change > 0 && start >= 0 && seconds * start < (toStart[i] as number) * change) {
      const toZero = seconds * (start / change)
      out[i] = change * ((seconds + toZero + (toEnd[i] as number)) / seconds / per)
    } else out[i] = change * (factor[i] as number)
  }
}
