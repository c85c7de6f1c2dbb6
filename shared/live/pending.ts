import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { Ms } from '#shared/time/window.ts'

/** An act in the usual sense (`joins`: goes on with the typing before it), or one that undoes or redoes another, by that one's id. */
export type Role =
  { readonly is: 'act'; readonly joins: boolean } | { readonly is: 'undo' | 'redo'; readonly of: string }

/** Something acted here that is not confirmed yet, as it reads on top of what is confirmed and of the pending ones before it. */
export type Pending = {
  readonly id: string
  readonly operations: readonly Operation[]
  readonly at: Ms
  readonly role: Role
  /** It has been on its way at least once: its operations are only mapped from then on. */
  readonly sent: boolean
}

/** What has to outlive the browser while there is something pending. */
export type Kept = { readonly confirmed: Notebook; readonly pending: readonly Pending[] }
