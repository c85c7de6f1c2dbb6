import { describe, expect, it } from 'vitest'
import { cookieName, openAccess, type Access } from '#server/access/access.ts'

const day = 86_400_000
const password = 'correct horse'
const peer = '10.0.0.1'

/** Small settings, as the store keeps them. */
function settings() {
  const kept = new Map<string, string>()
  return {
    get: async (name: string) => JSON.parse(kept.get(name) ?? 'null') as unknown,
    set: async (name: string, value: unknown) => void kept.set(name, JSON.stringify(value)),
    text: () => [...kept.values()].join(),
  }
}

function stage() {
  let now = 1_700_000_000_000
  const store = settings()
  return {
    store,
    pass: (ms: number) => void (now += ms),
    open: (word = password) => openAccess({ settings: store }, word, () => now),
  }
}

const asks = (access: Access, show: { cookie?: string; authorization?: string }) =>
  access.admit({ cookie: undefined, authorization: undefined, peer, ...show })

const cookieOf = async (access: Access) => {
  const signed = await access.signIn(password, peer)
  return signed.ok ? `theme=dark; ${cookieName}=${signed.session}` : ''
}

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

describe('coming in', () => {
  it('needs a session, which the password gives', async () => {
    const access = await stage().open()
    expect(asks(access, {}).ok).toBe(false)
    expect(asks(access, { cookie: await cookieOf(access) }).ok).toBe(true)
  })

  it.each([
    ['the password as a bearer token', `Bearer ${password}`, true],
    ['the password by Basic, with any user', basic(`grafana:${password}`), true],
    ['a password with a colon by Basic', basic('x:a:b'), false],
    ['another token', 'Bearer correct hors', false],
    ['a longer one', `Bearer ${password}!`, false],
    ['nothing after the scheme', 'Bearer ', false],
    ['no such scheme', `Digest ${password}`, false],
    ['Basic that is no pair', 'Basic !!!!', false],
  ])('by a script, with %s', async (_, authorization, ok) => {
    expect(asks(await stage().open(), { authorization }).ok).toBe(ok)
  })

  it.each([
    `${cookieName}=`,
    `${cookieName}=short`,
    `${cookieName}=${'a'.repeat(43)}`,
    `other=${'a'.repeat(43)}`,
  ])('by a cookie that was made up is refused: %s', async cookie => {
    expect(asks(await stage().open(), { cookie })).toEqual({ ok: false, wait: 0 })
  })

  it('is slowed down after wrong passwords, and the right one is not looked at meanwhile', async () => {
    const { open, pass } = stage()
    const access = await open()
    for (let i = 0; i < 5; i++) expect(await access.signIn('wrong', peer)).toEqual({ ok: false, wait: 0 })
    expect(await access.signIn(password, peer)).toEqual({ ok: false, wait: 1000 })
    expect(asks(access, { authorization: `Bearer ${password}` })).toEqual({ ok: false, wait: 1000 })
    pass(1000)
    expect((await access.signIn(password, peer)).ok).toBe(true)
  })

  it('with a session is not slowed down by what others guess from the same address', async () => {
    const access = await stage().open()
    const cookie = await cookieOf(access)
    for (let i = 0; i < 20; i++) await access.signIn('wrong', peer)
    expect(asks(access, { cookie }).ok).toBe(true)
  })
})

describe('a session', () => {
  it('survives a restart, and what is kept of it opens nothing', async () => {
    const { open, store } = stage()
    const cookie = await cookieOf(await open())
    const session = cookie.slice(-43)
    expect(store.text()).not.toContain(session)
    expect(store.text()).not.toContain(password)
    expect(asks(await open(), { cookie }).ok).toBe(true)
  })

  it('ends with another password', async () => {
    const { open } = stage()
    const cookie = await cookieOf(await open())
    expect(asks(await open('another password'), { cookie }).ok).toBe(false)
  })

  it('ends when its person signs out, and the others stay', async () => {
    const access = await stage().open()
    const [one, other] = [await cookieOf(access), await cookieOf(access)]
    await access.signOut({ cookie: one, authorization: undefined, peer })
    expect([asks(access, { cookie: one }).ok, asks(access, { cookie: other }).ok]).toEqual([false, true])
  })

  it('ends after 30 days without use, and lives as long as it is used', async () => {
    const { open, pass } = stage()
    const access = await open()
    const [used, left] = [await cookieOf(access), await cookieOf(access)]
    for (let week = 0; week < 5; week++) {
      pass(7 * day)
      expect(asks(access, { cookie: used }).ok).toBe(true)
    }
    expect(asks(access, { cookie: left }).ok).toBe(false)
    expect(asks(await open(), { cookie: used }).ok).toBe(true)
  })
})
