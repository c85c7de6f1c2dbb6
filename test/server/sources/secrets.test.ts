import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blotter } from '#server/sources/secrets.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { pem } from '#test/server/outbound/pem.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const source = {
  ...plainConnection,
  auth: { kind: 'basic', user: 'me', password: 'p@ss word/ü' },
  headers: [
    { name: 'X-Api-Key', value: 'k3y-of-mine' },
    { name: 'X-Scope-OrgID', value: '7' },
    { name: 'Cookie', value: 'session=abcdef123456' },
  ],
  tls: { ca: '', certificate: '', key: pem('client.key') },
  proxy: 'http://user:pr%40xy-secret@proxy:3128',
} as const
const blot = blotter(source)

describe('a secret in a message', () => {
  it.each([
    ['as it is', 'bad password p@ss word/ü!', 'bad password •••!'],
    ['in an address', 'at /x?password=p%40ss%20word%2F%C3%BC&y', 'at /x?password=•••&y'],
    ['in an address, in small letters', 'at /x?p=p%40ss%20word%2f%c3%bc', 'at /x?p=•••'],
    ['in a form', 'password=p%40ss+word%2F%C3%BC&y', 'password=•••&y'],
    ['in Base64', `got ${base64('p@ss word/ü')}.`, 'got •••.'],
    [
      'with its user in Base64',
      `Authorization: Basic ${base64('me:p@ss word/ü')}`,
      'Authorization: Basic •••',
    ],
    ['in JSON', '{"password":"p@ss word/ü"}', '{"password":"•••"}'],
    ['of a header', 'the key k3y-of-mine is unknown', 'the key ••• is unknown'],
    ['of a cookie', 'no session=abcdef123456 here', 'no ••• here'],
    ['of a proxy', 'user:pr@xy-secret was refused', '••• was refused'],
    ['of a proxy, as in its address', 'http://user:pr%40xy-secret@proxy', 'http://user:•••@proxy'],
    ['that is short, alone', 'tenant 7 is unknown', 'tenant ••• is unknown'],
    ['that is short, within other words', 'status 427 at 17:07', 'status 427 at 17:07'],
  ])('%s is blotted out', (_name, text, clean) => {
    expect(blot(text)).toBe(clean)
  })

  it('of a key is blotted out line by line', () => {
    const [, line = ''] = source.tls.key.split('\n')
    expect(blot(`cannot use ${line}`)).toBe('cannot use •••')
  })

  it('is blotted out of any text around it, in any form', () => {
    const secrets = fc
      .string({ minLength: 6, maxLength: 30, unit: 'binary' })
      .filter(text => text.trim().length > 5)
    const around = fc.string({ maxLength: 10 })
    fc.assert(
      fc.property(secrets, around, around, (password, before, after) => {
        const clean = blotter({ ...plainConnection, auth: { kind: 'bearer', token: password } })
        for (const form of [password, base64(password), encodeURIComponent(password)])
          expect(clean(before + form + after)).not.toContain(form)
      }),
      { seed: 20261103, numRuns: 60 },
    )
  })

  it('leaves texts alone where there are no secrets', () => {
    expect(blotter(plainConnection)('a text, as it is')).toBe('a text, as it is')
  })
})
