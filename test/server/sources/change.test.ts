import { describe, expect, it } from 'vitest'
import { changed, changeOf } from '#server/sources/change.ts'
import type { StoredSource } from '#server/store/store.ts'
import { plainConnection, type SourceChange } from '#shared/wire/wire.ts'

const stored: StoredSource = {
  ...plainConnection,
  id: 'p',
  title: 'Production',
  kind: 'prometheus',
  address: 'https://prom.example/a',
  auth: { kind: 'basic', user: 'me', password: 's3cret-password' },
  headers: [{ name: 'X-Scope-OrgID', value: 's3cret-tenant' }],
  proxy: 'http://me:s3cret-proxy@proxy:3128',
}
const shown = changeOf(stored)
const after = (change: Partial<SourceChange>) => changed(stored, { ...shown, ...change })
const { id: _id, ...same } = stored

describe('what an alteration starts from', () => {
  it('has no secret in it', () => {
    expect(shown).toMatchObject({
      title: 'Production',
      auth: { kind: 'basic', user: 'me', password: null },
      headers: [{ name: 'X-Scope-OrgID', value: null }],
      tls: { ca: '', certificate: '', key: '' },
      proxy: 'http://proxy:3128',
    })
    expect(JSON.stringify(shown)).not.toMatch(/s3cret/)
  })

  it('says which PEM texts there are, without them', () => {
    const tls = { ca: 'CA s3cret', certificate: 'CERT s3cret', key: 'KEY s3cret' }
    expect(changeOf({ ...stored, tls }).tls).toEqual({ ca: null, certificate: null, key: null })
  })
})

describe('an alteration', () => {
  it.each([
    ['nothing', {}, same],
    ['the title', { title: ' Ops ' }, { ...same, title: 'Ops' }],
    ['the path', { address: 'https://prom.example/b/graph' }, { ...same, address: 'https://prom.example/b' }],
    [
      'the password',
      { auth: { kind: 'basic', user: 'me', password: 'new' } },
      { ...same, auth: { kind: 'basic', user: 'me', password: 'new' } },
    ],
    ['the sign-in, away', { auth: { kind: 'none' } }, { ...same, auth: { kind: 'none' } }],
    ['the headers, away', { headers: [] }, { ...same, headers: [] }],
    [
      'a header',
      {
        headers: [
          { name: 'x-scope-orgid', value: null },
          { name: 'X-Two', value: '2' },
        ],
      },
      {
        ...same,
        headers: [
          { name: 'x-scope-orgid', value: 's3cret-tenant' },
          { name: 'X-Two', value: '2' },
        ],
      },
    ],
    [
      'the address, with every secret given anew',
      {
        address: 'https://other.example',
        auth: { kind: 'bearer', token: 't' },
        headers: [{ name: 'X-Scope-OrgID', value: 'x' }],
      },
      {
        ...same,
        address: 'https://other.example',
        auth: { kind: 'bearer', token: 't' },
        headers: [{ name: 'X-Scope-OrgID', value: 'x' }],
      },
    ],
  ] as const)('of %s keeps the rest', (_name, change, draft) => {
    expect(after(change)).toEqual({ ok: true, draft })
  })

  const noSecrets = { headers: [], auth: { kind: 'none' } } as const
  it.each([
    ['to another host', { address: 'https://thief.example/a' }, /leads to another place/],
    ['to another port', { address: 'https://prom.example:8443/a' }, /leads to another place/],
    ['to another scheme', { address: 'http://prom.example/a' }, /leads to another place/],
    ['by another proxy', { proxy: 'http://thief:3128' }, /proxy is another now/],
    ['by no proxy', { proxy: null }, /proxy is another now/],
    [
      'to another host with only a header kept',
      { address: 'https://thief.example', auth: { kind: 'none' } },
      /leads to another place/,
    ],
    [
      'to another way to sign in, without its secret',
      { auth: { kind: 'bearer', token: null } },
      /is missing/,
    ],
    ['to an address that is none', { address: 'x://', ...noSecrets }, /begins with http/],
  ] as const)('%s does not take kept secrets along', (_name, change, reason) => {
    expect(after(change)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  it('goes to another host where nothing secret is kept', () => {
    expect(after({ address: 'https://other.example', ...noSecrets })).toMatchObject({ ok: true })
  })
})
