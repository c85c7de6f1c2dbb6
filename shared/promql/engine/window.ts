import { type Grid, instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'

/** For each instant the samples `first[i] <= k < last[i]` that lie in its window. */
export type Edges = { readonly first: Int32Array; readonly last: Int32Array }

/** The samples of `instant - length < time <= instant` for each instant, by two pointers that only go forward. */
export function edgesOf(times: Float64Array, instants: Grid, length: Ms): Edges {
  const first = new Int32Array(instants.count)
  const last = new Int32Array(instants.count)
  const size = times.length
  let a = 0
  let b = 0
  for (let i = 0; i < instants.count; i++) {
    const end = instantAt(instants, i)
    const start = end - length
    while (b < size && (times[b] as number) <= end) b++
    while (a < b && (times[a] as number) <= start) a++
    first[i] = a
    last[i] = b
  }
  return { first, last }
}

/** How many instants of edges, and of what is computed from them, are kept at a time: about 40 MB. */
export const mostKept = 1_000_000

/** Finds the edges once for all series that share their `times` array. */
export function sharedEdges(instants: Grid, length: Ms): (times: Float64Array) => Edges {
  const known = new Map<Float64Array, Edges>()
  return times => {
    const found = known.get(times)
    if (found !== undefined) return found
    const made = edgesOf(times, instants, length)
    if (known.size * instants.count < mostKept) known.set(times, made)
    return made
  }
}
