import type { RawSeries } from '#shared/series/series.ts'

/** Samples without a name; ascending in time, or, where they come from outside, not. */
export type Samples = Omit<RawSeries, 'labels'>

/**
 * Several runs of samples of one series as one, ascending in time. Of two at one instant, the one in the later run stands, and within a run
 * the later one.
 */
export function merged(runs: readonly Samples[]): Samples {
  const [only, ...others] = runs
  if (only && others.length === 0 && isAscending(only.times)) return only
  const joined = concatenated(runs)
  return isAscending(joined.times) ? joined : sorted(joined)
}

/** True where each instant is later than the one before. */
export function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i++) if ((times[i] as number) <= (times[i - 1] as number)) return false
  return true
}

export function concatenated(runs: readonly Samples[]): Samples {
  const count = runs.reduce((sum, run) => sum + run.times.length, 0)
  const times = new Float64Array(count)
  const values = new Float64Array(count)
  const stale = runs.some(run => run.stale) ? new Uint8Array(count) : undefined
  let at = 0
  for (const run of runs) {
    times.set(run.times, at)
    values.set(run.values, at)
    if (run.stale) stale?.set(run.stale, at)
    at += run.times.length
  }
  return stale ? { times, values, stale } : { times, values }
}

function sorted({ times, values, stale }: Samples): Samples {
  const order = Uint32Array.from(times, (_, i) => i)
  order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  const last = order.filter((place, i) => times[place] !== times[order[i + 1] ?? -1])
  const picked = {
    times: Float64Array.from(last, place => times[place] as number),
    values: Float64Array.from(last, place => values[place] as number),
  }
  return stale ? { ...picked, stale: Uint8Array.from(last, place => stale[place] as number) } : picked
}
