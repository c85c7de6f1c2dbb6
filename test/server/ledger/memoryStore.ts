import { createHash } from 'node:crypto'
import type { Store } from '#server/store/store.ts'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Entry } from '#shared/notebook/operation.ts'

/** The part of a store that a ledger needs, held in memory. */
export function memoryStore(): Store {
  const logs = new Map<Id, Entry[]>()
  const snapshots = new Map<Id, Notebook>()
  const log = (id: Id) => logs.get(id) ?? []
  const entries: Store['entries'] = {
    append: async (notebook, entry, { snapshot }) => {
      logs.set(notebook.id, [...log(notebook.id), entry])
      if (snapshot) snapshots.set(notebook.id, notebook)
      return createHash('sha256').update(JSON.stringify(entry)).digest('hex')
    },
    from: async (id, from, limit = Infinity) => log(id).slice(from - 1, from - 1 + limit),
    byId: async (id, entry) => log(id).find(each => each.id === entry) ?? null,
    head: async id => {
      const last = log(id).at(-1)
      return last
        ? { number: last.number, hash: createHash('sha256').update(JSON.stringify(last)).digest('hex') }
        : null
    },
    snapshot: async id => snapshots.get(id) ?? null,
  }
  return { entries } as Store
}
