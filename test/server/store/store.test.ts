import { plainConnection } from '#shared/wire/wire.ts'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/database/open.ts'
import { openStore } from '#server/store/open.ts'
import type { NotebookQuery, Store } from '#server/store/store.ts'
import { firstSentence } from '#server/store/summary.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Entry } from '#shared/notebook/operation.ts'
import { ana, notebookOf } from '#test/shared/notebook/samples.ts'
import { after } from '#test/shared/notebook/script.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

let folder = ''
let path = ''
let store: Store
let clock = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blipbook-store-'))
  path = join(folder, 'notebooks.db')
  clock = 0
  store = openStore(path, { clock: () => clock })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
const reopen = async () => {
  await store.close()
  store = openStore(path, { clock: () => clock })
}

const entry = (number: number, id = `c:${number}`): Entry => ({
  id,
  schema: schemaVersion,
  number,
  base: number - 1,
  by: ana,
  at: number,
  previous: '',
  operations: [{ do: 'set', of: 'notebook', name: 'title', from: '', to: 'a\u0000b "ü"' }],
})
const shelve = async (id: string, part: Partial<Notebook>, options: { readonly demo?: boolean } = {}) =>
  store.entries.append({ ...notebookOf(), id, ...part }, entry(1), { snapshot: false, ...options })

describe('The log', () => {
  it('gives back what was appended, in order, also after a reopening', async () => {
    for (const number of [1, 2, 3])
      await store.entries.append(notebookOf(), entry(number), { snapshot: false })
    await reopen()
    expect(await store.entries.from('n', 1)).toEqual([entry(1), entry(2), entry(3)])
    expect(await store.entries.from('n', 2, 1)).toEqual([entry(2)])
    expect(await store.entries.byId('n', 'c:2')).toEqual(entry(2))
    expect(await store.entries.head('n')).toEqual({
      number: 3,
      hash: createHash('sha256')
        .update(JSON.stringify(entry(3)))
        .digest('hex'),
    })
  })

  it('knows nothing of what was not appended', async () => {
    expect(await store.entries.from('n', 1)).toEqual([])
    expect(await store.entries.byId('n', 'c:1')).toBeNull()
    expect(await store.entries.head('n')).toBeNull()
    expect(await store.entries.snapshot('n')).toBeNull()
  })

  it.each([
    ['number', entry(1, 'other:1')],
    ['id', entry(2, 'c:1')],
  ])('takes no second entry of one %s, and leaves nothing of it', async (_, second) => {
    await store.entries.append(notebookOf(), entry(1), { snapshot: false })
    await expect(
      store.entries.append({ ...notebookOf(), title: 'changed' }, second, { snapshot: true }),
    ).rejects.toThrow()
    expect(await store.entries.snapshot('n')).toBeNull()
    expect((await store.notebooks.list({})).notebooks[0]?.title).toBe('')
    expect(await store.entries.from('n', 1)).toEqual([entry(1)])
  })

  it('keeps the newest snapshot', async () => {
    await store.entries.append({ ...notebookOf(), number: 1 }, entry(1), { snapshot: true })
    await store.entries.append({ ...notebookOf(), number: 2 }, entry(2), { snapshot: true })
    expect((await store.entries.snapshot('n'))?.number).toBe(2)
  })
})

describe('The library', () => {
  const titles = async (query: NotebookQuery) =>
    (await store.notebooks.list(query)).notebooks.map(each => each.title)

  beforeEach(async () => {
    const judged = after(
      'insert a; type "sum by (node) (rate(errors_total[5m]))" at 0 in a.A; run a r1; judge a cause on r1; insert b; run b r2; judge b deadEnd on r2; insert c; remove c',
    )
    const at = (time: number) => ({ changed: { at: time, by: ana } })
    await shelve('one', {
      ...judged,
      id: 'one',
      title: 'The blip',
      conclusion: 'One **bad** node. More.',
      tags: ['tv', 'a_b'],
      ...at(3),
    })
    await shelve('two', { title: '100% Übel', question: 'Why now?', tags: ['axb'], ...at(2) }, { demo: true })
    await shelve('three', { title: 'A_C', ...at(1) })
  })

  it('has the newest first', async () => expect(await titles({})).toEqual(['The blip', '100% Übel', 'A_C']))
  it.each<readonly [NotebookQuery, readonly string[]]>([
    [{ q: 'blip' }, ['The blip']],
    [{ q: 'NODE errors_total' }, ['The blip']],
    [{ q: 'node missing' }, []],
    [{ q: 'übel' }, ['100% Übel']],
    [{ q: '0%' }, ['100% Übel']],
    [{ q: 'a_c' }, ['A_C']],
    [{ q: "' or 1=1 --" }, []],
    [{ q: 'x'.repeat(60_000) }, []],
    [{ tag: 'tv' }, ['The blip']],
    [{ tag: 'a_b' }, ['The blip']],
    [{ tag: 't' }, []],
    [{ metric: 'errors_total' }, ['The blip']],
    [{ metric: 'errors' }, []],
    [{ verdict: 'cause' }, ['The blip']],
    [{ verdict: 'deadEnd' }, []],
    [{ limit: 1, offset: 1 }, ['100% Übel']],
  ])('finds by %j', async (query, found) => expect(await titles(query)).toEqual(found))

  it('counts all that fit, whatever the page', async () =>
    expect((await store.notebooks.list({ limit: 1 })).total).toBe(3))

  it('says in a row what the notebook comes to', async () => {
    expect((await store.notebooks.list({ q: 'blip' })).notebooks[0]).toEqual({
      id: 'one',
      title: 'The blip',
      gist: 'One bad node.',
      status: 'open',
      verdict: 'cause',
      steps: 2,
      deadEnds: 1,
      tags: ['tv', 'a_b'],
      blip: null,
      changed: 3,
      demo: false,
      spark: [],
    })
  })

  it('keeps the small picture over later entries', async () => {
    await store.notebooks.setSpark('one', [1, null, 2])
    await store.entries.append({ ...notebookOf(), id: 'one', title: 'The blip' }, entry(2), {
      snapshot: false,
    })
    expect((await store.notebooks.list({ q: 'blip' })).notebooks[0]?.spark).toEqual([1, null, 2])
  })

  it('takes away the demo and nothing else', async () => {
    await store.events.put([event('d', 1)], { demo: true })
    await store.events.put([event('e', 1)])
    expect(await store.notebooks.removeDemo()).toBe(1)
    expect(await titles({})).toEqual(['The blip', 'A_C'])
    expect(await store.entries.head('two')).toBeNull()
    expect((await store.events.list({ window: { from: 0, to: 9 } })).map(({ id }) => id)).toEqual(['e'])
    expect(await store.notebooks.removeDemo()).toBe(0)
  })

  it('takes away one notebook', async () => {
    expect(await store.notebooks.remove('three')).toBe(true)
    expect(await store.notebooks.remove('three')).toBe(false)
    expect(await store.entries.from('three', 1)).toEqual([])
  })
})

describe('The gist', () => {
  it.each([
    ['', ''],
    ['# All errors\ncame from one node. It was new.', 'All errors came from one node.'],
    ['See [the graph](https://x.example). Then', 'See the graph.'],
    ['no full stop', 'no full stop'],
    ['Took 1.5 hours. Long', 'Took 1.5 hours.'],
    ['first\n\nsecond.', 'first'],
  ])('of %j is %j', (text, gist) => expect(firstSentence(text)).toBe(gist))
})

describe('Evidence', () => {
  const bytes = new TextEncoder().encode('evidence'.repeat(100))
  const hash = createHash('sha256').update(bytes).digest('hex')

  it('is given back as it was put, once or more', async () => {
    await store.evidence.put(hash, bytes)
    await store.evidence.put(hash, bytes)
    await Promise.all([store.evidence.put(hash, bytes), store.evidence.put(hash, bytes)])
    await reopen()
    expect(await store.evidence.get(hash)).toEqual(bytes)
    const packed = await store.evidence.gzipped(hash)
    expect(packed && new Uint8Array(gunzipSync(packed))).toEqual(bytes)
  })
  it('that is not there is null', async () => expect(await store.evidence.get(hash)).toBeNull())
  it('of another hash is refused', async () => {
    await expect(store.evidence.put('0'.repeat(64), bytes)).rejects.toThrow('These bytes have the hash')
    expect(await store.evidence.get('0'.repeat(64))).toBeNull()
  })
})

describe('The detail of evidence', () => {
  const [a, b, detail] = ['a', 'b', 'detail'].map(text => new TextEncoder().encode(text)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const hashOf = (of: Uint8Array) => createHash('sha256').update(of).digest('hex')
  const keep = async (of: Uint8Array) => {
    await store.evidence.put(hashOf(of), of)
    await store.evidence.putDetail(hashOf(of), hashOf(detail), detail)
  }
  const left = async () => {
    const all = await Promise.all([a, b, detail].map(each => store.evidence.get(hashOf(each))))
    return all.map(each => each && new TextDecoder().decode(each)).filter(Boolean)
  }

  it('is found by the evidence, also after a reopening', async () => {
    await keep(a)
    await reopen()
    expect(await store.evidence.detailOf(hashOf(a))).toBe(hashOf(detail))
    expect(await store.evidence.detailOf(hashOf(b))).toBeNull()
  })
  it('of another hash is refused, and nothing is linked', async () => {
    await expect(store.evidence.putDetail(hashOf(a), hashOf(b), detail)).rejects.toThrow('These bytes')
    expect(await store.evidence.detailOf(hashOf(a))).toBeNull()
  })
  it('stays as long as any of its evidence, and goes with the last', async () => {
    await keep(a)
    await keep(b)
    expect(await store.keep.remove([hashOf(b)], 50, 'age')).toMatchObject({ count: 1 })
    expect(await left()).toEqual(['a', 'detail'])
    expect(await store.keep.remove([hashOf(a)], 50, 'age')).toMatchObject({ count: 1 })
    expect(await left()).toEqual([])
    expect(await store.evidence.detailOf(hashOf(a))).toBeNull()
  })
  it('is there in a file of the version before', async () => {
    await store.evidence.put(hashOf(a), a)
    await store.close()
    const database = openDatabase(path, { durability: 'full' })
    for (const table of ['details', 'citations', 'uncounted', 'swept', 'pictures'])
      database.exec(`drop table ${table}`)
    database.exec('pragma user_version = 1')
    database.close()
    store = openStore(path, { clock: () => clock })
    await keep(a)
    expect(await left()).toEqual(['a', 'detail'])
  })
})

const event = (id: string, at: number, part: Partial<WorldEvent> = {}): WorldEvent => ({
  id,
  kind: 'deploy',
  at,
  title: id,
  labels: { service: 'license-svc' },
  ...part,
})

describe('Events', () => {
  it('are found by their time, kind and labels, the earliest first', async () => {
    const all = [
      event('c', 30),
      event('a', 10),
      event('b', 20, { kind: 'alert', labels: { service: 'x' }, link: 'https://x.example' }),
    ]
    await store.events.put(all)
    const ids = async (query: Parameters<Store['events']['list']>[0]) =>
      (await store.events.list(query)).map(({ id }) => id)
    expect(await ids({ window: { from: 10, to: 30 } })).toEqual(['a', 'b'])
    expect(await ids({ window: { from: 0, to: 99 }, kinds: ['alert'] })).toEqual(['b'])
    expect(
      await ids({ window: { from: 0, to: 99 }, where: [{ name: 'service', op: '=~', value: 'li.*' }] }),
    ).toEqual(['a', 'c'])
    expect(await ids({ window: { from: 0, to: 99 }, limit: 1 })).toEqual(['a'])
    expect(await store.events.list({ window: { from: 20, to: 21 } })).toEqual([all[2]])
  })
  it('that lasted are found by any part of them', async () => {
    await store.events.put([event('long', 10, { until: 50 })])
    const found = async (from: number, to: number) =>
      (await store.events.list({ window: { from, to } })).length
    expect(await found(20, 30)).toBe(1)
    expect(await found(50, 60)).toBe(0)
    expect(await found(0, 10)).toBe(0)
  })
  it('of one id replace each other', async () => {
    await store.events.put([event('a', 10)])
    await store.events.put([event('a', 20, { title: 'again' })])
    expect(await store.events.list({ window: { from: 0, to: 99 } })).toMatchObject([
      { at: 20, title: 'again' },
    ])
  })
})

describe('Sources and settings', () => {
  const source = {
    id: 's',
    title: 'Prod',
    kind: 'prometheus',
    address: 'http://x',
    ...plainConnection,
    auth: { kind: 'bearer', token: 't' },
  } as const
  it('are kept', async () => {
    await store.sources.put(source)
    await store.settings.set('demo', { removed: true })
    await reopen()
    expect(await store.sources.list()).toEqual([source])
    expect(await store.settings.get('demo')).toEqual({ removed: true })
    expect(await store.settings.get('other')).toBeUndefined()
    expect(await store.sources.remove('s')).toBe(true)
    expect(await store.sources.list()).toEqual([])
  })

  it('reads a source as an older version kept it, with the rest plain', async () => {
    const old = {
      id: 's',
      title: 'Old',
      kind: 'prometheus',
      address: 'http://prom:9090',
      auth: { kind: 'bearer', token: 't' },
    } as const
    await store.sources.put(old as never)
    await reopen()
    expect(await store.sources.list()).toEqual([{ ...plainConnection, ...old }])
  })
})

describe('A file', () => {
  it('of a newer version is refused and left alone', async () => {
    await store.close()
    const database = openDatabase(path, { durability: 'full' })
    const { user_version: version } = database.prepare('pragma user_version').get() ?? {}
    database.exec('pragma user_version = 99')
    database.close()
    expect(() => openStore(path)).toThrow('newer version')
    const again = openDatabase(path, { durability: 'full' })
    expect(again.prepare('pragma user_version').get()).toEqual({ user_version: 99 })
    again.exec(`pragma user_version = ${version}`)
    again.close()
    store = openStore(path)
  })
})
