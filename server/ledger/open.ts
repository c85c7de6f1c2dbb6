import type { Store } from '#server/store/store.ts'
import type { Draft } from '#shared/live/message.ts'
import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { schemaVersion, type Entry, type Refusal } from '#shared/notebook/operation.ts'
import { rebaseUnchecked } from '#shared/notebook/log/rebase.ts'
import { refusal } from '#shared/notebook/log/refusal.ts'
import type { Ms } from '#shared/time/window.ts'
import { checkDraft } from './check.ts'
import { advanced, loadHead, type Head } from './head.ts'
import { inTurn } from './inTurn.ts'
import type { Appended, Authority, Ledger } from './ledger.ts'

export type LedgerOptions = {
  /** Entries between two snapshots; 100 unless given. */
  readonly snapshotEvery?: number
  /** Notebooks whose fold is held in memory; 100 unless given. */
  readonly held?: number
}

/** The ledger over a store. `clock` gives milliseconds since the epoch; time never runs backwards within a notebook. */
export function openLedger(store: Store, clock: () => Ms, options: LedgerOptions = {}): Ledger {
  const { snapshotEvery = 100, held = 100 } = options
  const heads = new Map<Id, Head>()
  const listeners = new Map<Id, Set<(entry: Entry) => void>>()
  const takeTurn = inTurn()

  const hold = (id: Id, head: Head) => {
    heads.delete(id)
    heads.set(id, head)
    const oldest = heads.keys().next().value
    if (heads.size > held && oldest !== undefined) heads.delete(oldest)
  }

  const headOf = async (id: Id): Promise<Head | null> => {
    const head = heads.get(id) ?? (await loadHead(store, id))
    if (head) hold(id, head)
    return head
  }

  const since = async (id: Id, head: Head, base: number): Promise<readonly Entry[]> => {
    if (base >= head.notebook.number) return []
    const first = head.recent[0]?.number ?? Infinity
    return first <= base + 1
      ? head.recent.filter(entry => entry.number > base)
      : store.entries.from(id, base + 1)
  }

  const appendInTurn = async (id: Id, draft: Draft, authority: Authority): Promise<Appended> => {
    const sent = await store.entries.byId(id, draft.id)
    if (sent) return { ok: true, entry: sent }
    const head = (await headOf(id)) ?? { notebook: emptyNotebook(id), hash: '', recent: [] }
    const { notebook } = head
    if (draft.base > notebook.number)
      return no('invalid', 'This was made on a later state than there is here.')
    const theirs = (await since(id, head, draft.base)).flatMap(entry => entry.operations)
    const rebased = rebaseUnchecked(draft.operations, theirs)
    if (!rebased) return no('invalid', 'The edit is for another text than the one that it names.')
    const entry: Entry = {
      id: draft.id,
      schema: schemaVersion,
      number: notebook.number + 1,
      base: draft.base,
      by: draft.by,
      at: authority.at ?? Math.max(clock(), notebook.changed.at),
      previous: head.hash,
      operations: rebased.ours,
    }
    const applied = apply(notebook, entry)
    if (!applied.ok) return applied
    const snapshot = entry.number % snapshotEvery === 0
    const demo = authority.demo ?? false
    const hash = await store.entries
      .append(applied.notebook, entry, { snapshot, demo })
      .catch((error: unknown) => {
        heads.delete(id)
        throw error
      })
    if (hash === null)
      return no('missing', 'What that run found is no longer kept. Run the step again, and judge that.')
    hold(id, advanced(head, applied.notebook, entry, hash))
    for (const listener of listeners.get(id) ?? []) listener(entry)
    return { ok: true, entry }
  }

  return {
    read: id => takeTurn(id, async () => (await headOf(id))?.notebook ?? null),
    append: async (id, value, authority) => {
      const checked = checkDraft(value, authority !== undefined)
      return checked.ok ? takeTurn(id, () => appendInTurn(id, checked.draft, authority ?? {})) : checked
    },
    entries: (id, from, limit) => takeTurn(id, () => store.entries.from(id, from, limit)),
    subscribe: (id, listener) => {
      const own = listeners.get(id) ?? new Set()
      listeners.set(id, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(id) === own) listeners.delete(id)
      }
    },
    forget: id => {
      heads.delete(id)
    },
  }
}

const no = (kind: Refusal['kind'], message: string): Appended => ({
  ok: false,
  refusal: refusal(kind, message),
})
