import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Appended, Authority } from '#server/ledger/ledger.ts'
import { openLedger } from '#server/ledger/open.ts'
import type { Store } from '#server/store/store.ts'
import type { Entry, Operation } from '#shared/notebook/operation.ts'
import { ana, asking, bo, fields, noting, running, splice } from '#test/shared/notebook/samples.ts'
import { memoryStore } from './memoryStore.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

let clock = 100
const open = (store: Store = memoryStore()) => openLedger(store, () => clock, { snapshotEvery: 3, held: 1 })
const start: readonly Operation[] = [
  { do: 'create', notebook: fields },
  { do: 'insert', step: asking('a'), after: null },
]
const title = (from: string, to: string): Operation => ({
  do: 'set',
  of: 'notebook',
  name: 'title',
  from,
  to,
})
const typed = (length: number, at: number, insert: string): Operation => ({
  do: 'edit',
  text: { of: 'notebook', name: 'question' },
  edit: splice(length, at, at, insert),
})
const draft = (id: string, base: number, ...operations: readonly Operation[]) => ({
  id,
  base,
  by: ana,
  operations,
})
const begun = async (store?: Store) => {
  const ledger = open(store)
  await ledger.append('n', draft('s:0', 0, ...start), {})
  return ledger
}
const message = (appended: Appended) =>
  appended.ok ? 'taken' : `${appended.refusal.kind}: ${appended.refusal.message}`

describe('A ledger', () => {
  it('stamps, numbers and chains what it takes', async () => {
    const ledger = await begun()
    clock = 200
    const appended = await ledger.append('n', draft('c:1', 1, title('', 'x')))
    const [first, second] = await ledger.entries('n', 1)
    expect(appended).toEqual({ ok: true, entry: second })
    expect(second).toMatchObject({ number: 2, base: 1, at: 200, schema: schemaVersion, by: ana })
    expect(second?.previous).toBe(createHash('sha256').update(JSON.stringify(first)).digest('hex'))
  })

  it('never goes back in time', async () => {
    clock = 500
    const ledger = await begun()
    clock = 400
    const appended = await ledger.append('n', draft('c:1', 1, title('', 'x')))
    expect(appended.ok && appended.entry.at).toBe(500)
  })

  it('lets an import say when', async () => {
    const ledger = await begun()
    const appended = await ledger.append('n', draft('c:1', 1, title('', 'x')), { at: 7 })
    expect(appended.ok && appended.entry.at).toBe(7)
  })

  it('maps what was typed over what its author had not seen', async () => {
    const ledger = await begun()
    await ledger.append('n', draft('c:1', 1, typed(0, 0, 'theirs ')))
    await ledger.append('n', { ...draft('d:1', 1, typed(0, 0, 'mine')), by: bo })
    await ledger.append('n', draft('e:1', 2, typed(7, 0, '> ')))
    expect((await ledger.read('n'))?.question).toBe('> theirs mine')
  })

  it('answers a draft that comes again with the entry of the first time, whatever it now holds', async () => {
    const ledger = await begun()
    const first = await ledger.append('n', draft('c:1', 1, title('', 'x')))
    expect(await ledger.append('n', draft('c:1', 1, title('', 'x')))).toEqual(first)
    expect(await ledger.append('n', draft('c:1', 2, title('x', 'y')))).toEqual(first)
    expect((await ledger.read('n'))?.number).toBe(2)
  })

  it('takes drafts that come at once one after the other', async () => {
    const ledger = await begun()
    const drafts = Array.from({ length: 20 }, (_, i) =>
      draft(`c:${i}`, 1, { do: 'insert', step: noting(`s${i}`), after: 'a' }),
    )
    await Promise.all(drafts.map(each => ledger.append('n', each)))
    expect((await ledger.entries('n', 1)).map(entry => entry.number)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 1),
    )
  })

  it.each<readonly [string, unknown, Authority | undefined, string]>([
    ['nonsense', 'x', undefined, 'invalid: This cannot be taken: It is missing, or of the wrong type.'],
    [
      'a run from outside',
      draft('c:1', 1, { do: 'record', step: 'a', run: running('r') }),
      undefined,
      'forbidden: Only the server may record.',
    ],
    [
      'a creation from outside',
      draft('c:1', 0, ...start),
      undefined,
      'forbidden: Only the server may create.',
    ],
    ['a second creation', draft('c:1', 1, ...start), {}, 'invalid: The notebook exists already.'],
    [
      'a state to come',
      draft('c:1', 9, title('', 'x')),
      undefined,
      'invalid: This was made on a later state than there is here.',
    ],
    [
      'a moved field',
      draft('c:1', 1, title('old', 'x')),
      undefined,
      'moved: Somebody has changed the title meanwhile.',
    ],
    [
      'an edit of another length',
      draft('c:1', 1, typed(3, 0, 'x')),
      undefined,
      'invalid: The edit is for a text of 3 characters, and this one has 0.',
    ],
  ])('refuses %s', async (_, value, authority, refused) => {
    const ledger = await begun()
    expect(message(await ledger.append('n', value, authority))).toBe(refused)
    expect((await ledger.read('n'))?.number).toBe(1)
  })

  it('does not take a mismatched edit for one that can be mapped', async () => {
    const ledger = await begun()
    await ledger.append('n', draft('c:1', 1, typed(0, 0, 'abc')))
    expect(message(await ledger.append('n', draft('d:1', 1, typed(9, 0, 'x'))))).toContain(
      'invalid: The edit',
    )
    expect((await ledger.read('n'))?.number).toBe(2)
  })

  it('takes what a run yielded from the server', async () => {
    const ledger = await begun()
    expect(
      message(await ledger.append('n', draft('s:1', 1, { do: 'record', step: 'a', run: running('r') }), {})),
    ).toBe('taken')
  })

  it('knows no notebook that was never created', async () => {
    const ledger = open()
    expect(await ledger.read('n')).toBeNull()
    expect(message(await ledger.append('n', draft('c:1', 0, title('', 'x'))))).toBe(
      'missing: There is no such notebook.',
    )
  })

  it('folds to the same notebook from a snapshot', async () => {
    const store = memoryStore()
    const ledger = await begun(store)
    for (let i = 1; i < 9; i++) await ledger.append('n', draft(`c:${i}`, i, typed(i - 1, i - 1, 'x')))
    const again = open(store)
    expect(await again.read('n')).toEqual(await ledger.read('n'))
    await again.append('n', draft('d:1', 2, typed(1, 0, '>')))
    expect((await again.read('n'))?.question).toBe('>xxxxxxxx')
  })

  it('tells subscribers of each entry once it is written, and no more when they leave', async () => {
    const store = memoryStore()
    const ledger = await begun(store)
    const heard: Entry[] = []
    const leave = ledger.subscribe('n', entry => heard.push(entry))
    await ledger.append('n', draft('c:1', 1, title('', 'x')))
    await ledger.append('n', draft('c:2', 1, title('old', 'y')))
    leave()
    await ledger.append('n', draft('c:3', 2, title('x', 'z')))
    expect(heard.map(entry => entry.id)).toEqual(['c:1'])
  })

  it('acknowledges nothing that could not be written, and goes on when it can be again', async () => {
    const store = memoryStore()
    const ledger = await begun(store)
    const heard: Entry[] = []
    ledger.subscribe('n', entry => heard.push(entry))
    const { append } = store.entries
    Object.assign(store.entries, { append: () => Promise.reject(new Error('There is no room left')) })
    await expect(ledger.append('n', draft('c:1', 1, title('', 'x')))).rejects.toThrow('no room')
    expect((await ledger.read('n'))?.title).toBe('')
    expect(heard).toEqual([])
    Object.assign(store.entries, { append })
    expect(message(await ledger.append('n', draft('c:1', 1, title('', 'x'))))).toBe('taken')
  })
})
