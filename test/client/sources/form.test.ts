import { describe, expect, it } from 'vitest'
import {
  draftOf,
  emptyForm,
  fieldOf,
  withSignIn,
  formOf,
  isGrafanaPage,
  isInMore,
  readForm,
  sorted,
  type SourceForm,
} from '#client/sources/form/form.ts'
import { plainConnection, type SourceChange } from '#shared/wire/wire.ts'

const read = (form: Partial<SourceForm>) => readForm({ ...emptyForm, ...form })

describe('the form of a source', () => {
  it('takes a user and a password that stand in the address', () => {
    expect(read({ address: 'http://me:s@prom:9090' })).toMatchObject({
      change: { address: 'http://prom:9090/', auth: { kind: 'basic', user: 'me', password: 's' } },
    })
  })
  it('is named by its host unless it has a name', () => {
    expect(read({ address: 'prom:9090' })).toMatchObject({ change: { title: 'prom:9090' } })
    expect(read({ address: 'prom:9090', title: ' Production ' })).toMatchObject({
      change: { title: 'Production' },
    })
  })

  it('sends what the chosen way to sign in needs, and no more', () => {
    const typed = { address: 'prom', user: 'me', secret: 's' }
    expect(read({ ...typed, auth: 'basic' })).toMatchObject({
      change: { auth: { kind: 'basic', user: 'me', password: 's' } },
    })
    expect(read({ ...typed, auth: 'bearer' })).toHaveProperty('change.auth', { kind: 'bearer', token: 's' })
    expect(read({ ...typed, auth: 'none' })).toHaveProperty('change.auth', { kind: 'none' })
  })

  it.each([
    [{ scrape: '30s' }, { scrape: 30_000 }],
    [{ scrape: '30' }, { scrape: 30_000 }],
    [{ proxy: ' http://proxy:3128 ' }, { proxy: 'http://proxy:3128' }],
    [{ proxy: ' ' }, { proxy: null }],
    [
      {
        headers: [
          { name: ' X-Scope-OrgID ', value: 'a' },
          { name: '', value: '' },
        ],
      },
      { headers: [{ name: 'X-Scope-OrgID', value: 'a' }] },
    ],
    [{ ca: 'PEM' }, { tls: { ca: 'PEM', certificate: '', key: '' } }],
  ])('takes %j', (typed, change) => {
    expect(read({ address: 'prom', ...typed })).toMatchObject({ change })
  })

  it.each([
    ['no address', {}, 'address'],
    ['another scheme', { address: 'ftp://prom' }, 'address'],
    ['no address at all', { address: 'http://' }, 'address'],
    ['no user', { address: 'prom', auth: 'basic', secret: 's' }, 'user'],
    ['no password', { address: 'prom', auth: 'basic', user: 'me' }, 'secret'],
    ['no token', { address: 'prom', auth: 'bearer' }, 'secret'],
    ['a value without a header', { address: 'prom', headers: [{ name: '', value: 'x' }] }, 'headers'],
    ['no interval', { address: 'prom', scrape: 'often' }, 'scrape'],
  ] as const)('is refused with %s', (_, form, field) => {
    expect(read(form)).toMatchObject({ field })
  })
})

describe('an address with a user and a password', () => {
  it.each([
    ['https://me:p%40ss@prom.example/a', 'https://prom.example/a', 'me', 'p@ss'],
    ['me:s@prom:9090', 'http://prom:9090/', 'me', 's'],
  ])('%s fills in the sign-in', (address, rest, user, secret) => {
    expect(sorted({ ...emptyForm, address })).toEqual({
      ...emptyForm,
      address: rest,
      auth: 'basic',
      user,
      secret,
    })
  })
  it.each(['http://prom:9090', 'http://me:s@', 'http://me@prom', 'http://%zz:s@prom'])(
    '%s is left alone',
    address => {
      expect(sorted({ ...emptyForm, address })).toEqual({ ...emptyForm, address })
    },
  )
})

describe('an address of a page of Grafana', () => {
  it.each([
    ['https://g.example/d/abc/x?orgId=1', true],
    ['https://g.example/sub/explore?left=x', true],
    ['https://g.example/goto/abc', true],
    ['http://prom:9090/graph', false],
    ['http://prom:9090/data', false],
  ])('%s: %s', (address, is) => {
    expect(isGrafanaPage(address)).toBe(is)
  })
})

describe('an alteration', () => {
  const change: SourceChange = {
    ...plainConnection,
    title: 'Production',
    kind: 'prometheus',
    address: 'https://prom.example',
    auth: { kind: 'basic', user: 'me', password: null },
    headers: [{ name: 'X-Scope-OrgID', value: null }],
    tls: { ca: null, certificate: '', key: '' },
    proxy: 'http://proxy:3128',
    scrape: 60_000,
  }
  it('that nobody typed in keeps every secret', () => {
    expect(readForm(formOf(change))).toEqual({ change })
  })
  it('replaces a secret that was typed', () => {
    expect(readForm({ ...formOf(change), secret: 'new', ca: '' })).toMatchObject({
      change: { auth: { password: 'new' }, tls: { ca: '' }, headers: [{ value: null }] },
    })
  })
  it('of nothing has every secret in it', () => {
    expect(draftOf({ ...change, auth: { kind: 'bearer', token: 't' } })).toMatchObject({
      auth: { kind: 'bearer', token: 't' },
      headers: [{ name: 'X-Scope-OrgID', value: '' }],
      tls: { ca: '', certificate: '', key: '' },
    })
  })
})

describe('what a failed Test speaks of', () => {
  it.each([
    ['address', 'none', 'address', false],
    ['signIn', 'none', 'auth', false],
    ['signIn', 'basic', 'user', false],
    ['signIn', 'bearer', 'secret', false],
    ['authority', 'none', 'ca', true],
    ['certificate', 'none', 'certificate', true],
    ['proxy', 'none', 'proxy', true],
    ['headers', 'none', 'headers', true],
    ['dataSource', 'none', null, false],
    [null, 'none', null, false],
  ] as const)('%s, signed in by %s, is the field %s', (part, auth, field, folded) => {
    expect(fieldOf(part, { ...emptyForm, auth })).toBe(field)
    expect(isInMore(field)).toBe(folded)
  })

  it('is the password once a user is named', () => {
    expect(fieldOf('signIn', { ...emptyForm, auth: 'basic', user: 'oncall' })).toBe('secret')
  })

  it('opens the fields of a user where one has to sign in and it was not said how', () => {
    expect(withSignIn(emptyForm, 'signIn').auth).toBe('basic')
    expect(withSignIn(emptyForm, 'address')).toBe(emptyForm)
    expect(withSignIn({ ...emptyForm, auth: 'bearer' }, 'signIn').auth).toBe('bearer')
  })
})
