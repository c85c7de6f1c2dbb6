import { afterEach, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { FixedFileTrouble } from '#server/sources/fixed/trouble.ts'
import { openRegistry, type RegistryParts } from '#server/sources/registry.ts'
import type { Source } from '#server/sources/source.ts'
import type { StoredSource } from '#server/store/store.ts'
import { Failed } from '#shared/query/failure.ts'
import { plainConnection, type SourceDraft } from '#shared/wire/wire.ts'
import * as fake from './fake.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const never = new AbortController().signal
const question = { text: 'up', grid: { start: 0, step: 1000, count: 2 } }
const draft = (change: Partial<SourceDraft> = {}): SourceDraft => ({
  title: 'Production',
  kind: 'prometheus',
  address: 'http://prom:9090',
  ...plainConnection,
  ...change,
})

function memory(first: readonly StoredSource[] = []) {
  const kept = new Map(first.map(one => [one.id, one]))
  const store: RegistryParts['store'] = {
    list: async () => [...kept.values()],
    put: async one => void kept.set(one.id, one),
    remove: async id => kept.delete(id),
  }
  return { kept, store }
}

const builtIn: Source = {
  id: 'demo',
  title: 'Demo',
  kind: 'embedded',
  language: 'promql',
  scrape: 15_000,
  query: async ({ grid }) => ({ frame: { grid, series: [] }, remarks: [] }),
  series: async () => ({ series: [], more: false }),
  labelNames: async () => [],
  labelValues: async () => [],
  metadata: async () => [],
  extent: async () => null,
  test: async () => ({ server: 'Demo', version: '1', metrics: 0, oldest: null, took: 0 }),
}

async function registry(change: Partial<RegistryParts> = {}) {
  const outbound = openOutbound({ connect: 500, begin: 2000, pause: 2000, whole: 2000 })
  open.push(outbound.close)
  let ids = 0
  let time = Date.UTC(2026, 10, 3, 14, 2)
  const opened = await openRegistry({
    embedded: [builtIn],
    fixed: [],
    store: memory().store,
    outbound,
    now: () => (time += 60_000),
    newId: () => `s${++ids}`,
    ...change,
  })
  return opened
}

async function serve(behaviour: fake.Behaviour) {
  const server = await fake.openFake(behaviour)
  open.push(server.close)
  return server
}

describe('the list of sources', () => {
  it('has embedded ones first, then fixed, then added ones, and no secrets', async () => {
    const fixed = [{ id: 'ops', ...draft({ title: 'Ops', auth: { kind: 'bearer', token: 's3cret' } }) }]
    const { store } = memory([
      { id: 'old', ...draft({ title: 'Old', auth: { kind: 'basic', user: 'u', password: 's3cret' } }) },
    ])
    const sources = await registry({ fixed, store })
    expect(sources.list().map(one => [one.id, one.kind, one.address, one.fixed])).toEqual([
      ['demo', 'embedded', null, false],
      ['ops', 'prometheus', 'http://prom:9090', true],
      ['old', 'prometheus', 'http://prom:9090', false],
    ])
    expect(JSON.stringify(sources.list())).not.toContain('s3cret')
  })

  it('keeps an added source for good, secrets and all', async () => {
    const { store, kept } = memory()
    const sources = await registry({ store })
    const added = await sources.add(
      draft({ address: 'https://me:s3cret@prom.example/prefix/graph?g0.expr=up' }),
    )
    expect(added).toMatchObject({
      ok: true,
      source: { id: 's1', address: 'https://prom.example/prefix', state: null },
    })
    expect(kept.get('s1')?.auth).toEqual({ kind: 'basic', user: 'me', password: 's3cret' })
    expect((await registry({ store })).get('s1')?.title).toBe('Production')
  })

  it.each([
    [draft({ address: '' }), /empty/],
    [draft({ address: 'ftp://prom' }), /begins with http/],
    [draft({ address: 'http://' }), /not an address/],
    [draft({ address: 'not an address' }), /not an address/],
    [draft({ title: ' ' }), /needs a title/],
    [draft({ title: 'demo' }), /already/],
    [draft({ auth: { kind: 'bearer', token: 'two\nlines' } }), /one word/],
    [draft({ auth: { kind: 'basic', user: 'a:b', password: '' } }), /colon/],
  ])('refuses %j', async (one, reason) => {
    const { store, kept } = memory()
    expect(await (await registry({ store })).add(one)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    })
    expect(kept.size).toBe(0)
  })

  it('removes added sources only', async () => {
    const { store, kept } = memory([{ id: 'old', ...draft() }])
    const sources = await registry({ store, fixed: [{ id: 'ops', ...draft({ title: 'Ops' }) }] })
    expect(await Promise.all(['old', 'ops', 'demo', 'none'].map(sources.remove))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(kept.size).toBe(0)
    expect(sources.get('old')).toBeUndefined()
  })

  it('alters added sources only, in their place of the list', async () => {
    const { store, kept } = memory([
      { id: 'a', ...draft({ title: 'A' }) },
      { id: 'b', ...draft({ title: 'B' }) },
    ])
    const sources = await registry({ store, fixed: [{ id: 'ops', ...draft({ title: 'Ops' }) }] })
    expect(await sources.alter('a', draft({ title: 'C', scrape: 30_000 }))).toMatchObject({
      ok: true,
      source: { id: 'a', title: 'C', scrape: 30_000, state: null },
    })
    expect(sources.list().map(one => one.title)).toEqual(['Demo', 'Ops', 'C', 'B'])
    expect(kept.get('a')?.title).toBe('C')
    expect(await sources.alter('a', draft({ title: 'b' }))).toMatchObject({
      ok: false,
      reason: 'There is a source “b” already.',
    })
    expect(await sources.alter('a', draft({ title: 'c' }))).toMatchObject({ ok: true })
    expect(await Promise.all(['ops', 'demo', 'none'].map(id => sources.alter(id, draft())))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(['ops', 'demo', 'none'].map(sources.settings)).toEqual([undefined, undefined, undefined])
  })

  it.each([
    [[{ id: 'demo', ...draft() }], /twice, or it is a built-in one/],
    [[{ id: 'a', ...draft({ address: 'x://' }) }], /“a”.*begins with http/],
    [[{ id: 'a', ...draft({ tls: { ca: '', certificate: '', key: 'secret' } }) }], /“a”.*certificate/],
  ])('refuses to open with the fixed sources %j', async (fixed, words) => {
    const opening = registry({ fixed })
    await expect(opening).rejects.toThrow(words)
    await expect(opening).rejects.toBeInstanceOf(FixedFileTrouble)
  })
})

describe('the state of a source', () => {
  it('follows its uses: up, down since, up again', async () => {
    const server = await serve(fake.success({ resultType: 'matrix', result: [] }))
    const sources = await registry({ fixed: [{ id: 'p', ...draft({ address: server.address }) }] })
    const use = async () =>
      sources
        .get('p')
        ?.query(question, never)
        .catch((error: unknown) => error)
    const state = () => sources.list().find(one => one.id === 'p')?.state
    const at = (minute: number) => Date.UTC(2026, 10, 3, 14, minute)

    expect(state()).toBeNull()
    await use()
    expect(state()).toEqual({ up: true, since: at(3), message: '', retryAt: null })
    server.behave(fake.text('', 503))
    await use()
    expect(state()).toEqual({
      up: false,
      since: at(4),
      message: expect.stringContaining('503'),
      retryAt: null,
    })
    const again = await use()
    expect(again).toBeInstanceOf(Failed)
    expect((again as Failed).failure.hint).toContain('It has not answered since 2026-11-03 14:04 UTC.')
    expect(state()?.since).toBe(at(4))
    server.behave(fake.failure('bad_data', 'invalid parameter "query": 1:1: parse error: no', 400))
    await use()
    expect(state()).toEqual({ up: true, since: at(6), message: '', retryAt: null })
  })

  it('does not change by Stop', async () => {
    const stop = new AbortController()
    const server = await serve(() => stop.abort())
    const sources = await registry({ fixed: [{ id: 'p', ...draft({ address: server.address }) }] })
    await expect(sources.get('p')?.query(question, stop.signal)).rejects.toThrow('Stopped')
    expect(sources.list()[1]?.state).toBeNull()
  })
})

describe('a test of a draft', () => {
  it('says the version and how many metrics there are', async () => {
    const { address } = await serve((seen, ...rest) =>
      fake.success(seen.path.endsWith('values') ? ['up'] : { version: '3.5.3' })(seen, ...rest),
    )
    const sources = await registry()
    expect(await sources.test(draft({ address }), never)).toMatchObject({
      ok: true,
      version: '3.5.3',
      metrics: 1,
    })
    expect(sources.list().length).toBe(1)
  })

  it.each([
    ['a page that is no API', fake.html('<title>Grafana</title>'), /Grafana/],
    ['a server that wants a password', fake.text('', 401), /sign in/],
  ])('names what is wrong: %s', async (_name, behaviour, message) => {
    const { address } = await serve(behaviour)
    const result = await (await registry()).test(draft({ address }), never)
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } })
  })

  it('names an address that is none', async () => {
    expect(await (await registry()).test(draft({ address: 'ftp://x' }), never)).toMatchObject({ ok: false })
  })
})
