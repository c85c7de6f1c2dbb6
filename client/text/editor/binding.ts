import type { ChangeSet } from '@codemirror/state'
import type { Session } from '#client/live/session.ts'
import { textAt } from '#shared/notebook/find.ts'
import type { Edit, TextField } from '#shared/notebook/operation.ts'

/** One text of an open notebook, as an editor sees it. */
export type BoundText = {
  /** The text as it stands, own pending changes included. */
  readonly read: () => string
  /** Sends a local change; false when it was refused, and the editor must go back to `read()`. */
  readonly change: (changes: ChangeSet) => boolean
  /** Called with every change that this editor did not make itself. */
  readonly listen: (listener: (changes: ChangeSet) => void) => () => void
  /** Called after any alteration of the notebook. */
  readonly watch: (listener: () => void) => () => void
  readonly undo: () => boolean
  readonly redo: () => boolean
}

/** Binds a text field of a session; a field that is gone reads as empty and refuses changes. */
export function bindText(session: Session, field: TextField): BoundText {
  return {
    read: () => textAt(session.notebook(), field) ?? '',
    change: changes =>
      session.act([{ do: 'edit', text: field, edit: changes.toJSON() as unknown as Edit }]) === null,
    listen: listener => session.onText(field, listener),
    watch: listener => session.subscribe(listener),
    undo: session.undo,
    redo: session.redo,
  }
}
