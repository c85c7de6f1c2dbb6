import type { Kept } from '#shared/live/pending.ts'
import { upcastNotebook, upcastOperations } from '#shared/notebook/log/upcast.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

/** What a session has not got confirmed yet, as it lies in this browser. `at`: when it was last written. */
export type KeptSession = {
  readonly notebook: Id
  readonly client: string
  readonly at: number
  /** The version that its operations and its notebook are written in; 1 where it does not say. */
  readonly schema?: number
  readonly kept: Kept
}

/** Where unconfirmed work survives the browser. */
export type Keep = {
  readonly save: (session: KeptSession) => Promise<void>
  readonly forget: (notebook: Id, client: string) => Promise<void>
  /** What sessions of a notebook that are no longer there have left behind. */
  readonly left: (notebook: Id) => Promise<readonly KeptSession[]>
  /** Marks a session as living until the promise that it returns a release for is released. */
  readonly hold: (client: string) => () => void
}

const database = 'blipbook'
const table = 'unconfirmed'

/** Without the browser's locks, a session that has written nothing for so long counts as gone; in milliseconds. */
const quiet = 2000

/** Keeps in IndexedDB. Whether a session still lives is known by its lock, where the browser has locks; by its silence where not. */
export function browserKeep(locks: LockManager | undefined = globalThis.navigator?.locks): Keep {
  const opened = open()
  const lockOf = (client: string) => `blipbook ${client}`

  const isGone = async ({ client, at }: KeptSession): Promise<boolean> =>
    locks
      ? await locks.request(lockOf(client), { ifAvailable: true }, async lock => lock !== null)
      : Date.now() - at > quiet

  return {
    save: async session => {
      await done((await store(opened, 'readwrite')).put({ ...session, schema: schemaVersion }))
    },
    forget: async (notebook, client) => {
      await done((await store(opened, 'readwrite')).delete([notebook, client]))
    },
    left: async notebook => {
      const range = IDBKeyRange.bound([notebook], [notebook, []])
      const all: readonly KeptSession[] = await done((await store(opened, 'readonly')).getAll(range))
      const gone = await Promise.all(all.map(isGone))
      return all.filter((_, i) => gone[i]).map(raised)
    },
    hold: client => {
      let release = () => {}
      const until = new Promise<void>(resolve => (release = resolve))
      void locks?.request(lockOf(client), () => until)
      return release
    },
  }
}

const raised = ({ schema = 1, kept, ...session }: KeptSession): KeptSession => ({
  ...session,
  schema: schemaVersion,
  kept: {
    confirmed: upcastNotebook(kept.confirmed, schema),
    pending: kept.pending.map(each => ({
      ...each,
      operations: upcastOperations(each.operations, schema),
    })),
  },
})

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(database, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: ['notebook', 'client'] })
  return done(request)
}

const store = async (opened: Promise<IDBDatabase>, mode: IDBTransactionMode) =>
  (await opened).transaction(table, mode).objectStore(table)

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
