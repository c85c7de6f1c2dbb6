import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAccess } from '#server/access/access.ts'
import type { Entry } from '#server/http/entry/gate.ts'
import { healthRoutes } from '#server/http/health.ts'
import { route } from '#server/http/route.ts'
import { sessionRoutes } from '#server/http/entry/session.ts'
import { serve } from '#test/server/http/served.ts'

const password = 'correct horse'
const thing = route({
  method: 'get',
  path: '/api/things/:id',
  action: 'thing.read',
  summary: '',
  call: async () => ({ json: 'a thing' }),
})
let door: Awaited<ReturnType<typeof serve>>
let entry: Entry

beforeEach(async () => {
  const settings = { get: async () => undefined, set: async () => undefined }
  const access = await openAccess({ settings }, password, () => 0)
  entry = { access, reach: { origin: 'https://blipbook.example', hosts: new Set() } }
  door = await serve([...healthRoutes(async () => undefined), thing, ...sessionRoutes(entry)], entry)
})
afterEach(() => {
  door.close()
  expect(door.bugs).toEqual([])
})

const signIn = (word: string, headers: Record<string, string> = {}) =>
  door.ask('POST', '/api/session', { password: word }, headers)
const bearer = (word: string) => ({ authorization: `Bearer ${word}` })

describe('a door behind a password', () => {
  it.each(['/healthz', '/readyz', '/api/session'])('answers %s to everybody', async path => {
    expect((await door.ask('GET', path)).status).toBe(200)
  })

  it.each(['/sign-in', '/assets/index-a1b2.js', '/favicon.svg', '/layers.css'])(
    'leaves %s to the pages',
    async path => {
      expect((await door.ask('GET', path)).status).toBe(404)
    },
  )

  it('says the same for what is there, what is not, and what is no address at all', async () => {
    const asked = ['/api/things/1', '/api/things/a.b', '/API/things/a.b', '/api/nothing', '/api'].map(path =>
      door.ask('GET', path),
    )
    for (const { status, body, headers } of await Promise.all(asked)) {
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
      expect(body).toEqual({
        error: {
          kind: 'signedOut',
          message: 'Sign in first.',
          hint: expect.stringContaining('Authorization: Bearer'),
        },
      })
    }
  })

  it("says so in Prometheus' shape to its clients", async () => {
    const { status, body } = await door.ask('GET', '/prometheus/api/v1/query?query=up')
    expect([status, body]).toEqual([
      401,
      { status: 'error', errorType: 'signedOut', error: expect.stringContaining('Sign in first.') },
    ])
  })

  it.each(['/', '/n/abc?series=a#step', '/n/abc/present', '/anything'])(
    'sends the screen %s to the sign-in page, with the way back',
    async path => {
      const { status, headers } = await door.ask('GET', path)
      const [there = ''] = path.split('#')
      expect([status, headers.get('location')]).toEqual([302, `/sign-in?to=${encodeURIComponent(there)}`])
    },
  )

  it('lets in who has signed in, until they sign out', async () => {
    const { headers } = await signIn(password)
    const [set = ''] = headers.getSetCookie()
    expect(set).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
    const cookie = { cookie: set.split(';')[0] ?? '' }
    const ask = async () => (await door.ask('GET', '/api/things/1', undefined, cookie)).status
    expect(await ask()).toBe(200)
    await door.ask('DELETE', '/api/session', undefined, cookie)
    expect(await ask()).toBe(401)
  })

  it('lets in scripts that send the password', async () => {
    expect((await door.ask('GET', '/api/things/1', undefined, bearer(password))).body).toBe('a thing')
    expect((await door.ask('GET', '/api/things/1', undefined, bearer('wrong'))).status).toBe(401)
  })

  it('answers every wrong password alike, and too many of them with a wait', async () => {
    const answers = []
    for (const word of ['wrong', '', `${password} `, 'x'.repeat(999), 'correct horsf'])
      answers.push(await signIn(word))
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    const { status, headers, body } = await signIn(password)
    expect([status, headers.get('retry-after'), body]).toEqual([
      429,
      '1',
      {
        error: {
          kind: 'tooMany',
          message: 'There were too many wrong passwords.',
          hint: 'Try again in a second.',
        },
      },
    ])
    expect((await door.ask('GET', '/api/things/1', undefined, bearer(password))).status).toBe(429)
  })

  it('counts by the address that a near proxy forwards for, not by one that the guesser made up', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address })
    for (let i = 0; i < 6; i++) await signIn('wrong', from(`192.0.2.${i}, 203.0.113.9`))
    expect((await signIn(password, from('203.0.113.9'))).status).toBe(429)
    expect((await signIn(password, from('203.0.113.10'))).status).toBe(200)
  })

  it('takes no sign-in from the page of somebody else', async () => {
    expect((await signIn(password, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await signIn(password, { origin: 'https://blipbook.example' })).status).toBe(200)
  })

  it('tells a page whether it is signed in', async () => {
    const { body } = await door.ask('GET', '/api/session')
    expect(body).toEqual({ asked: true, signedIn: false })
  })
})
