import { afterEach, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { readGrafanaAddress } from '#server/sources/grafana/address.ts'
import { openRegistry, type Registry } from '#server/sources/registry.ts'
import { Failed } from '#shared/query/failure.ts'
import { plainConnection, type GrafanaQuestion, type SourceDraft } from '#shared/wire/wire.ts'
import { openFake, html, success, text } from '#test/server/sources/fake.ts'
import { admin, narrowViewer, nobody, openFakeGrafana, type FakeGrafanaSettings } from './fakeGrafana.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const never = new AbortController().signal
const token = 'glsa_s3cret'
const signedIn = { kind: 'bearer', token } as const

/** A Prometheus that knows `up`, a Grafana before it, and our list of sources. */
async function stage(change: Partial<FakeGrafanaSettings> & { readonly url?: string } = {}) {
  const prometheus = await openFake((seen, ...rest) => {
    if (seen.path.endsWith('/query_range')) {
      const result = [{ metric: { __name__: 'up', job: 'a' }, values: [[0, '1']] }]
      return success({ resultType: 'matrix', result })(seen, ...rest)
    }
    if (seen.path.endsWith('/values')) return success(['up'])(seen, ...rest)
    if (seen.path.endsWith('/buildinfo')) return success({ version: '3.5.3' })(seen, ...rest)
    return success({ resultType: 'vector', result: [] })(seen, ...rest)
  })
  const { url = prometheus.address } = change
  const grafana = await openFakeGrafana({
    tokens: { [token]: admin },
    dataSources: [
      { id: 4, uid: 'L0K1', name: 'Logs', type: 'loki', url },
      {
        id: 7,
        uid: 'PBFA97',
        name: 'Mimir',
        type: 'prometheus',
        url,
        isDefault: true,
        jsonData: { timeInterval: '30s', httpMethod: 'GET', prometheusType: 'Mimir' },
      },
      { id: 9, uid: 'V1CT0R', name: 'Victoria', type: 'victoriametrics-metrics-datasource', url },
      { id: 12, uid: 'OTHER', name: 'Second organisation', type: 'prometheus', url, org: 2 },
    ],
    dashboards: { cpu: { uid: 'cpu', title: 'CPU', panels: [] } },
    shortLinks: { abc: '/d/cpu/cpu?from=now-1h&to=now' },
    ...change,
  })
  const outbound = openOutbound({ connect: 500, begin: 2000, pause: 2000, whole: 2000 })
  open.push(prometheus.close, grafana.close, outbound.close)
  let ids = 0
  const sources = await openRegistry({
    embedded: [],
    fixed: [],
    store: { list: async () => [], put: async () => {}, remove: async () => true },
    outbound,
    now: () => 0,
    newId: () => `s${++ids}`,
  })
  return { grafana, prometheus, sources }
}

const question = (address: string, change: Partial<GrafanaQuestion> = {}): GrafanaQuestion => ({
  ...plainConnection,
  address,
  auth: signedIn,
  ...change,
})

const draft = (address: string, uid = 'PBFA97', change: Partial<SourceDraft> = {}): SourceDraft => ({
  ...plainConnection,
  title: 'Production',
  kind: 'prometheus',
  address,
  auth: signedIn,
  grafana: { uid },
  ...change,
})

async function added(sources: Registry, one: SourceDraft) {
  const outcome = await sources.add(one)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.source.id
}

const asked = { text: 'up', grid: { start: 0, step: 1000, count: 1 } }
const failureOf = (work: Promise<unknown> | undefined) =>
  Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => (error instanceof Failed ? error : undefined),
  )

describe('the address of a Grafana', () => {
  it.each([
    ['https://grafana.example/', 'https://grafana.example'],
    ['grafana.example:3000', 'http://grafana.example:3000'],
    ['https://ops.example/grafana/', 'https://ops.example/grafana'],
    ['https://grafana.example/d/abc/some-board?orgId=1&from=now-1h', 'https://grafana.example'],
    ['https://ops.example/grafana/d/abc/some-board', 'https://ops.example/grafana'],
    ['https://ops.example/grafana/explore?schemaVersion=1&panes=%7B%7D', 'https://ops.example/grafana'],
    ['https://ops.example/grafana/d-solo/abc/x?panelId=2', 'https://ops.example/grafana'],
    ['https://grafana.example/connections/datasources/edit/PBFA97', 'https://grafana.example'],
    ['https://grafana.example/api/datasources/proxy/uid/PBFA97/api/v1/query', 'https://grafana.example'],
    ['https://grafana.example/goto/abc?orgId=1', 'https://grafana.example'],
    ['https://grafana.example/login', 'https://grafana.example'],
  ])('%s is %s', (pasted, address) => {
    expect(readGrafanaAddress(pasted)).toEqual({ ok: true, address })
  })

  it.each(['', 'ftp://grafana', 'not an address'])('%s is refused', pasted => {
    expect(readGrafanaAddress(pasted).ok).toBe(false)
  })
})

describe('the data sources of a Grafana', () => {
  it('are listed, the default first, and those that cannot be asked with the reason', async () => {
    const { grafana, sources } = await stage()
    expect(await sources.listGrafana(question(`${grafana.address}/d/cpu/cpu?orgId=1`), never)).toEqual({
      ok: true,
      address: grafana.address,
      version: '11.2.0',
      sources: [
        {
          uid: 'PBFA97',
          name: 'Mimir',
          type: 'prometheus',
          isDefault: true,
          scrape: 30_000,
          method: 'GET',
        },
        {
          uid: 'V1CT0R',
          name: 'Victoria',
          type: 'victoriametrics-metrics-datasource',
          isDefault: false,
          scrape: 15_000,
          method: 'POST',
        },
      ],
      others: [{ name: 'Logs', why: 'loki does not answer PromQL' }],
    })
  })

  it('are seen below a sub path', async () => {
    const { grafana, sources } = await stage({ path: '/ops/grafana' })
    const list = await sources.listGrafana(question(`${grafana.address}/explore?left=x`), never)
    expect(list).toMatchObject({ ok: true, address: grafana.address })
  })

  it('are those of another organisation where a header says so', async () => {
    const { grafana, sources } = await stage()
    const headers = [{ name: 'X-Grafana-Org-Id', value: '2' }]
    const list = await sources.listGrafana(question(grafana.address, { headers }), never)
    expect(list).toMatchObject({ sources: [{ name: 'Second organisation' }] })
  })

  it('are found for a token that may query and not list', async () => {
    const { grafana, sources } = await stage({ tokens: { [token]: narrowViewer } })
    const list = await sources.listGrafana(question(grafana.address), never)
    expect(list).toMatchObject({ ok: true, sources: [{ name: 'Mimir' }, { name: 'Victoria' }] })
  })

  it.each([
    [
      'a wrong token',
      { auth: { kind: 'bearer', token: 'no' } },
      /does not accept the token.*Invalid API key/,
      'signIn',
    ],
    ['no token', { auth: { kind: 'none' } }, /asks for a token/, 'signIn'],
    ['a token with a line break', { auth: { kind: 'bearer', token: 'a\nb' } }, /one word/, 'signIn'],
    ['an address that is none', { address: 'ftp://x' }, /begins with http/, 'address'],
    ['a proxy that is none', { proxy: 'x' }, /proxy/, 'proxy'],
  ] as const)('are not listed with %s', async (_name, change, words, part) => {
    const { grafana, sources } = await stage()
    expect(await sources.listGrafana(question(grafana.address, change), never)).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(words) },
      part,
    })
  })

  it('are not listed for a token without permissions, which says the permission', async () => {
    const { grafana, sources } = await stage({ tokens: { [token]: nobody } })
    expect(await sources.listGrafana(question(grafana.address), never)).toMatchObject({
      failure: { message: expect.stringContaining('it needs datasources:read') },
      part: 'signIn',
    })
  })

  it.each([
    [
      'a sign-in page',
      html('<title>Sign in to Example</title>'),
      /a page in place of data \(“Sign in to Example”\)/,
    ],
    ['a Prometheus', text('404 page not found', 404), /knows nothing there \(404\)/],
  ])('are not listed where %s answers', async (_name, behaviour, words) => {
    const { sources } = await stage()
    const other = await openFake(behaviour)
    open.push(other.close)
    expect(await sources.listGrafana(question(other.address), never)).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(words) },
      part: 'address',
    })
  })
})

describe('a source that is asked through a Grafana', () => {
  it.each([
    ['its uid', 'PBFA97', {}],
    ['its name', 'Mimir', {}],
    ['its number, in a Grafana before 9', 'PBFA97', { version: '8.5.27' }],
    ['its uid, with a token that may only query', 'PBFA97', { tokens: { [token]: narrowViewer } }],
    ['its uid, below a sub path', 'PBFA97', { path: '/grafana' }],
    ['its uid, though browsers are to ask it directly', 'V1CT0R', {}],
  ] as const)('answers by %s', async (_name, which, change) => {
    const { grafana, prometheus, sources } = await stage(change)
    const id = await added(sources, draft(`${grafana.address}/explore`, which))
    const answer = await sources.get(id)?.query(asked, never)
    expect(answer?.frame.series.map(one => one.labels)).toEqual([{ __name__: 'up', job: 'a' }])
    expect(prometheus.seen.at(-1)).toMatchObject({ method: 'POST', path: '/api/v1/query_range' })
    expect(prometheus.seen.some(one => one.headers.authorization !== undefined)).toBe(false)
    expect(await sources.get(id)?.labelValues('__name__', [], null, 0, never)).toEqual(['up'])
  })

  it('finds out once what a name means', async () => {
    const { grafana, sources } = await stage()
    const source = sources.get(await added(sources, draft(grafana.address, 'Mimir')))
    await source?.query(asked, never)
    await source?.query(asked, never)
    expect(grafana.seen.filter(one => one.path === '/api/datasources')).toHaveLength(1)
  })

  it('is listed with its Grafana, and tests', async () => {
    const { grafana, sources } = await stage()
    const id = await added(sources, draft(grafana.address))
    expect(sources.list()).toMatchObject([
      { kind: 'prometheus', address: grafana.address, grafana: { address: grafana.address, uid: 'PBFA97' } },
    ])
    expect(await sources.testAgain(id, null, never)).toMatchObject({ ok: true, version: '3.5.3', metrics: 1 })
  })

  it.each([
    ['an unknown data source', 'N0N3', {}, /no data source “N0N3”/, 'dataSource'],
    [
      'a token without permission',
      'PBFA97',
      { tokens: { [token]: nobody } },
      /needs datasources:query/,
      'signIn',
    ],
    ['a token that was revoked', 'PBFA97', { tokens: {} }, /does not accept the token/, 'signIn'],
    [
      'nothing behind it',
      'PBFA97',
      { url: 'http://127.0.0.1:9' },
      /cannot reach the data source/,
      'dataSource',
    ],
  ] as const)('fails in words with %s', async (_name, uid, change, words, part) => {
    const { grafana, sources } = await stage(change)
    const id = await added(sources, draft(grafana.address, uid))
    const failed = await failureOf(sources.get(id)?.query(asked, never))
    expect(failed).toMatchObject({ failure: { message: expect.stringMatching(words), source: id }, part })
    expect(failed?.message).not.toContain(token)
  })

  it('says whose sign-in it is that the data source behind it refuses', async () => {
    const behind = await openFake(text('', 401))
    open.push(behind.close)
    const { grafana, sources } = await stage({ url: behind.address })
    const id = await added(sources, draft(grafana.address))
    expect((await failureOf(sources.get(id)?.query(asked, never)))?.message).toMatch(
      /does not accept the sign-in that Grafana has for it/,
    )
  })

  it('passes on what the Prometheus behind says of a query', async () => {
    const behind = await openFake((_seen, response) => {
      const error = 'invalid parameter "query": 1:3: parse error: unexpected end of input'
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ status: 'error', errorType: 'bad_data', error }))
    })
    open.push(behind.close)
    const { grafana, sources } = await stage({ url: behind.address })
    const id = await added(sources, draft(grafana.address))
    expect(await failureOf(sources.get(id)?.query({ ...asked, text: 'up(' }, never))).toMatchObject({
      failure: { kind: 'query', message: 'unexpected end of input', span: { from: 2, to: 3 } },
    })
  })
})

describe('the pages of a Grafana', () => {
  it('are read through a source of it', async () => {
    const { grafana, sources } = await stage({ path: '/grafana' })
    const pages = sources.grafanaPages(await added(sources, draft(grafana.address)))
    expect(await pages?.dashboard('cpu', never)).toEqual({
      dashboard: { uid: 'cpu', title: 'CPU', panels: [] },
      title: 'CPU',
      url: `${grafana.address}/d/cpu/a-dashboard`,
    })
    expect(await pages?.landing(`${grafana.address}/goto/abc?orgId=1`, never)).toBe(
      `${grafana.address}/d/cpu/cpu?from=now-1h&to=now`,
    )
  })

  it('are none of a source that is asked directly', async () => {
    const { prometheus, sources } = await stage()
    const id = await added(sources, draft(prometheus.address, '', { grafana: null }))
    expect(sources.grafanaPages(id)).toBeUndefined()
    expect(sources.grafanaPages('none')).toBeUndefined()
  })

  it.each([
    ['a dashboard that is not there', 'dashboard', 'none', /no dashboard “none”/],
    ['a link of another place', 'landing', 'https://other.example/goto/abc', /no short link of the Grafana/],
    ['a link that is not short', 'landing', '/d/cpu', /no short link of the Grafana/],
  ] as const)('fail in words: %s', async (_name, page, given, words) => {
    const { grafana, sources } = await stage()
    const pages = sources.grafanaPages(await added(sources, draft(grafana.address)))
    const at = given.startsWith('/') ? grafana.address + given : given
    expect((await failureOf(pages?.[page](at, never)))?.message).toMatch(words)
  })

  it('fail in words where a short link is not known', async () => {
    const { grafana, sources } = await stage()
    const pages = sources.grafanaPages(await added(sources, draft(grafana.address)))
    const failed = await failureOf(pages?.landing(`${grafana.address}/goto/none`, never))
    expect(failed?.message).toMatch(/does not know that short link/)
  })
})
