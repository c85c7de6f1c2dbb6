import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evidenceRoutes } from '#server/http/notebooks/evidence.ts'
import { eventRoutes } from '#server/http/events.ts'
import { notebookRoutes } from '#server/http/notebooks/notebooks.ts'
import { markdownExporter } from '#server/publish/markdown.ts'
import { openRunning } from '#server/work/running.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { minute } from '#shared/time/window.ts'
import { askerOf, noon, query, someone, sourceOf, step } from '#test/server/run/stage.ts'
import { openLibrary } from '#test/server/work/library.ts'
import { serve } from '#test/server/http/served.ts'

let library: ReturnType<typeof openLibrary>
let door: Awaited<ReturnType<typeof serve>>

beforeEach(async () => {
  library = openLibrary()
  const { store, ledger, newId, runStep, importer } = library
  door = await serve([
    ...notebookRoutes({
      ledger,
      store,
      running: openRunning(runStep, () => undefined),
      importer,
      exporter: markdownExporter(store),
      newId,
    }),
    ...evidenceRoutes(store, { byHash: () => null }, askerOf([sourceOf('embedded')]), 1000, 14),
    ...eventRoutes(store, () => noon, newId),
  ])
})
afterEach(async () => {
  door.close()
  await library.close()
  expect(door.bugs).toEqual([])
})

const create: Operation = {
  do: 'create',
  notebook: {
    title: 'A blip',
    status: 'open',
    range: { from: '2026-11-03 12:00', to: '2026-11-03 13:00' },
    blip: null,
    before: null,
    source: 'embedded',
    variables: [],
    tags: [],
    followUps: [],
  },
}
const insert: Operation = { do: 'insert', step: step('s1', [query('up')]), after: null }

async function made(): Promise<string> {
  const { status, body } = await door.ask('POST', '/api/notebooks', {
    by: someone,
    operations: [create, insert],
  })
  expect(status).toBe(201)
  return (body as { id: string }).id
}
const notebookOf = async (id: string) =>
  ((await door.ask('GET', `/api/notebooks/${id}`)).body as { notebook: Notebook }).notebook

describe('notebooks by HTTP', () => {
  it('are made, read and listed', async () => {
    const id = await made()
    expect(await notebookOf(id)).toMatchObject({ title: 'A blip', number: 1, steps: [{ id: 's1' }] })
    expect((await door.ask('GET', '/api/notebooks?q=blip')).body).toMatchObject({
      total: 1,
      notebooks: [{ id }],
    })
    expect((await door.ask('GET', '/api/notebooks?q=nowhere')).body).toMatchObject({ total: 0 })
  })

  it('take operations, the same entry once only', async () => {
    const id = await made()
    const entry = {
      id: 'script:1',
      base: 1,
      by: someone,
      operations: [{ do: 'set', of: 'notebook', name: 'title', from: 'A blip', to: 'Another' }],
    }
    const first = await door.ask('POST', `/api/notebooks/${id}/operations`, entry)
    const again = await door.ask('POST', `/api/notebooks/${id}/operations`, entry)
    expect([first.status, again.body]).toEqual([200, first.body])
    expect((await door.ask('GET', `/api/notebooks/${id}/operations?from=2`)).body).toMatchObject({
      entries: [{ id: 'script:1', number: 2 }],
    })
  })

  it('run a step, and give its evidence as bytes and in words', async () => {
    const id = await made()
    const { body } = await door.ask('POST', `/api/notebooks/${id}/run`, { by: someone, steps: [] })
    const { runs } = body as { runs: { run: { outcome: { evidence: string } } }[] }
    const hash = runs[0]?.run.outcome.evidence ?? ''
    const bytes = await door.ask('GET', `/api/evidence/${hash}`)
    expect([bytes.status, bytes.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    const words = await door.ask('GET', `/api/evidence/${hash}`, undefined, { accept: 'application/json' })
    const detail = () => door.ask('GET', `/api/evidence/${hash}/detail`)
    expect((await detail()).status).toBe(204)
    const kept = (await library.store.evidence.get(hash)) ?? new Uint8Array()
    await library.store.evidence.putDetail(hash, hash, kept)
    expect(await detail()).toMatchObject({ status: 200, body: bytes.body })
    expect(words.body).toMatchObject({
      kind: 'query',
      parts: [{ query: 'A', series: [{ labels: { node: 'a' } }] }],
    })
    expect((await door.ask('GET', `/api/notebooks/${id}/export?format=md`)).body).toContain('# A blip')
  })

  it.each([
    ['GET', '/api/notebooks/nowhere', undefined, 404, 'missing'],
    ['POST', '/api/notebooks/nowhere/run', { by: someone, steps: [] }, 404, 'missing'],
    ['POST', '/api/notebooks', { by: someone, operations: [] }, 400, 'invalid'],
    ['POST', '/api/notebooks', { by: someone, operations: [insert] }, 404, 'missing'],
    ['POST', '/api/notebooks', { operations: [create] }, 400, 'invalid'],
    ['POST', '/api/notebooks/import', 'no notebook', 400, 'invalid'],
    ['GET', '/api/notebooks?limit=x', undefined, 400, 'invalid'],
    ['GET', '/api/notebooks?verdict=guilty', undefined, 400, 'invalid'],
    ['GET', '/api/evidence/abc', undefined, 404, 'missing'],
    ['GET', '/api/events?from=5&to=5', undefined, 400, 'invalid'],
    ['POST', '/api/events', { title: '' }, 400, 'invalid'],
    ['POST', '/api/events', { title: 'x', at: 5, until: 4 }, 400, 'invalid'],
    ['POST', '/api/events', { title: 'x', link: 'javascript:alert(1)' }, 400, 'invalid'],
    [
      'POST',
      '/api/query',
      { request: { kind: 'query', queries: [] }, window: { from: 0, to: 1 } },
      400,
      'invalid',
    ],
  ])('refuses %s %s %j', async (method, path, body, status, kind) => {
    const answer = await door.ask(method, path, body)
    expect([answer.status, (answer.body as { error: { kind: string } }).error.kind]).toEqual([status, kind])
  })

  it('refuse to set what has moved', async () => {
    const id = await made()
    const set = (from: string, sequence: number) =>
      door.ask('POST', `/api/notebooks/${id}/operations`, {
        id: `script:${sequence}`,
        base: 1,
        by: someone,
        operations: [{ do: 'set', of: 'notebook', name: 'title', from, to: `B${sequence}` }],
      })
    expect((await set('A blip', 1)).status).toBe(200)
    expect((await set('A blip', 2)).status).toBe(409)
  })

  it('refuse a run that somebody made up', async () => {
    const id = await made()
    const record = {
      id: 'script:9',
      base: 1,
      by: someone,
      operations: [{ do: 'record', step: 's1', run: {} }],
    }
    expect((await door.ask('POST', `/api/notebooks/${id}/operations`, record)).status).toBeGreaterThanOrEqual(
      400,
    )
    expect((await notebookOf(id)).number).toBe(1)
  })

  it('say in which lines a text is wrong', async () => {
    const { body } = await door.ask(
      'POST',
      '/api/notebooks/import',
      '---\nblipbook: 1\nnonsense: 2\n---\n\n# A\n',
    )
    expect(body).toMatchObject({ error: { lines: [{ line: 1 }, { line: 3 }] } })
  })
})

describe('a question that nobody keeps', () => {
  it('is answered in words for people', async () => {
    const body = {
      request: { kind: 'query', queries: [{ id: 'A', source: 'embedded', language: 'promql', text: 'up' }] },
      window: { from: noon, to: noon + 2 * minute },
      step: minute,
    }
    const answer = await door.ask('POST', '/api/query', body, { accept: 'application/json' })
    expect(answer.body).toMatchObject({
      parts: [{ times: [noon, noon + minute], series: [{ values: [0, 1] }] }],
    })
  })

  it('may speak of variables', async () => {
    const body = (text: string) => ({
      request: { kind: 'query', queries: [{ id: 'A', source: 'embedded', language: 'promql', text }] },
      window: { from: noon, to: noon + 2 * minute },
      step: minute,
      variables: { metric: 'up', nodes: ['a', 'b'] },
    })
    const answer = await door.ask('POST', '/api/query', body('$metric{node!~"$nodes"}'), {
      accept: 'application/json',
    })
    expect(answer.body).toMatchObject({ parts: [{ query: 'A' }] })
    expect((await door.ask('POST', '/api/query', body('rate(up[$windo])'))).body).toMatchObject({
      error: { kind: 'query', message: 'There is no variable $windo', span: { from: 8, to: 14 } },
    })
    expect((await door.ask('POST', '/api/query', body('$metric + sum('))).body).toMatchObject({
      error: { kind: 'query', span: { from: 13, to: 14 } },
    })
  })

  it('is a failure with its span where it does not parse', async () => {
    const body = {
      request: {
        kind: 'query',
        queries: [{ id: 'A', source: 'embedded', language: 'promql', text: 'sum(' }],
      },
      window: { from: noon, to: noon + 2 * minute },
    }
    expect((await door.ask('POST', '/api/query', body)).body).toMatchObject({
      error: { kind: 'query', span: expect.anything() },
    })
  })
})

describe('events', () => {
  it('come from a pipeline, one or many, and are read by window', async () => {
    const one = await door.ask('POST', '/api/events', {
      title: 'license-svc v412',
      labels: { service: 'license-svc' },
    })
    expect(one.body).toMatchObject({ events: [{ kind: 'deploy', at: noon }] })
    await door.ask('POST', '/api/events', [
      { title: 'b', at: '2026-11-03T12:05:00Z' },
      { title: 'c', at: 5 },
    ])
    const titles = async (more: string) =>
      (
        (await door.ask('GET', `/api/events?from=${noon}&to=${noon + 10 * minute}${more}`)).body as {
          events: { title: string }[]
        }
      ).events.map(event => event.title)
    expect(await titles('')).toEqual(['license-svc v412', 'b'])
    expect(await titles('&service=license-svc')).toEqual(['license-svc v412'])
  })

  it('of the same id replace each other', async () => {
    await door.ask('POST', '/api/events', { id: 'x', title: 'a', at: noon })
    await door.ask('POST', '/api/events', { id: 'x', title: 'b', at: noon })
    expect((await door.ask('GET', `/api/events?from=${noon}&to=${noon + 1}`)).body).toMatchObject({
      events: [{ title: 'b' }],
    })
  })
})
