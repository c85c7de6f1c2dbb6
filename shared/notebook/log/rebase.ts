import type { Operation } from '#shared/notebook/operation.ts'
import { changeOf, editOf, fieldKey } from './text.ts'

type Edit = Extract<Operation, { do: 'edit' }>

/** Two lists of operations from one state: `ours` as it must read after `theirs`, and `theirs` as it must read after `ours`. */
export type Rebased = { readonly ours: readonly Operation[]; readonly theirs: readonly Operation[] }

/**
 * Maps the edits of two lists over each other, one by one and never composed, theirs counting as the earlier where both insert at one place.
 * Everything that is no edit stays as it is: `apply` refuses it where it no longer fits. Server and clients map alike, so that all come to the
 * same text.
 */
export function rebase(ours: readonly Operation[], theirs: readonly Operation[]): Rebased {
  let left = ours
  const right: Operation[] = []
  for (const operation of theirs) {
    if (operation.do !== 'edit') {
      right.push(operation)
      continue
    }
    const [mapped, over] = pass(left, operation)
    left = mapped
    right.push(over)
  }
  return { ours: left, theirs: right }
}

class Mismatch extends Error {}

/** As `rebase`, for operations that may be anybody's: null where an edit of ours is for another text than the one that theirs change. */
export function rebaseUnchecked(ours: readonly Operation[], theirs: readonly Operation[]): Rebased | null {
  try {
    return rebase(ours, theirs)
  } catch (error) {
    if (error instanceof Mismatch) return null
    throw error
  }
}

/** One edit taken through a list: the list as it must read after the edit, and the edit as it must read after the list. */
function pass(list: readonly Operation[], edit: Edit): readonly [readonly Operation[], Edit] {
  const key = fieldKey(edit.text)
  if (!list.some(each => each.do === 'edit' && fieldKey(each.text) === key)) return [list, edit]
  let over = changeOf(edit.edit)
  const mapped = list.map(each => {
    if (each.do !== 'edit' || fieldKey(each.text) !== key) return each
    const own = changeOf(each.edit)
    if (own.length !== over.length)
      throw new Mismatch('Two edits of one text are for different lengths of it.')
    const after = own.map(over)
    over = over.map(own, true)
    return { ...each, edit: editOf(after) }
  })
  return [mapped, { ...edit, edit: editOf(over) }]
}

/** True for an edit that changes nothing (any more). */
export const isEmptyEdit = (edit: Edit['edit']): boolean => edit.every(part => typeof part === 'number')

/** Without the edits that change nothing. */
export const withoutEmpty = (operations: readonly Operation[]): readonly Operation[] =>
  operations.filter(operation => operation.do !== 'edit' || !isEmptyEdit(operation.edit))

/** Edits of one text that follow each other directly, made one; only for what nobody has mapped yet. */
export function composed(operations: readonly Operation[]): readonly Operation[] {
  const made: Operation[] = []
  for (const operation of operations) {
    const last = made.at(-1)
    if (operation.do === 'edit' && last?.do === 'edit' && fieldKey(last.text) === fieldKey(operation.text)) {
      const edit = editOf(changeOf(last.edit).compose(changeOf(operation.edit)))
      made[made.length - 1] = { ...last, edit }
    } else made.push(operation)
  }
  return made
}
