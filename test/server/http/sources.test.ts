import { afterEach, describe, expect, it } from 'vitest'
import { sourceRoutes } from '#server/http/sources/routes.ts'
import { openOutbound } from '#server/outbound/open.ts'
import { openRegistry } from '#server/sources/registry.ts'
import type { StoredSource } from '#server/store/store.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { openFake, text } from '#test/server/sources/fake.ts'
import { admin, openFakeGrafana } from '#test/server/sources/grafana/fakeGrafana.ts'
import { serve } from './served.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const planted = {
  password: 'planted-password-1',
  token: 'planted-token-2',
  header: 'planted-header-3',
  proxy: 'planted-proxy-4',
  fixed: 'planted-fixed-5',
}
const secrets = new RegExp(
  Object.values(planted)
    .flatMap(one => [one, Buffer.from(one).toString('base64').slice(0, 20)])
    .join('|'),
)

/** A server that says back all it was sent, as careless proxies do; a Grafana; and the doors under `/api/sources`. */
async function stage() {
  const parrot = await openFake(
    ({ headers }, response) => void response.writeHead(500).end(JSON.stringify(headers)),
  )
  const grafana = await openFakeGrafana({
    tokens: { [planted.token]: admin },
    dataSources: [{ id: 1, uid: 'P1', name: 'Prom', type: 'prometheus', url: parrot.address }],
    dashboards: { cpu: { title: 'CPU' } },
  })
  const outbound = openOutbound({ connect: 500, begin: 1000, pause: 1000, whole: 1000 })
  const kept = new Map<string, StoredSource>()
  let ids = 0
  const fixed: StoredSource = {
    ...plainConnection,
    id: 'ops',
    title: 'Ops',
    kind: 'prometheus',
    address: parrot.address,
    auth: { kind: 'bearer', token: planted.fixed },
  }
  const registry = await openRegistry({
    embedded: [],
    fixed: [fixed],
    store: {
      list: async () => [],
      put: async one => void kept.set(one.id, one),
      remove: async id => kept.delete(id),
    },
    outbound,
    now: () => 0,
    newId: () => `s${++ids}`,
  })
  const { ask, close, bugs } = await serve(sourceRoutes(registry))
  closing.push(parrot.close, grafana.close, outbound.close, close)
  const answers: string[] = []
  return {
    parrot,
    grafana,
    kept,
    bugs,
    answers,
    ask: async (method: string, path: string, body?: unknown) => {
      const answer = await ask(method, `/api/sources${path}`, body)
      answers.push(JSON.stringify(answer.body))
      return answer
    },
  }
}

const direct = (address: string) => ({
  title: 'Production',
  kind: 'prometheus',
  address: address.replace('//', `//me:${planted.password}@`),
  auth: { kind: 'none' },
  headers: [{ name: 'X-Scope-OrgID', value: planted.header }],
})

const through = (address: string) => ({
  title: 'Through Grafana',
  kind: 'prometheus',
  address,
  auth: { kind: 'bearer', token: planted.token },
  grafana: { uid: 'P1' },
})

describe('secrets of sources', () => {
  it('are in no answer, whatever is asked and however it fails', async () => {
    const { parrot, grafana, kept, ask, answers, bugs } = await stage()
    await ask('POST', '/test', direct(parrot.address))
    await ask('POST', '', direct(parrot.address))
    await ask('POST', '', through(grafana.address))
    await ask('POST', '', {
      ...direct('http://a.example'),
      title: 'P',
      proxy: `http://me:${planted.proxy}@p:1`,
    })
    expect([...kept.values()].filter(one => secrets.test(JSON.stringify(one)))).toHaveLength(3)
    for (const id of ['s1', 's2', 's3', 'ops']) {
      await ask('GET', `/${id}`)
      await ask('POST', `/${id}/test`, {})
      for (const look of ['labels', 'values?label=job', 'metrics', 'metadata', 'cardinality', 'series'])
        await ask('GET', `/${id}/${look}`)
      await ask('GET', `/${id}/extent?match=up`)
      await ask('GET', `/${id}/grafana/dashboard?uid=cpu`)
      await ask('GET', `/${id}/grafana/link?link=${encodeURIComponent(grafana.address)}/goto/x`)
    }
    await ask('POST', '/grafana', { address: parrot.address, auth: { kind: 'bearer', token: planted.token } })
    const settings = (await ask('GET', '/s1')).body as object
    await ask('PUT', '/s1', { ...settings, title: 'Renamed' })
    await ask('PUT', '/s1', { ...settings, address: 'http://thief.example' })
    await ask('PUT', '/s1', {
      ...settings,
      tls: { ca: planted.password, certificate: '', key: planted.token },
    })
    await ask('GET', '')
    await ask('DELETE', '/s1')
    expect(bugs).toEqual([])
    expect(answers.length).toBeGreaterThan(40)
    expect(answers.filter(one => secrets.test(one))).toEqual([])
  })

  it('stay when a source is altered, and do not go to another host', async () => {
    const { parrot, kept, ask } = await stage()
    await ask('POST', '', direct(parrot.address))
    const settings = (await ask('GET', '/s1')).body as object
    expect(await ask('PUT', '/s1', { ...settings, title: 'Renamed' })).toMatchObject({
      status: 200,
      body: { source: { id: 's1', title: 'Renamed' } },
    })
    expect(kept.get('s1')?.auth).toMatchObject({ password: planted.password })
    const thief = await openFake(text('', 200))
    closing.push(thief.close)
    const stolen = { ...settings, address: thief.address }
    expect(await ask('PUT', '/s1', stolen)).toMatchObject({ status: 400 })
    expect((await ask('POST', '/s1/test', { change: stolen })).body).toMatchObject({
      ok: false,
      part: 'signIn',
    })
    expect(thief.seen).toEqual([])
  })
})

describe('sources that cannot be altered', () => {
  it.each([
    ['GET', '/ops', undefined],
    [
      'PUT',
      '/ops',
      { ...direct('http://a.example'), headers: [], tls: { ca: '', certificate: '', key: '' } },
    ],
    ['DELETE', '/ops', undefined],
    ['GET', '/none', undefined],
    ['POST', '/none/test', {}],
    ['GET', '/ops/grafana/dashboard?uid=cpu', undefined],
  ])('%s %s is refused', async (method, path, body) => {
    const { ask } = await stage()
    expect((await ask(method, path, body)).status).toBe(404)
  })

  it('can be tested', async () => {
    const { ask } = await stage()
    expect((await ask('POST', '/ops/test', {})).body).toMatchObject({ ok: false })
  })
})
