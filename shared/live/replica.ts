import { applyOperations } from '#shared/notebook/log/apply.ts'
import type { Notebook, Person } from '#shared/notebook/notebook.ts'
import type { Operation, Refusal } from '#shared/notebook/operation.ts'
import { composed } from '#shared/notebook/log/rebase.ts'
import { fieldKey, readEdit } from '#shared/notebook/log/text.ts'
import type { Ms } from '#shared/time/window.ts'
import { afterOwn, noHistory, type History } from './history.ts'
import type { Draft } from './message.ts'
import type { Kept, Pending, Role } from './pending.ts'
import { settle, type Settled, type TextChange } from './settle.ts'

/**
 * One person's view of a notebook: what the ledger has confirmed with what is pending on top. A value; every function yields the next one.
 * One draft is on its way at a time, so that server and client map the same edits over each other in the same order.
 */
export type Replica = Kept & {
  readonly person: Person
  readonly client: string
  /** Of the next act. */
  readonly sequence: number
  /** Confirmed with all pending ones applied. */
  readonly shown: Notebook
  /** The id of the draft that is on its way. */
  readonly awaiting: string | null
  /** What can be undone, at the confirmed state. */
  readonly history: History
  /** Where and when the last typing was, for taking bursts of typing together; null after anything else. */
  readonly typing: { readonly key: string; readonly at: Ms } | null
}

/** The replica after something came in, with what it did to the texts as shown, and what was refused on the way. */
export type Moved = {
  readonly replica: Replica
  readonly changes: readonly TextChange[]
  readonly refused: readonly Refusal[]
}

/** Typing that goes on within so many milliseconds is undone in one go. */
export const burst: Ms = 600

/**
 * `client` must be new for each opening; `kept` is what an earlier one left unconfirmed, with what it was built on. What does not fit that
 * is refused.
 */
export function openReplica(person: Person, client: string, kept: Kept): Moved {
  const pending = kept.pending.map(each => ({ ...each, sent: true }))
  const settled = settle(kept.confirmed, pending, person)
  const replica = {
    person,
    client,
    sequence: 1,
    confirmed: kept.confirmed,
    pending: settled.pending,
    shown: settled.shown,
    awaiting: null,
    history: noHistory,
    typing: null,
  }
  return { replica, changes: settled.changes, refused: settled.refused }
}

export type Acted =
  { readonly ok: true; readonly replica: Replica } | { readonly ok: false; readonly refusal: Refusal }

/** Shows the operations at once and queues them, or refuses them by what is known here. `at`: now. */
export function act(replica: Replica, operations: readonly Operation[], at: Ms): Acted {
  const key = typedField(operations)
  const { typing } = replica
  const joins = key !== null && typing?.key === key && at - typing.at < burst
  const acted = push(replica, operations, at, { is: 'act', joins })
  return acted.ok
    ? { ok: true, replica: { ...acted.replica, typing: key === null ? null : { key, at } } }
    : acted
}

/** Queues operations in a role; typing that goes on joins what has not been sent. */
export function push(replica: Replica, operations: readonly Operation[], at: Ms, role: Role): Acted {
  const plain: Operation[] = []
  for (const operation of operations) {
    const read = operation.do === 'edit' ? readEdit(operation.edit) : null
    if (read && !read.ok) return read
    plain.push(operation.do === 'edit' && read ? { ...operation, edit: read.edit } : operation)
  }
  const applied = applyOperations(replica.shown, plain, { by: replica.person, at })
  if (!applied.ok) return applied
  const last = replica.pending.at(-1)
  const shown = applied.notebook
  const key = typedField(plain)
  if (
    role.is === 'act' &&
    role.joins &&
    last &&
    !last.sent &&
    typedField(last.operations) === key &&
    last.role.is === 'act'
  ) {
    const joined = { ...last, operations: composed([...last.operations, ...plain]) }
    return { ok: true, replica: { ...replica, shown, pending: [...replica.pending.slice(0, -1), joined] } }
  }
  const pending: Pending = {
    id: `${replica.client}:${replica.sequence}`,
    operations: plain,
    at,
    role,
    sent: false,
  }
  const sequence = replica.sequence + 1
  return { ok: true, replica: { ...replica, shown, sequence, pending: [...replica.pending, pending] } }
}

/** The draft to send now, if any: one at a time. */
export function next(replica: Replica): { readonly replica: Replica; readonly draft: Draft } | null {
  const [first, ...rest] = replica.pending
  if (!first || replica.awaiting !== null) return null
  const { id, operations } = first
  const draft: Draft = { id, base: replica.confirmed.number, by: replica.person, operations }
  return { draft, replica: { ...replica, awaiting: id, pending: [{ ...first, sent: true }, ...rest] } }
}

/** The connection is gone: what was on its way will be sent again. */
export const disconnected = (replica: Replica): Replica => ({ ...replica, awaiting: null })

/** What can be undone and redone in the state as shown. */
export function shownHistory(replica: Replica): History {
  let { history } = replica
  let state = replica.confirmed
  for (const pending of replica.pending) {
    const stamp = { by: replica.person, at: pending.at }
    history = afterOwn(history, state, pending, stamp)
    const applied = applyOperations(state, pending.operations, stamp)
    if (applied.ok) state = applied.notebook
  }
  return history
}

/** The replica on a new confirmed state, with the pending ones settled on top. */
export function settledOn(
  replica: Replica,
  confirmed: Notebook,
  history: History,
  settled: Settled,
): Replica {
  return { ...replica, confirmed, history, pending: settled.pending, shown: settled.shown }
}

const typedField = (operations: readonly Operation[]): string | null => {
  const [only] = operations
  return operations.length === 1 && only?.do === 'edit' ? fieldKey(only.text) : null
}
