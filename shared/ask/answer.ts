import type { Remark } from '#shared/query/span.ts'
import type { Frame } from '#shared/series/series.ts'
import type { Ms } from '#shared/time/window.ts'
import type { WorldEvent } from './event.ts'

/** What a source knows of a metric. */
export type MetricMeta = {
  readonly metric: string
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown'
  readonly help: string
  /** The unit as the source names it (`seconds`, `bytes`); empty where it does not say. */
  readonly unit: string
}

/**
 * The frame of one query of a step. `shift` is how much earlier than its grid says the values are (0: as it says; a day: this is
 * yesterday, laid over today), in milliseconds.
 */
export type Part = {
  readonly query: string
  readonly shift: Ms
  readonly frame: Frame
  /** Of the first metric that the query reads, where known. */
  readonly meta?: MetricMeta
}

/** What asking a step yields; kept as evidence, immutable, addressed by the hash of its canonical bytes (codec.ts). */
export type Answer =
  | { readonly kind: 'query'; readonly parts: readonly Part[]; readonly remarks: readonly Remark[] }
  | { readonly kind: 'events'; readonly events: readonly WorldEvent[]; readonly remarks: readonly Remark[] }
