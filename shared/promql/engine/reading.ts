import type { Matcher } from '#shared/series/matcher.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Ms } from '#shared/time/window.ts'

/**
 * Yields the series that all matchers accept, with their samples of `from < time <= to` (milliseconds). No label set comes twice.
 * Series that share their instants should share the very `times` array: the edges of windows are then found once for all of them.
 */
export type Read = (matchers: readonly Matcher[], from: Ms, to: Ms) => Iterable<RawSeries>

/** True once the work is no longer wanted; looked at between series. */
export type Stop = () => boolean

/** What one query may touch before it is refused. */
export type Limits = {
  /** Samples read, and points computed for subqueries. 50 million unless given. */
  readonly samples: number
  /** Series read by one query. 100,000 unless given. */
  readonly series: number
  /** Instants of the grid. 11,000 unless given. */
  readonly steps: number
}

export const usualLimits: Limits = { samples: 50_000_000, series: 100_000, steps: 11_000 }

/** What an evaluation may be told beyond its grid. Lengths in milliseconds. */
export type Options = {
  readonly limits?: Partial<Limits>
  /** How old the newest sample of an instant selector may be; 5 minutes unless given. */
  readonly lookback?: Ms
  /** The step width of subqueries that name none; 1 minute unless given. */
  readonly subqueryStep?: Ms
}
