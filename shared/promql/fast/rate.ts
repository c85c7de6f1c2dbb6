import type { Edges } from '#shared/promql/engine/window.ts'
import { stretch } from '#shared/promql/window/rate.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'

/**
 * For each sample what all resets up to it took away, so that the increase between any two samples is one subtraction.
 * Undefined where that arithmetic could differ from the plain walk (an infinity or a NaN in the series); empty where there is no reset.
 */
export function resetsTaken(values: Float64Array): Float64Array | undefined {
  const size = values.length
  let finite = 0
  let fell = false
  let before = size > 0 ? (values[0] as number) : 0
  for (let k = 0; k < size; k++) {
    const value = values[k] as number
    finite += value * 0
    if (value < before) fell = true
    before = value
  }
  if (finite !== 0) return undefined
  if (!fell) return new Float64Array(0)
  const taken = new Float64Array(size)
  let total = 0
  for (let k = 1; k < size; k++) {
    const last = values[k - 1] as number
    if ((values[k] as number) < last) total += last
    taken[k] = total
  }
  return Number.isFinite(total) ? taken : undefined
}

/**
 * rate (`perSecond`) or increase of a counter at all instants into `out`, NaN where a window holds fewer than two samples; two loads and a
 * stretch for each instant, whatever the windows hold. False, with nothing written, where the plain walk is needed.
 */
export function fastRate(
  times: Float64Array,
  values: Float64Array,
  { first, last }: Edges,
  instants: Grid,
  length: Ms,
  perSecond: boolean,
  out: Float64Array,
): boolean {
  const taken = resetsTaken(values)
  if (taken === undefined) return false
  const resets = taken.length > 0
  const per = perSecond ? length / 1000 : 1
  for (let i = 0; i < instants.count; i++) {
    const a = first[i] as number
    const b = (last[i] as number) - 1
    if (b <= a) {
      out[i] = NaN
      continue
    }
    const start = values[a] as number
    let change = (values[b] as number) - start
    if (resets) change += (taken[b] as number) - (taken[a] as number)
    const end = instants.start + i * instants.step
    const factor = stretch(
      times[a] as number,
      times[b] as number,
      b - a + 1,
      end - length,
      end,
      start,
      change,
      true,
    )
    out[i] = change * (factor / per)
  }
  return true
}
