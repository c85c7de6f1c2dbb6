import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Entry, Refusal } from '#shared/notebook/operation.ts'
import type { Ms } from '#shared/time/window.ts'

/** Given by callers inside the server only: such an entry may `create` and `record`, and say itself when it was made. */
export type Authority = { readonly at?: Ms; readonly demo?: boolean }

export type Appended =
  { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly refusal: Refusal }

/**
 * The one order of each notebook. A draft is checked, mapped over what its author had not seen, stamped, numbered, applied and written; only
 * then does anybody hear of it. A draft of an id that is in the log already is answered with the entry of that time.
 */
export type Ledger = {
  /** The fold of the log; null where there is no such notebook. */
  readonly read: (notebook: Id) => Promise<Notebook | null>
  /** `draft` (shared/live/message.ts) is checked in full, so it may be anything that came in by a door. */
  readonly append: (notebook: Id, draft: unknown, authority?: Authority) => Promise<Appended>
  /** In order, those of number `from` on. */
  readonly entries: (notebook: Id, from: number, limit?: number) => Promise<readonly Entry[]>
  /** Called with each entry after it is written, in order. */
  readonly subscribe: (notebook: Id, listener: (entry: Entry) => void) => () => void
  /** After a notebook was taken out of the store. */
  readonly forget: (notebook: Id) => void
}
