import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { browserKeep, type KeptSession } from '#client/live/keep.ts'
import { keeper } from '#client/live/keeper.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
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
