import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { Router } from 'express'
import { z } from 'zod'
import { appOf } from '#server/http/app.ts'
import { route, type Route } from '#server/http/route.ts'
import { Failed } from '#shared/query/failure.ts'

const bugs: unknown[] = []
let server: Server | null = null

const ok = async () => ({ json: { ok: true } })
const routes: readonly Route[] = [
  route({ method: 'get', path: '/api/plain', action: 'a', summary: '', call: ok }),
  route({ method: 'post', path: '/api/plain', action: 'a', summary: '', call: ok }),
  route({
    method: 'post',
    path: '/api/body',
    action: 'a',
    summary: '',
    body: z.object({ steps: z.array(z.string()) }),
    call: async ({ body }) => ({ json: body.steps }),
  }),
  route({
    method: 'get',
    path: '/api/query',
    action: 'a',
    summary: '',
    query: z.object({ n: z.coerce.number() }),
    call: async ({ query }) => ({ json: query.n + 1 }),
  }),
  route({
    method: 'get',
    path: '/api/failed',
    action: 'a',
    summary: '',
    call: async () => {
      throw new Failed({ kind: 'query', message: 'what?', span: { from: 1, to: 2 }, hint: 'that' })
    },
  }),
  route({
    method: 'get',
    path: '/api/bug',
    action: 'a',
    summary: '',
    call: async () => {
      throw new TypeError('secret insides at /home/somebody')
    },
  }),
  route({
    method: 'get',
    path: '/api/bytes',
    action: 'a',
    summary: '',
    call: async () => ({
      type: 'application/octet-stream',
      content: new Uint8Array([1, 2, 3]).subarray(1),
      immutable: true,
    }),
  }),
]

async function ask(path: string, init: RequestInit & { readonly host?: string } = {}) {
  const app = appOf({
    routes,
    prometheus: Router(),
    pages: (_, __, next) => next(),
    onBug: bug => void bugs.push(bug),
  })
  server = createServer(app)
  const port = await new Promise<number>(resolve =>
    server?.listen(0, '127.0.0.1', () => {
      const address = server?.address()
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
    }),
  )
  return fetch(`http://${init.host ?? '127.0.0.1'}:${port}${path}`, init)
}

const post = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  bugs.length = 0
})

describe('the door', () => {
  it('answers what a call answers', async () => {
    expect(await (await ask('/api/plain')).json()).toEqual({ ok: true })
    expect(await (await ask('/api/query?n=4')).json()).toBe(5)
    expect(await (await ask('/api/body', post({ steps: ['a'] }))).json()).toEqual(['a'])
  })

  it('sends bytes as they are, to be kept for good', async () => {
    const response = await ask('/api/bytes')
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([2, 3])
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    [{ steps: 'a' }, /^The body at steps: /],
    [{ steps: [1] }, /^The body at steps\.0: /],
    ['{', /^The body cannot be read/],
  ])('says where the body %j is wrong', async (body, message) => {
    const response = await ask('/api/body', post(body))
    const { error } = (await response.json()) as { error: { kind: string; message: string } }
    expect([response.status, error.kind]).toEqual([400, 'invalid'])
    expect(error.message).toMatch(message)
  })

  it('says where the query string is wrong', async () => {
    const response = await ask('/api/query?n=x')
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringMatching(/^The query at n: /) },
    })
  })

  it('answers a failure with its kind, span and hint', async () => {
    const response = await ask('/api/failed')
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: { kind: 'query', message: 'what?', span: { from: 1, to: 2 }, hint: 'that' },
    })
  })

  it('answers a bug without its insides, and writes it down', async () => {
    const response = await ask('/api/bug')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toMatch(/secret|home|at /)
    expect(bugs).toHaveLength(1)
  })

  it('refuses a body that is too large', async () => {
    const response = await ask('/api/body', post({ steps: ['x'.repeat(9_000_000)] }))
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: { kind: 'limit', message: 'The body is too large.' } },
    ])
  })

  it('answers 404 in our shape for an address that is not there', async () => {
    const response = await ask('/api/nowhere')
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: { kind: 'missing', message: 'No such address: GET /api/nowhere.' } },
    ])
  })

  it.each([
    ['https://evil.example', 403],
    ['null', 403],
  ])('refuses a change from a page of %s', async (origin, status) => {
    expect((await ask('/api/plain', post({}, { origin }))).status).toBe(status)
  })

  it('takes a change from a script, which has no origin', async () => {
    expect((await ask('/api/plain', post({}))).status).toBe(200)
  })

  it('sends a policy that allows nothing from elsewhere', async () => {
    const policy = (await ask('/api/plain')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })
})
