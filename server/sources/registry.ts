import type { Outbound } from '#server/outbound/outbound.ts'
import type { SourceDraft, SourceSummary, SourceTest } from '#shared/wire/wire.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Source } from './source.ts'

/** A source that somebody added on the screen, secrets included. */
export type StoredSource = { readonly id: string; readonly draft: SourceDraft }

/** Where added sources are kept. */
export type SourceStore = {
  readonly load: () => Promise<readonly StoredSource[]>
  readonly save: (source: StoredSource) => Promise<void>
  readonly remove: (id: string) => Promise<void>
}

/** An alteration of the list, or why it is refused. */
export type Added =
  { readonly ok: true; readonly source: SourceSummary } | { readonly ok: false; readonly reason: string }

/** Every source that a query may be sent to. */
export type Registry = {
  /** Embedded ones first, then those of the operator's file, then added ones; `state` tells how the last use went. */
  readonly list: () => readonly SourceSummary[]
  readonly get: (id: string) => Source | undefined
  /** Kept for good; refused where the address is none or the title is taken. Does not contact the address. */
  readonly add: (draft: SourceDraft) => Promise<Added>
  /** Contacts the address; never throws. */
  readonly test: (draft: SourceDraft, signal: AbortSignal) => Promise<SourceTest>
  /** False where there is no such source or it is not an added one. */
  readonly remove: (id: string) => Promise<boolean>
}

export type RegistryParts = {
  readonly embedded: readonly Source[]
  /** From the operator's file: `readFixedSources`. */
  readonly fixed: readonly StoredSource[]
  readonly store: SourceStore
  readonly outbound: Outbound
  readonly now: () => Ms
  readonly newId: () => string
}
