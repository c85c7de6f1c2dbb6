import type { MetricMeta } from '#shared/ask/answer.ts'
import type { InstantResult } from '#shared/promql/evaluate.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Frame, RawSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/**
 * Some samples on their way into the store, of one metric or of many. Times are whole milliseconds from 0 on; series of one target should
 * share one `times` array, which is copied. `values` and `stale` are **transferred**: the giver can no longer read them.
 */
export type Batch = { readonly meta?: readonly MetricMeta[]; readonly series: readonly RawSeries[] }

export type Committed = { readonly samples: number; readonly series: number; readonly window: Window | null }

/** An import that nobody sees until it is committed, whatever happens meanwhile; one that is never committed leaves nothing. */
export type Staging = {
  /** Batches may come in any order and overlap; of two samples at one instant of a series, the one given later stands. */
  readonly append: (batch: Batch) => Promise<void>
  readonly commit: () => Promise<Committed>
  readonly abandon: () => Promise<void>
}

export type SamplesStats = {
  readonly series: number
  readonly metrics: number
  readonly samples: number
  /** Of the database file. */
  readonly bytes: number
  readonly window: Window | null
}

/** A metric with its samples, and their bytes in the file. */
export type MetricBytes = { readonly name: string; readonly bytes: number; readonly samples: number }

export type Selectors = readonly (readonly Matcher[])[]

/**
 * The sample database behind its thread. Every call may throw `Failed`; when its signal is aborted it ends within about 50 ms with a failure
 * of kind `stopped`, a running evaluation included. `limit` 0: no limit. Windows are half-open, null means all of time.
 */
export type Samples = {
  readonly stage: () => Promise<Staging>
  readonly query: (
    text: string,
    grid: Grid,
    signal?: AbortSignal,
  ) => Promise<{ readonly frame: Frame; readonly remarks: readonly Remark[] }>
  readonly instant: (
    text: string,
    at: Ms,
    signal?: AbortSignal,
  ) => Promise<{ readonly result: InstantResult; readonly remarks: readonly Remark[] }>
  /** Sorted by labels; of all series where there are no selectors. */
  readonly series: (
    selectors: Selectors,
    window: Window | null,
    limit: number,
    signal?: AbortSignal,
  ) => Promise<{ readonly series: readonly Labels[]; readonly more: boolean }>
  readonly labelNames: (
    selectors: Selectors,
    window: Window | null,
    signal?: AbortSignal,
  ) => Promise<readonly string[]>
  readonly labelValues: (
    name: string,
    selectors: Selectors,
    window: Window | null,
    limit: number,
    signal?: AbortSignal,
  ) => Promise<readonly string[]>
  readonly metadata: (signal?: AbortSignal) => Promise<readonly MetricMeta[]>
  readonly extent: (selector: readonly Matcher[], signal?: AbortSignal) => Promise<Window | null>
  /** Removes the samples of the matching series in the window, for good; answers how many. */
  readonly remove: (selectors: Selectors, window: Window | null) => Promise<number>
  readonly removeAll: () => Promise<void>
  readonly stats: (signal?: AbortSignal) => Promise<SamplesStats>
  /** What each metric takes up, the largest first. */
  readonly sizes: (signal?: AbortSignal) => Promise<readonly MetricBytes[]>
  readonly close: () => Promise<void>
}

export type SamplesLimits = {
  /** Series that the whole store may hold. */
  readonly series: number
  /** Series that one query may read. */
  readonly querySeries: number
  /** Samples that one query may read. */
  readonly querySamples: number
  /** Bytes of decoded samples kept in memory. */
  readonly cacheBytes: number
}

export const plainLimits: SamplesLimits = {
  series: 1_000_000,
  querySeries: 100_000,
  querySamples: 50_000_000,
  cacheBytes: 256 * 1024 * 1024,
}

export type SamplesOptions = { readonly path: string; readonly limits?: Partial<SamplesLimits> }
