import type { ChangeSet } from '@codemirror/state'
import { applyOperations } from '#shared/notebook/log/apply.ts'
import { textAt } from '#shared/notebook/find.ts'
import type { Notebook, Person } from '#shared/notebook/notebook.ts'
import type { Operation, Refusal, TextField } from '#shared/notebook/operation.ts'
import { isEmptyEdit, rebase } from '#shared/notebook/log/rebase.ts'
import { changeOf, documentOf, editOf, fieldKey } from '#shared/notebook/log/text.ts'
import type { Pending } from './pending.ts'

/** A change of a text, in the coordinates of that text as shown. */
export type TextChange = { readonly field: TextField; readonly change: ChangeSet }

export type Settled = {
  readonly pending: readonly Pending[]
  readonly shown: Notebook
  readonly changes: readonly TextChange[]
  readonly refused: readonly Refusal[]
}

/**
 * Applies the pending ones on a confirmed state, in order. One that does not fit any more is taken out, and what was typed after it is mapped
 * so as to read as if it had never been.
 */
export function settle(confirmed: Notebook, pending: readonly Pending[], by: Person): Settled {
  const kept: Pending[] = []
  const changes: TextChange[] = []
  const refused: Refusal[] = []
  let shown = confirmed
  let rest = pending
  for (let first = rest[0]; first; first = rest[0]) {
    const applied = applyOperations(shown, first.operations, { by, at: first.at })
    if (applied.ok) {
      shown = applied.notebook
      kept.push(first)
      rest = rest.slice(1)
      continue
    }
    const mapped = mapOver(rest.slice(1), unwritten(shown, first.operations))
    refused.push(applied.refusal)
    changes.push(...changesOf(mapped.over))
    rest = mapped.pending
  }
  return { pending: kept, shown, changes, refused }
}

/** The pending ones as they read after operations that came before them, and these as they read after all pending ones. */
export function mapOver(
  pending: readonly Pending[],
  operations: readonly Operation[],
): { readonly pending: readonly Pending[]; readonly over: readonly Operation[] } {
  let over = operations
  const mapped = pending.map(each => {
    const { ours, theirs } = rebase(each.operations, over)
    over = theirs
    return ours === each.operations ? each : { ...each, operations: ours }
  })
  return { pending: mapped, over }
}

/** The edits that take back what operations wrote into texts, whether or not the rest of them fits the state. */
export function unwritten(before: Notebook, operations: readonly Operation[]): readonly Operation[] {
  const texts = new Map<string, string>()
  const inverses: Operation[] = []
  for (const operation of operations) {
    if (operation.do !== 'edit') continue
    const key = fieldKey(operation.text)
    const text = texts.get(key) ?? textAt(before, operation.text)
    const change = changeOf(operation.edit)
    if (text === null || change.length !== text.length) continue
    const document = documentOf(text)
    texts.set(key, change.apply(document).toString())
    inverses.unshift({ ...operation, edit: editOf(change.invert(document)) })
  }
  return inverses
}

/** What the edits among operations do to texts. */
export const changesOf = (operations: readonly Operation[]): readonly TextChange[] =>
  operations.flatMap(operation =>
    operation.do === 'edit' && !isEmptyEdit(operation.edit)
      ? [{ field: operation.text, change: changeOf(operation.edit) }]
      : [],
  )
