import type { MetricMeta } from '#shared/ask/answer.ts'
import type { LanguageId } from '#shared/query/language.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Frame } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import type { SourceTest } from '#shared/wire/wire.ts'

/** One query to be answered at every instant of a grid. */
export type Question = {
  readonly text: string
  readonly grid: Grid
  /** A person wants it now: it is tried also where the source is left alone after failures. False by default. */
  readonly wished?: boolean
}

/** Series sorted by labels, none of them empty, on the grid that was asked for. */
export type SourceAnswer = { readonly frame: Frame; readonly remarks: readonly Remark[] }

/** Label sets; `more` where the limit cut them short. */
export type SeriesList = { readonly series: readonly Labels[]; readonly more: boolean }

/**
 * Where time series come from. Every call may throw `Failed` (shared/query/failure.ts) and nothing else that a user should see; every call
 * ends soon after `signal` is aborted, with a failure of kind `stopped`, or of kind `timeout` where a time limit aborted it. Selectors are
 * lists of matchers; windows are in milliseconds; a limit of 0 is none.
 */
export type Source = {
  readonly id: string
  readonly title: string
  readonly kind: 'embedded' | 'prometheus'
  readonly language: LanguageId
  /** How often it scrapes: `$__rate_interval` is at least four times this. */
  readonly scrape: Ms
  readonly query: (question: Question, signal: AbortSignal) => Promise<SourceAnswer>
  /** The series that any of the selectors matches and that have samples in the window. */
  readonly series: (
    selectors: readonly (readonly Matcher[])[],
    window: Window | null,
    limit: number,
    signal: AbortSignal,
  ) => Promise<SeriesList>
  /** Sorted; of all series where there are no selectors. */
  readonly labelNames: (
    selectors: readonly (readonly Matcher[])[],
    window: Window | null,
    signal: AbortSignal,
  ) => Promise<readonly string[]>
  readonly labelValues: (
    name: string,
    selectors: readonly (readonly Matcher[])[],
    window: Window | null,
    limit: number,
    signal: AbortSignal,
  ) => Promise<readonly string[]>
  readonly metadata: (signal: AbortSignal) => Promise<readonly MetricMeta[]>
  /** The window in which the selector has samples, where the source can tell; null: none, or it cannot. */
  readonly extent: (selector: readonly Matcher[], signal: AbortSignal) => Promise<Window | null>
  /** Asks the source who it is, how many metrics it knows and how far back its data goes. */
  readonly test: (signal: AbortSignal) => Promise<Omit<Extract<SourceTest, { ok: true }>, 'ok'>>
}
