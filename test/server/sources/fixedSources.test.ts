import { describe, expect, it } from 'vitest'
import { readFixedSources } from '#server/sources/fixedSources.ts'
import { readAddress } from '#server/sources/prometheus/address.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { selectorText } from '#server/sources/prometheus/selectorText.ts'

const secrets: Readonly<Record<string, string>> = { 'env:TOKEN': 't0ken\n', 'file:/run/password': 'pass' }
const read = (value: unknown) =>
  readFixedSources(typeof value === 'string' ? value : JSON.stringify(value), name => secrets[name])
const source = { id: 'prod', title: 'Production', kind: 'prometheus', address: 'http://prom:9090' }
const withAuth = (auth: unknown) => ({ sources: [{ ...source, auth }] })

describe('the file of sources', () => {
  it.each([
    [undefined, { kind: 'none' }],
    [
      { kind: 'bearer', token: 'env:TOKEN' },
      { kind: 'bearer', token: 't0ken' },
    ],
    [
      { kind: 'basic', user: 'me', password: 'file:/run/password' },
      { kind: 'basic', user: 'me', password: 'pass' },
    ],
  ])('reads a source signed in to by %j', (auth, expected) => {
    expect(read(withAuth(auth))).toEqual([{ ...plainConnection, ...source, auth: expected }])
  })

  it.each([
    ['{\n"sources": [\n}', /is not JSON/],
    [{}, /wrong at sources/],
    [[], /wrong:/],
    [{ sources: [{ ...source, id: 'Not an id' }] }, /wrong at sources\.0\.id: an id is made of/],
    [{ sources: [{ ...source, kind: 'graphite' }] }, /wrong at sources\.0\.kind/],
    [{ sources: [source, { ...source, colour: 'red' }] }, /wrong at sources\.1/],
    [withAuth({ kind: 'bearer', token: 'env:NONE' }), /the secret env:NONE of “prod” is not there/],
  ])('refuses %j', (value, words) => {
    expect(() => read(value)).toThrow(words)
  })

  it('refuses a secret written into it, without repeating it', () => {
    const attempt = () => read(withAuth({ kind: 'bearer', token: 's3cret' }))
    expect(attempt).toThrow(/env:NAME or file:PATH/)
    expect(attempt).not.toThrow(/s3cret/)
  })
})

describe('an address', () => {
  it.each([
    ['http://prom:9090', 'http://prom:9090'],
    ['  http://prom:9090/ ', 'http://prom:9090'],
    ['prom:9090', 'http://prom:9090'],
    ['localhost:9090/graph?g0.expr=up&g0.tab=0', 'http://localhost:9090'],
    ['https://prom.example/prefix/query', 'https://prom.example/prefix'],
    ['https://mimir.example/prometheus/api/v1/query_range?query=up', 'https://mimir.example/prometheus'],
    ['http://[::1]:9090/', 'http://[::1]:9090'],
  ])('%s is %s', (text, address) => {
    expect(readAddress(text)).toEqual({ ok: true, address })
  })

  it('gives up a user and a password in it', () => {
    expect(readAddress('https://m%65:p%40ss@prom')).toEqual({
      ok: true,
      address: 'https://prom',
      auth: { kind: 'basic', user: 'me', password: 'p@ss' },
    })
  })

  it.each(['', 'file:///etc/passwd', 'javascript:alert(1)', 'http://', 'a b', 'https://%zz@x'])(
    '%s is refused',
    text => {
      expect(readAddress(text).ok).toBe(false)
    },
  )
})

describe('the text of a selector', () => {
  it.each([
    [[{ name: '__name__', op: '=', value: 'up' }], '{__name__="up"}'],
    [[{ name: 'a', op: '=~', value: '.*' }], '{a=~".*",__name__!=""}'],
    [[], '{__name__!=""}'],
    [[{ name: 'a.b', op: '=', value: 'say "x"\\\n' }], '{"a.b"="say \\"x\\"\\\\\\n"}'],
  ] as const)('of %j', (matchers, text) => {
    expect(selectorText(matchers)).toBe(text)
  })
})
