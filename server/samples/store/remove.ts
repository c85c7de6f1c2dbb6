import type { Window } from '#shared/time/window.ts'
import type { Samples } from './merge.ts'

/** What of the samples lies outside the window; nothing where the window is all of time. */
export function outside({ times, values, stale }: Samples, window: Window | null): Samples | false {
  if (window === null) return false
  const places = Uint32Array.from(times, (_, i) => i).filter(i => {
    const time = times[i] as number
    return time < window.from || time >= window.to
  })
  const kept = {
    times: Float64Array.from(places, i => times[i] as number),
    values: Float64Array.from(places, i => values[i] as number),
  }
  return stale ? { ...kept, stale: Uint8Array.from(places, i => stale[i] as number) } : kept
}
