import type { Store } from '#server/store/store.ts'
import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Entry } from '#shared/notebook/operation.ts'

/** The end of one notebook's log: its fold, the hash of its last entry, and some of the last entries, in order. */
export type Head = { readonly notebook: Notebook; readonly hash: string; readonly recent: readonly Entry[] }

const keptRecent = 200

/** Folds from the snapshot on; from the first entry where there is none, or where it is ahead of the log. */
export async function loadHead(store: Store, id: Id): Promise<Head | null> {
  const last = await store.entries.head(id)
  if (!last) return null
  const snapshot = await store.entries.snapshot(id)
  const usable = snapshot && snapshot.number <= last.number ? snapshot : null
  const recent = await store.entries.from(id, (usable?.number ?? 0) + 1)
  const notebook = recent.reduce(next, usable ?? emptyNotebook(id))
  return { notebook, hash: last.hash, recent: recent.slice(-keptRecent) }
}

/** The head after one entry more. */
export const advanced = (head: Head, notebook: Notebook, entry: Entry, hash: string): Head => ({
  notebook,
  hash,
  recent: [...head.recent.slice(1 - keptRecent), entry],
})

function next(notebook: Notebook, entry: Entry): Notebook {
  const applied = apply(notebook, entry)
  if (!applied.ok)
    throw new Error(`The log of ${notebook.id} breaks at entry ${entry.number}: ${applied.refusal.message}`)
  return applied.notebook
}
