import { apply, applyOperations } from '#shared/notebook/log/apply.ts'
import { textAt } from '#shared/notebook/find.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Entry, Refusal, TextField } from '#shared/notebook/operation.ts'
import { same } from '#shared/notebook/log/same.ts'
import { changeOf, editBetween } from '#shared/notebook/log/text.ts'
import { afterOthers, afterOwn } from './history.ts'
import { settledOn, type Moved, type Replica } from './replica.ts'
import { changesOf, mapOver, settle, unwritten } from './settle.ts'

/** An entry that is not the next one: some are missing here, and the notebook must be opened anew. */
export type Gap = { readonly gap: true }

/** Takes an entry of the ledger, one's own or another's. One that is known already changes nothing. */
export function receive(replica: Replica, entry: Entry): Moved | Gap {
  const freed = replica.awaiting === entry.id ? { ...replica, awaiting: null } : replica
  if (entry.number <= replica.confirmed.number) return dropped(freed, entry.id, null)
  const applied = apply(replica.confirmed, entry)
  if (!applied.ok) return { gap: true }
  const confirmed = applied.notebook
  const [first, ...rest] = freed.pending
  if (first?.id === entry.id && same(first.operations, entry.operations)) {
    const history = afterOwn(freed.history, freed.confirmed, first, entry)
    const settled = settle(confirmed, rest, freed.person)
    const { changes, refused } = settled
    return { replica: settledOn(freed, confirmed, history, settled), changes, refused }
  }
  const without = dropped(freed, entry.id, null)
  const { replica: before } = without
  const mapped = mapOver(before.pending, entry.operations)
  const settled = settle(confirmed, mapped.pending, before.person)
  return {
    replica: settledOn(before, confirmed, afterOthers(before.history, entry.operations), settled),
    changes: [...without.changes, ...changesOf(mapped.over), ...settled.changes],
    refused: [...without.refused, ...settled.refused],
  }
}

/** The ledger has refused a draft: it is taken out, and what was built on it is mapped or goes with it. */
export function refuse(replica: Replica, id: string, refusal: Refusal): Moved {
  return dropped(replica.awaiting === id ? { ...replica, awaiting: null } : replica, id, refusal)
}

function dropped(replica: Replica, id: string, refusal: Refusal | null): Moved {
  const index = replica.pending.findIndex(pending => pending.id === id)
  const gone = replica.pending[index]
  if (!gone) return { replica, changes: [], refused: [] }
  const before = replica.pending.slice(0, index)
  const state = before.reduce((notebook: Notebook, pending) => {
    const applied = applyOperations(notebook, pending.operations, { by: replica.person, at: pending.at })
    return applied.ok ? applied.notebook : notebook
  }, replica.confirmed)
  const mapped = mapOver(replica.pending.slice(index + 1), unwritten(state, gone.operations))
  const settled = settle(replica.confirmed, [...before, ...mapped.pending], replica.person)
  return {
    replica: settledOn(replica, replica.confirmed, replica.history, settled),
    changes: [...changesOf(mapped.over), ...settled.changes],
    refused: [...(refusal ? [refusal] : []), ...settled.refused],
  }
}

/** Starts anew from the whole notebook as the server has it; pending ones that do not fit it are refused. */
export function reset(replica: Replica, notebook: Notebook): Moved {
  const settled = settle(notebook, replica.pending, replica.person)
  const next = { ...settledOn(replica, notebook, { undo: [], redo: [] }, settled), awaiting: null }
  const changes = textFields(replica.shown).flatMap(field => {
    const before = textAt(replica.shown, field)
    const after = textAt(next.shown, field)
    return before === null || after === null || before === after
      ? []
      : [{ field, change: changeOf(editBetween(before, after)) }]
  })
  return { replica: next, changes, refused: settled.refused }
}

const textFields = (notebook: Notebook): readonly TextField[] => [
  { of: 'notebook', name: 'question' },
  { of: 'notebook', name: 'conclusion' },
  ...notebook.steps.flatMap((step): readonly TextField[] => {
    if (step.is !== 'ask') return [{ of: 'text', step: step.id }]
    const queries = step.request.kind === 'query' ? step.request.queries : []
    return [
      { of: 'words', step: step.id },
      ...queries.map(query => ({ of: 'query', step: step.id, query: query.id }) as const),
    ]
  }),
]
