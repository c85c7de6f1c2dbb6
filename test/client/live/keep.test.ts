import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { browserKeep, type KeptSession } from '#client/live/keep.ts'
import { keeper } from '#client/live/keeper.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'
import type { Pending } from '#shared/live/pending.ts'

const kept = (notebook: string, client: string, at = 0): KeptSession => ({
  notebook,
  client,
  at,
  kept: { confirmed: emptyNotebook(notebook), pending: [] },
})

/** As much of the browser's locks as is used: each name is held until the promise of its holder resolves. */
function fakeLocks(): LockManager {
  const held = new Map<string, Promise<unknown>>()
  const request = async (name: string, second: unknown, third?: unknown) => {
    const use = (third ?? second) as (lock: Lock | null) => Promise<unknown>
    if (held.has(name)) return use(null)
    const using = Promise.resolve(use({ name, mode: 'exclusive' }))
    held.set(name, using)
    await using
    held.delete(name)
    return using
  }
  return { request, query: async () => ({}) } as LockManager
}

const clients = async (keep: ReturnType<typeof browserKeep>, notebook: string) =>
  (await keep.left(notebook)).map(session => session.client)

describe('Unconfirmed work', () => {
  it('of sessions that have ended is found by its notebook', async () => {
    const keep = browserKeep(fakeLocks())
    for (const session of [kept('a', 'one'), kept('a', 'two'), kept('ab', 'three')]) await keep.save(session)
    expect(await clients(keep, 'a')).toEqual(['one', 'two'])
    await keep.forget('a', 'one')
    expect(await clients(keep, 'a')).toEqual(['two'])
    expect(await clients(keep, 'none')).toEqual([])
  })

  it('of a session that still lives is left to it', async () => {
    const locks = fakeLocks()
    const keep = browserKeep(locks)
    const release = keep.hold('living')
    await keep.save(kept('b', 'living'))
    expect(await clients(keep, 'b')).toEqual([])
    release()
    await new Promise<void>(resolve => queueMicrotask(resolve))
    expect(await clients(browserKeep(locks), 'b')).toEqual(['living'])
  })

  it('is left alone without locks while it is still being written', async () => {
    const keep = browserKeep(undefined)
    await keep.save(kept('c', 'quiet'))
    await keep.save(kept('c', 'busy', Number.MAX_SAFE_INTEGER))
    expect(await clients(keep, 'c')).toEqual(['quiet'])
  })
})

describe('Work that an earlier version of the page has left', () => {
  const old = { id: 'A', source: 'embedded', language: 'promql', text: 'up', removed: false }
  const asks = { kind: 'query', queries: [old], against: null }
  const step = { id: 's', is: 'ask', drawing: { unit: 'auto' }, request: asks, runs: [] }
  const { variables: _, ...notebook } = emptyNotebook('o')
  const operations = [{ do: 'insert', step, after: null }]
  const left = {
    notebook: 'o',
    client: 'old',
    at: 0,
    kept: { confirmed: { ...notebook, number: 3, steps: [step] }, pending: [{ id: 'old:1', operations }] },
  }

  it('comes back in the shape of today, the notebook under it too', async () => {
    const keep = browserKeep(fakeLocks())
    await keep.save(kept('o', 'ours'))
    const database = await new Promise<IDBDatabase>(resolve => {
      const request = indexedDB.open('blipbook', 1)
      request.onsuccess = () => resolve(request.result)
    })
    database.transaction('unconfirmed', 'readwrite').objectStore('unconfirmed').put(left)
    const found = (await keep.left('o')).find(({ client }) => client === 'old')
    const raised = {
      drawing: { unit: 'auto', shape: 'auto', stacked: false, threshold: null },
      request: { queries: [{ text: 'up', legend: '' }] },
    }
    expect(found).toMatchObject({
      schema: schemaVersion,
      kept: {
        confirmed: { id: 'o', number: 3, variables: [], steps: [raised] },
        pending: [{ id: 'old:1', operations: [{ do: 'insert', step: raised }] }],
      },
    })
  })

  it('of this version is left as it is', async () => {
    const keep = browserKeep(fakeLocks())
    await keep.save(kept('p', 'ours'))
    expect(await keep.left('p')).toEqual([{ ...kept('p', 'ours'), schema: schemaVersion }])
  })
})

describe('A keeper', () => {
  const pending = (id: string): Pending => ({
    id,
    operations: [],
    at: 0,
    role: { is: 'act', joins: false },
    sent: false,
  })
  const confirmed = emptyNotebook('n')

  it('writes the newest state, one write at a time, and forgets when nothing is pending', async () => {
    const log: string[] = []
    let finish = () => {}
    const slow = (line: string) => {
      log.push(line)
      return new Promise<void>(resolve => (finish = resolve))
    }
    const write = keeper(
      {
        save: session => slow(session.kept.pending.map(each => each.id).join(' ')),
        forget: () => slow('forget'),
        left: async () => [],
        hold: () => () => {},
      },
      'n',
      'c',
      () => 0,
    )
    const turn = async () => {
      finish()
      for (let i = 0; i < 5; i++) await Promise.resolve()
    }
    write({ confirmed, pending: [] })
    expect(log).toEqual([])
    write({ confirmed, pending: [pending('1')] })
    write({ confirmed, pending: [pending('1'), pending('2')] })
    write({ confirmed, pending: [pending('2'), pending('3')] })
    expect(log).toEqual(['1'])
    await turn()
    expect(log).toEqual(['1', '2 3'])
    write({ confirmed, pending: [] })
    await turn()
    expect(log).toEqual(['1', '2 3', 'forget'])
    await turn()
    write({ confirmed, pending: [] })
    expect(log.length).toBe(3)
  })
})
