import { describe, expect, it } from 'vitest'
import { headersOf, problemOf } from '#server/sources/connection.ts'
import { plainConnection, type SourceDraft } from '#shared/wire/wire.ts'

const bearer = { kind: 'bearer', token: 't' } as const
const withHeaders = (headers: SourceDraft['headers'], auth: SourceDraft['auth'] = { kind: 'none' }) => ({
  ...plainConnection,
  auth,
  headers,
})
const one = (name: string, value = 'v') => [{ name, value }]

describe('the headers of a source', () => {
  it('are sent with every request, names in small letters, beside its sign-in', () => {
    expect(headersOf(withHeaders([...one('X-Scope-OrgID', ' team-a '), ...one('x-b')], bearer))).toEqual({
      'user-agent': 'Blipbook',
      'x-scope-orgid': 'team-a',
      'x-b': 'v',
      authorization: 'Bearer t',
    })
    expect(headersOf(withHeaders(one('User-Agent', 'me')))).toEqual({ 'user-agent': 'me' })
  })

  it.each([
    [one('X-Scope-OrgID')],
    [one('Authorization', 'Token abc')],
    [one('Cookie', 'a=b; c="d"')],
    [one('x', '')],
    [one('x', 'ü')],
  ])('may be %j', headers => {
    expect(problemOf(withHeaders(headers))).toBeNull()
  })

  it.each([
    [one(''), /no name of a header/],
    [one('two words'), /no name of a header/],
    [one('a:b'), /no name of a header/],
    [one('x\r\ny'), /no name of a header/],
    [one('X-Key', 's3cret\r\nHost: evil'), /X-Key has a line break/],
    [one('X-Key', 's3cret\n'), /X-Key has a line break/],
    [one('X-Key', 's3cret\u0000'), /X-Key has characters that no header can carry/],
    [one('X-Key', 's3cret 😀'), /X-Key has characters that no header can carry/],
    [one('Host'), /Host is set by each connection itself/],
    [one('content-length', '3'), /content-length is set by/],
    [one('Transfer-Encoding'), /is set by/],
    [one('Connection'), /is set by/],
    [one('Proxy-Authorization'), /is set by/],
    [one('Accept-Encoding'), /is set by/],
    [[...one('X-A'), ...one('x-a')], /x-a is given twice|X-A is given twice/],
  ])('cannot be %j', (headers, reason) => {
    const problem = problemOf(withHeaders(headers))
    expect(problem?.reason).toMatch(reason)
    expect(problem?.reason).not.toContain('s3cret')
  })

  it('cannot sign in beside a sign-in', () => {
    expect(problemOf(withHeaders(one('authorization'), bearer))?.reason).toMatch(/give one or the other/)
  })
})

describe('what is wrong with a connection', () => {
  it('names the part', () => {
    expect(problemOf({ ...plainConnection, proxy: 'nowhere' })?.part).toBe('proxy')
    expect(problemOf({ ...plainConnection, tls: { ca: 'x', certificate: '', key: '' } })?.part).toBe(
      'authority',
    )
    expect(problemOf({ ...plainConnection, tls: { ca: '', certificate: 'x', key: 'y' } })?.part).toBe(
      'certificate',
    )
  })
})
