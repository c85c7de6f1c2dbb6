import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { plainConnection } from '#shared/wire/wire.ts'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { noTls, pem, pemPath, shown } from '#test/server/outbound/pem.ts'
import { type NosyServer, startNosyServer } from '#test/browser/stage/nosyServer.ts'

/** A line out of the middle of a key. */
const lineOf = (key: string) => pem(key).split('\n')[1] ?? ''

const planted = {
  password: 'planted shared pass/word+1',
  envToken: 'planted-env-token-7f3a',
  filePassword: 'planted file pass:word%',
  envHeader: 'planted-env-header-91',
  envProxyPassword: 'plantedEnvProxy55',
  grafanaToken: 'glsa_plantedGrafanaToken_1',
  fileKey: lineOf('client.key'),
  token: 'planted-added-token-c4',
  basicPassword: 'planted added "pass" wörd',
  header: 'planted-added-header-2b',
  key: lineOf('strangeClient.key'),
  proxyPassword: 'plantedAddedProxy88',
  misplaced: 'planted-in-the-wrong-place',
} as const

const users = ['', 'planted-user', 'puser', 'anybody']

/** A secret in every dress that it could leave in. */
const dresses = (secret: string): readonly string[] => {
  const packed = users.flatMap(user => {
    const text = Buffer.from(user === '' ? secret : `${user}:${secret}`)
    return [text.toString('base64').replace(/=+$/, ''), text.toString('base64url'), text.toString('hex')]
  })
  const written = [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)]
  return [secret, JSON.stringify(secret).slice(1, -1), ...written, ...packed]
}

const allDresses = Object.entries(planted).flatMap(([name, secret]) =>
  dresses(secret).map(dress => [name, dress] as const),
)

/** The planted secrets that are found in a text. */
const foundIn = (text: string) => [
  ...new Set(allDresses.flatMap(([name, dress]) => (text.includes(dress) ? [name] : []))),
]

/** Every route, as `method path`, read from where they are written down. */
function routes(): readonly string[] {
  const files = readdirSync('server/http', { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  )
  return files.flatMap(file =>
    [...readFileSync(join('server/http', file), 'utf8').matchAll(/method: '(\w+)',\s+path: '([^']+)'/g)].map(
      ([, method = '', path = '']) => `${method} ${path}`,
    ),
  )
}

let directory = ''
let nosy: NosyServer
let blipbook: Blipbook
const heard: [what: string, text: string][] = []
const asked = new Set<string>()

type Said = { readonly status: number; readonly body: unknown }

/** Asks a route, the parameters of its path filled in, and keeps all that comes back. */
async function ask(
  route: string,
  parameters: Record<string, string> = {},
  body?: unknown,
  query = '',
): Promise<Said> {
  const [method = '', pattern = ''] = route.split(' ')
  asked.add(route)
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? 'nowhere'),
  )
  const type = typeof body === 'string' ? 'text/markdown' : 'application/json'
  const response = await fetch(`${blipbook.address}${path}${query}`, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${planted.password}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  heard.push([`${method} ${path}${query}`, `${JSON.stringify([...response.headers])}\n${text}`])
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, body: isJson ? JSON.parse(text) : text }
}

const fixed = () => ({
  sources: [
    { id: 'bearer', auth: { kind: 'bearer', token: 'env:PLANTED_TOKEN' } },
    { id: 'basic', auth: { kind: 'basic', user: 'planted-user', password: `file:${directory}/password` } },
    { id: 'header', headers: { 'X-Api-Key': 'env:PLANTED_HEADER' } },
    { id: 'proxied', proxy: 'env:PLANTED_PROXY' },
    {
      id: 'keyed',
      address: 'https://127.0.0.1:1',
      tls: { certificate: `file:${pemPath('client.pem')}`, key: `file:${pemPath('client.key')}` },
    },
    {
      id: 'grafana',
      kind: 'grafana',
      dataSource: 'abc',
      auth: { kind: 'bearer', token: 'env:PLANTED_GRAFANA' },
    },
  ].map(row => ({ title: row.id, kind: 'prometheus', address: nosy.address, ...row })),
})

const drafts = () =>
  [
    { title: 'added bearer', auth: { kind: 'bearer', token: planted.token } },
    { title: 'added basic', auth: { kind: 'basic', user: 'planted-user', password: planted.basicPassword } },
    { title: 'added header', headers: [{ name: 'X-Scope-OrgID', value: planted.header }] },
    { title: 'added proxy', proxy: nosy.address.replace('//', `//puser:${planted.proxyPassword}@`) },
    {
      title: 'added key',
      address: 'https://127.0.0.1:1',
      tls: { ...noTls, ...shown('strangeClient') },
    },
    { title: 'added grafana', grafana: { uid: 'abc' }, auth: { kind: 'bearer', token: planted.token } },
  ].map(draft => ({ ...plainConnection, kind: 'prometheus', address: nosy.address, ...draft }))

const by = { id: 'planter', name: 'planter', colour: '#333333' }
const range = { from: '2026-11-03 14:00', to: '2026-11-03 14:10' }

/** A notebook with a step for each source, run; its id. */
async function investigate(sources: readonly string[]): Promise<string> {
  const step = (source: string, i: number) => ({
    id: `step${i}`,
    title: source,
    grewFrom: null,
    range: null,
    drawing: (plain as { drawing: unknown }).drawing,
    marks: [],
    folded: false,
    kept: true,
    removed: false,
    words: '',
    is: 'ask',
    request: {
      kind: 'query',
      queries: [{ id: 'A', source, language: 'promql', text: 'up', legend: '', removed: false }],
      against: null,
    },
    runs: [],
    judgment: null,
  })
  const { body: list } = await ask('get /api/notebooks')
  const [first = { id: '' }] = (list as { notebooks: { id: string }[] }).notebooks
  const { body: read } = await ask('get /api/notebooks/:id', { id: first.id })
  const [plain] = (read as { notebook: { steps: unknown[] } }).notebook.steps
  const create = {
    do: 'create',
    notebook: {
      title: 'Planted',
      status: 'open',
      range,
      blip: null,
      before: null,
      source: 'embedded',
      variables: [],
      tags: [],
      followUps: [],
    },
  }
  const inserts = sources.map((source, i) => ({ do: 'insert', step: step(source, i), after: null }))
  const made = await ask('post /api/notebooks', {}, { by, operations: [create, ...inserts] })
  expect(made.status).toBe(201)
  const { id } = made.body as { id: string }
  const listening = listen(id)
  await ask('post /api/notebooks/:id/run', { id }, { by, steps: [] })
  ;(await listening).close()
  return id
}

/** Opens a notebook over the socket and keeps all that is said there. */
async function listen(notebook: string): Promise<WebSocket> {
  const socket = new WebSocket(`${blipbook.address.replace('http', 'ws')}/live`, {
    headers: { authorization: `Bearer ${planted.password}` },
  })
  socket.on('message', data => heard.push(['/live', data.toString()]))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const answered = new Promise(resolve => socket.once('message', resolve))
  socket.send(JSON.stringify({ say: 'open', notebook, from: null, client: 'planter', person: by }))
  await answered
  return socket
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'blipbook-secrets-'))
  nosy = await startNosyServer()
  writeFileSync(join(directory, 'password'), `${planted.filePassword}\n`)
  writeFileSync(join(directory, 'sources.json'), JSON.stringify(fixed()))
  blipbook = await startBlipbook({
    environment: {
      BLIPBOOK_PASSWORD: planted.password,
      BLIPBOOK_HOST: '0.0.0.0',
      BLIPBOOK_SOURCES: join(directory, 'sources.json'),
      PLANTED_TOKEN: planted.envToken,
      PLANTED_HEADER: planted.envHeader,
      PLANTED_PROXY: nosy.address.replace('//', `//puser:${planted.envProxyPassword}@`),
      PLANTED_GRAFANA: planted.grafanaToken,
    },
  })
})

afterAll(async () => {
  await blipbook.close()
  await nosy.stop()
  rmSync(directory, { recursive: true })
})

describe('planted secrets', () => {
  it('are found in every dress by this search', () => {
    for (const [name, secret] of Object.entries(planted))
      for (const dress of dresses(secret)) expect(foundIn(`… ${dress} …`)).toContain(name)
  })

  it('are in no answer of any route, asked well and badly', async () => {
    for (const draft of drafts()) {
      await ask('post /api/sources/test', {}, draft)
      await ask('post /api/sources/test', {}, { ...draft, address: 'https://127.0.0.1:1' })
      await ask('post /api/sources', {}, draft)
      await ask('post /api/sources', {}, { ...draft, address: `http://a:${planted.misplaced}@[` })
      await ask('post /api/sources', {}, { ...draft, kind: planted.misplaced })
      await ask(
        'post /api/sources',
        {},
        { ...draft, auth: { kind: 'bearer', token: { a: planted.misplaced } } },
      )
      await ask('post /api/sources', {}, { ...draft, proxy: `socks9://u:${planted.misplaced}@p` })
    }
    await ask('post /api/sources/grafana', {}, drafts()[5])
    await ask('post /api/sources/grafana', {}, drafts()[3])
    const { body } = await ask('get /api/sources')
    const { sources } = body as { sources: { id: string; title: string }[] }
    expect(sources.length).toBeGreaterThanOrEqual(12)
    for (const { id } of sources) {
      const { body: kept } = await ask('get /api/sources/:id', { id })
      await ask('post /api/sources/:id/test', { id }, { change: null })
      await ask('put /api/sources/:id', { id }, kept)
      await ask('put /api/sources/:id', { id }, { ...(kept as object), address: 'http://127.0.0.1:1' })
      await ask('get /api/sources/:id/grafana/dashboard', { id }, undefined, '?uid=abc')
      await ask('get /api/sources/:id/grafana/link', { id }, undefined, '?path=/goto/abc&uid=abc')
      await ask(
        'get /api/sources/:id/values',
        { id },
        undefined,
        '?label=job&from=0&to=1000&selector=up&match=up',
      )
      for (const look of ['metadata', 'cardinality', 'extent', 'labels'])
        heard.push([
          look,
          await fetch(`${blipbook.address}/api/sources/${id}/${look}?match=up&from=0&to=100000`, {
            headers: { authorization: `Bearer ${planted.password}` },
          }).then(response => response.text()),
        ])
    }
    const id = await investigate(['embedded', ...sources.map(source => source.id)])
    for (const format of ['md', 'html', 'json', planted.misplaced.slice(0, 7)])
      await ask('get /api/notebooks/:id/export', { id }, undefined, `?format=${format}`)
    const { body: entries } = await ask('get /api/notebooks/:id/operations', { id }, undefined, '?from=1')
    const [hash = ''] = /[0-9a-f]{64}/.exec(JSON.stringify(entries)) ?? []
    await ask('get /api/evidence/:hash', { hash })
    await ask('get /api/evidence/:hash/detail', { hash })
    await ask('post /api/notebooks/:id/operations', { id }, { id: 'a:1', base: 1, by, operations: [] })
    await ask('post /api/notebooks/:id/look', { id }, { by, step: 'step0', steps: ['step0'] })
    await ask('post /api/notebooks/:id/keep', { id }, { by, step: 'step0', run: 'x' })
    await ask('post /api/notebooks/:id/pictures', { id }, {})
    await ask('get /api/notebooks/:id/pictures/:hash', { id, hash })
    await ask('post /api/notebooks/import', {}, '---\nblipbook: 1\n---\n\n# Planted\n')
    for (const source of sources)
      await ask(
        'post /api/query',
        {},
        {
          request: {
            kind: 'query',
            queries: [{ id: 'A', source: source.id, language: 'promql', text: 'up' }],
          },
          window: { from: 0, to: 600_000 },
        },
      )
    for (const route of [
      'get /healthz',
      'get /readyz',
      'get /api/session',
      'get /api/space',
      'get /api/links',
    ])
      await ask(route)
    await ask('put /api/links', {}, { links: [] })
    await ask('get /api/events', {}, undefined, '?from=0&to=1')
    await ask('post /api/events', {}, { title: 'x' })
    await ask('get /api/space/evidence')
    await ask('get /api/space/free')
    await ask('post /api/space/free', {}, {})
    await ask('delete /api/space/free')
    await ask('post /api/session', {}, { password: planted.password })
    await ask('post /api/session', {}, { password: [planted.misplaced] })
    await ask('delete /api/session')
    await ask('delete /api/notebooks/:id/run', { id }, undefined, '?step=step0')
    for (const source of sources) await ask('delete /api/sources/:id', { id: source.id })
    await ask('delete /api/notebooks/:id', { id })
    await ask('delete /api/demo')
    expect([...asked].toSorted()).toEqual([...new Set(routes())].toSorted())
    expect(heard.flatMap(([what, text]) => foundIn(text).map(name => `${name} in ${what}`))).toEqual([])
  })

  it('reached their sources all the same', () => {
    expect(foundIn(nosy.heard())).toEqual(
      expect.arrayContaining([
        'envToken',
        'filePassword',
        'envHeader',
        'envProxyPassword',
        'proxyPassword',
        'grafanaToken',
        'token',
        'basicPassword',
        'header',
      ]),
    )
  })

  it('are in nothing that was said over the socket', () => {
    expect(heard.some(([what]) => what === '/live')).toBe(true)
  })

  it('are in no page, no metrics and no answer to a client of Prometheus', async () => {
    for (const path of [
      '/',
      '/sign-in',
      '/n/abc',
      '/space',
      '/metrics',
      '/prometheus/api/v1/query?query=up',
      '/api/nothing',
    ])
      for (const authorization of [`Bearer ${planted.password}`, `Basic ${btoa('anybody:wrong')}`]) {
        const response = await fetch(`${blipbook.address}${path}`, {
          headers: { authorization },
          redirect: 'manual',
        })
        expect(foundIn(`${JSON.stringify([...response.headers])}${await response.text()}`)).toEqual([])
      }
  })

  it('are in nothing that the server printed, nor in what is built', () => {
    expect(foundIn(blipbook.said())).toEqual([])
    const built = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter(file =>
      /\.(js|css|html|map)$/.test(file),
    )
    expect(built.length).toBeGreaterThan(10)
    for (const file of built) expect(foundIn(readFileSync(join('dist', file), 'utf8'))).toEqual([])
  })
})
