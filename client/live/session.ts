import type { ChangeSet } from '@codemirror/state'
import type { Present, RunProgress } from '#shared/live/message.ts'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Operation, Refusal, TextField } from '#shared/notebook/operation.ts'

export type { Present, RunProgress }

/** Saved: all of it is acknowledged. Saving: on its way. Offline: kept here, to be sent when the server is back. */
export type SaveState = { readonly is: 'saved' | 'saving' | 'offline'; readonly pending: number }

/**
 * One notebook, open in this browser: what is confirmed with what is still pending on top. Everything that alters it goes through `act`.
 * `subscribe` is called after every alteration, own or remote, and after every change of state or presence; snapshots keep their identity
 * while nothing in them changes (fit for useSyncExternalStore).
 */
export type Session = {
  readonly notebook: () => Notebook
  readonly state: () => SaveState
  readonly others: () => readonly Present[]
  /** The steps whose runs have not ended, anybody's. */
  readonly running: () => ReadonlyMap<Id, RunProgress>
  readonly subscribe: (listener: () => void) => () => void
  /** Applies at once and sends; a refusal by what is already known here is returned and nothing happens. */
  readonly act: (operations: readonly Operation[]) => Refusal | null
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Called with each change of the text that did not come from this session's own `act`, in the coordinates of the text as shown. */
  readonly onText: (field: TextField, listener: (change: ChangeSet) => void) => () => void
  /** Called when the server refused what had been shown: the words to tell the person, and what stands now. */
  readonly onRefused: (listener: (refusal: Refusal) => void) => () => void
  /** Resolves when everything acted so far is acknowledged; rejects when offline. */
  readonly settled: () => Promise<void>
  /** Tells the others which step this person is at. */
  readonly at: (step: Id | null) => void
  readonly close: () => void
}
