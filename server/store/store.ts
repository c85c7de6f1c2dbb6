import type { EventKind, WorldEvent } from '#shared/ask/event.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Hash, Id, Notebook, Verdict } from '#shared/notebook/notebook.ts'
import type { Entry } from '#shared/notebook/operation.ts'
import type { Window } from '#shared/time/window.ts'
import type { NotebookSummary, SourceDraft } from '#shared/wire/wire.ts'
import type { Keep, WhyGone } from './keep.ts'
import type { Pictures } from './pictures.ts'

/** What the library is asked for. `q`: words, all of which must occur in the notebook. `limit` 50, `offset` 0 unless given. */
export type NotebookQuery = {
  readonly q?: string
  readonly tag?: string
  readonly verdict?: Verdict
  readonly metric?: string
  readonly limit?: number
  readonly offset?: number
}

/** The window is half open; matchers are on labels and must all match; `limit` 1,000 unless given, the earliest first. */
export type EventQuery = {
  readonly window: Window
  readonly kinds?: readonly EventKind[]
  readonly where?: readonly Matcher[]
  readonly limit?: number
}

/** A source that somebody connected here, secrets and all: for the registry of sources only, never for a browser. */
export type StoredSource = SourceDraft & { readonly id: string }

/**
 * The notebooks' database: one file, one owner. Whatever a call has resolved has reached the disk. Calls reject with what the database
 * throws (server/database/trouble.ts) and leave nothing half done.
 */
export type Store = {
  readonly entries: {
    /**
     * One transaction: the entry, the row of the library, and a snapshot where asked for. Resolves to the hash of the entry as it stands in
     * the log; rejects when the notebook has an entry of that number or id already. Null, and nothing is written: it judges or pins evidence
     * that is no longer kept.
     */
    readonly append: (
      notebook: Notebook,
      entry: Entry,
      options: { readonly snapshot: boolean; readonly demo?: boolean },
    ) => Promise<Hash | null>
    /** In order, those of number `from` on; all of them unless there is a limit. */
    readonly from: (notebook: Id, from: number, limit?: number) => Promise<readonly Entry[]>
    readonly byId: (notebook: Id, entry: string) => Promise<Entry | null>
    /** The number and the hash of the last entry; null where there is none. */
    readonly head: (notebook: Id) => Promise<{ readonly number: number; readonly hash: Hash } | null>
    /** The newest snapshot; null: fold from the first entry. */
    readonly snapshot: (notebook: Id) => Promise<Notebook | null>
  }
  readonly notebooks: {
    readonly list: (
      query: NotebookQuery,
    ) => Promise<{ readonly notebooks: readonly NotebookSummary[]; readonly total: number }>
    /** The values of the small picture in the library; kept until set again. */
    readonly setSpark: (notebook: Id, values: readonly (number | null)[]) => Promise<void>
    /** Takes away all notebooks of the demo, entries and all. */
    readonly removeDemo: () => Promise<number>
    readonly remove: (notebook: Id) => Promise<boolean>
  }
  readonly evidence: {
    /** Idempotent; rejects when the hash is not that of the bytes. */
    readonly put: (hash: Hash, bytes: Uint8Array) => Promise<void>
    readonly get: (hash: Hash) => Promise<Uint8Array | null>
    /** The bytes as stored, for a reader that takes gzip. */
    readonly gzipped: (hash: Hash) => Promise<Uint8Array | null>
    /** Keeps bytes as the detail of a piece of evidence, in place of another; rejects as `put` does. */
    readonly putDetail: (evidence: Hash, hash: Hash, bytes: Uint8Array) => Promise<void>
    /** The hash of the detail that is kept with a piece of evidence; null: none is. */
    readonly detailOf: (evidence: Hash) => Promise<Hash | null>
    /** Why evidence that was kept once is no longer there; null: it is, or never was. */
    readonly whyGone: (hash: Hash) => Promise<WhyGone | null>
  }
  readonly keep: Keep
  readonly pictures: Pictures
  readonly events: {
    /** Adds or, by id, replaces. */
    readonly put: (events: readonly WorldEvent[], options?: { readonly demo?: boolean }) => Promise<void>
    readonly list: (query: EventQuery) => Promise<readonly WorldEvent[]>
  }
  readonly sources: {
    readonly list: () => Promise<readonly StoredSource[]>
    readonly put: (source: StoredSource) => Promise<void>
    readonly remove: (id: string) => Promise<boolean>
  }
  /** Small values by name, kept as JSON. */
  readonly settings: {
    readonly get: (name: string) => Promise<unknown>
    readonly set: (name: string, value: unknown) => Promise<void>
  }
  readonly close: () => Promise<void>
}
