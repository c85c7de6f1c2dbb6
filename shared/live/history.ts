import { applyOperations } from '#shared/notebook/log/apply.ts'
import type { Stamp } from '#shared/notebook/log/alterStep.ts'
import { invert } from '#shared/notebook/log/invert.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { composed, rebase, withoutEmpty } from '#shared/notebook/log/rebase.ts'
import { same } from '#shared/notebook/log/same.ts'
import type { Role } from './pending.ts'
import { unwritten } from './settle.ts'

/** What takes an act back, and the id of that act. */
export type Undoing = { readonly id: string; readonly operations: readonly Operation[] }

/**
 * One person's acts that can be undone and redone, the latest first. Each list is a chain: an undoing fits the state that the ones before it
 * in the list lead to. What others do is mapped through the chain; one's own acts only lengthen or shorten it.
 */
export type History = { readonly undo: readonly Undoing[]; readonly redo: readonly Undoing[] }

export const noHistory: History = { undo: [], redo: [] }

const depth = 200

type Own = { readonly id: string; readonly operations: readonly Operation[]; readonly role: Role }

/** The history after an own act; `before` is the state that it was applied to. */
export function afterOwn(history: History, before: Notebook, own: Own, stamp: Stamp): History {
  const operations = invert(before, own.operations, stamp)
  const { role } = own
  if (role.is === 'act') {
    const [top, ...rest] = history.undo
    if (operations.length === 0) return history
    if (role.joins && top)
      return { undo: [{ ...top, operations: [...operations, ...top.operations] }, ...rest], redo: [] }
    return { undo: [{ id: own.id, operations }, ...history.undo].slice(0, depth), redo: [] }
  }
  const back = { id: role.of, operations }
  return role.is === 'undo'
    ? { undo: popped(history.undo, before, own, role.of), redo: [back, ...history.redo].slice(0, depth) }
    : { undo: [back, ...history.undo].slice(0, depth), redo: popped(history.redo, before, own, role.of) }
}

/**
 * The chain after its undoing of that id was done, the ones above it going too. What was done may read otherwise than the chain has it by
 * now, since the two were mapped on different ways: the rest is then taken back over the one and forward over the other.
 */
function popped(chain: readonly Undoing[], before: Notebook, own: Own, id: string): readonly Undoing[] {
  const count = chain.findIndex(undoing => undoing.id === id) + 1
  const expected = chain.slice(0, count).flatMap(undoing => undoing.operations)
  const rest = chain.slice(count)
  if (same(withoutEmpty(composed(expected)), own.operations)) return rest
  return mapped(rest, [...unwritten(before, expected), ...own.operations])
}

/** The history after operations of somebody else. */
export const afterOthers = (history: History, operations: readonly Operation[]): History => ({
  undo: mapped(history.undo, operations),
  redo: mapped(history.redo, operations),
})

function mapped(list: readonly Undoing[], operations: readonly Operation[]): readonly Undoing[] {
  let over = operations
  return list.map(undoing => {
    const { ours, theirs } = rebase(undoing.operations, over)
    over = theirs
    return ours === undoing.operations ? undoing : { ...undoing, operations: ours }
  })
}

/** As much of an undoing as can still be done, edits that follow each other taken as one; empty when nothing is left of it. */
export function doable(shown: Notebook, undoing: Undoing, stamp: Stamp): readonly Operation[] {
  const done: Operation[] = []
  let state = shown
  for (const operation of undoing.operations) {
    const applied = applyOperations(state, [operation], stamp)
    if (!applied.ok || applied.notebook === state) continue
    done.push(operation)
    state = applied.notebook
  }
  return withoutEmpty(composed(done))
}
