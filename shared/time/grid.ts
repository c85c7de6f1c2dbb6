import type { Ms, Window } from './window.ts'

/** Evenly spaced instants: `start`, `start + step`, … `count` of them; all in milliseconds. */
export type Grid = { readonly start: Ms; readonly step: Ms; readonly count: number }

/** The instant of index `i` of a grid. */
export const instantAt = (grid: Grid, i: number): Ms => grid.start + i * grid.step

/** The window `[start, end)` that a grid covers, its last instant included. */
export const windowOf = (grid: Grid): Window => ({
  from: grid.start,
  to: grid.start + grid.count * grid.step,
})

/**
 * The absolute multiples of `step` that lie in the half-open window, so that two windows of one step width share their instants.
 * Three hours at 10 s are 1,080 instants.
 */
export function gridOver(window: Window, step: Ms): Grid {
  const start = Math.ceil(window.from / step) * step
  return { start, step, count: Math.max(0, Math.ceil((window.to - start) / step)) }
}

/** The first and one-past-last index of the instants of `grid` that lie in `window`. */
export function indexesIn(grid: Grid, window: Window): { readonly from: number; readonly to: number } {
  const clamp = (i: number) => Math.min(grid.count, Math.max(0, i))
  return {
    from: clamp(Math.ceil((window.from - grid.start) / grid.step)),
    to: clamp(Math.ceil((window.to - grid.start) / grid.step)),
  }
}

const niceSteps = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
].map(s => s * 1000)

/**
 * The step width for a window: the smallest round one that needs at most `points` instants (1,200 unless given)
 * and is not below `finest` (10 s unless given; the scrape interval where it is known).
 */
export function stepFor(window: Window, points = 1200, finest: Ms = 10_000): Ms {
  const least = Math.max(finest, (window.to - window.from) / points)
  return niceSteps.find(step => step >= least) ?? Math.ceil(least / 86_400_000) * 86_400_000
}
