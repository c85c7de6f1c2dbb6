import { describe, expect, it } from 'vitest'
import { readFixedSources } from '#server/sources/fixed/sources.ts'
import { readAddress } from '#server/sources/prometheus/address.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { selectorText } from '#server/sources/prometheus/selectorText.ts'

const secrets: Readonly<Record<string, string>> = { 'env:TOKEN': 't0ken\n', 'file:/run/password': 'pass' }
const read = (value: unknown) =>
  readFixedSources(typeof value === 'string' ? value : JSON.stringify(value), name => secrets[name])
const source = { id: 'prod', title: 'Production', kind: 'prometheus', address: 'http://prom:9090' }
const withAuth = (auth: unknown) => ({ sources: [{ ...source, auth }] })

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'

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
    [{ headers: { 'X-Scope-OrgID': 12 } }, { headers: [{ name: 'X-Scope-OrgID', value: '12' }] }],
    [{ headers: { 'X-Api-Key': 'env:TOKEN' } }, { headers: [{ name: 'X-Api-Key', value: 't0ken' }] }],
    [
      { tls: { ca: certificate, key: 'file:/run/password' } },
      { tls: { ca: certificate, certificate: '', key: 'pass' } },
    ],
    [{ proxy: 'http://proxy:3128' }, { proxy: 'http://proxy:3128' }],
    [{ proxy: 'env:TOKEN' }, { proxy: 't0ken' }],
    [{ scrape: '1m' }, { scrape: 60_000 }],
    [{ scrape: 5000 }, { scrape: 5000 }],
    [{ kind: 'grafana', dataSource: 'PBFA97' }, { grafana: { uid: 'PBFA97' } }],
  ])('reads a source with %j', (more, expected) => {
    expect(read({ sources: [{ ...source, ...more }] })).toEqual([
      { ...plainConnection, ...source, ...expected },
    ])
  })

  it('reads YAML', () => {
    const text = `
# what operations runs
sources:
  - id: prod
    title: Production
    kind: grafana
    address: https://grafana.example/ops
    dataSource: Mimir
    auth: { kind: bearer, token: env:TOKEN }
    headers:
      X-Grafana-Org-Id: 2
    scrape: 30s
`
    expect(read(text)).toEqual([
      {
        ...plainConnection,
        id: 'prod',
        title: 'Production',
        kind: 'prometheus',
        address: 'https://grafana.example/ops',
        grafana: { uid: 'Mimir' },
        auth: { kind: 'bearer', token: 't0ken' },
        headers: [{ name: 'X-Grafana-Org-Id', value: '2' }],
        scrape: 30_000,
      },
    ])
  })

  it.each([
    ['{\n"sources": [\n}', /neither YAML nor JSON \(line 3\)/],
    ['sources:\n  - id: a\n    id: b\n', /neither YAML nor JSON \(line 3\)/],
    [{}, /wrong at sources/],
    [[], /wrong:/],
    [{ sources: [{ ...source, id: 'Not an id' }] }, /wrong at sources\.0\.id \(line 1\): an id is made of/],
    [{ sources: [{ ...source, kind: 'graphite' }] }, /wrong at sources\.0\.kind .*prometheus or grafana/],
    [{ sources: [source, { ...source, colour: 'red' }] }, /wrong at sources\.1/],
    [{ sources: [{ ...source, adress: 'x' }] }, /“adress” is not known; is “address” meant\./],
    [
      { sources: [{ ...source, address: undefined, adress: 'x' }] },
      /“adress” is not known; is “address” meant\./,
    ],
    [{ sources: [{ ...source, address: undefined }] }, /sources\.0\.address .*: it is missing\./],
    [{ sources: [{ ...source, scrape: 'often' }] }, /sources\.0\.scrape .*such as 15s/],
    [{ sources: [{ ...source, kind: 'grafana' }] }, /names a data source by its uid or name/],
    [{ sources: [{ ...source, dataSource: 'x' }] }, /only a source of the kind grafana/],
    [{ sources: [{ ...source, headers: { Authorization: 'x' } }] }, /headers\.Authorization .*is a secret/],
    [{ sources: [{ ...source, tls: { ca: 'x' } }] }, /sources\.0\.tls\.ca .*PEM text/],
    [withAuth({ kind: 'digest' }), /sources\.0\.auth.*one of none, basic, bearer/],
    [withAuth({ kind: 'bearer', token: 'env:NONE' }), /the secret env:NONE of “prod” is not there/],
  ])('refuses %j', (value, words) => {
    expect(() => read(value)).toThrow(words)
  })

  it('names the line of what is wrong', () => {
    const text =
      'sources:\n  - id: a\n    title: A\n    kind: prometheus\n    address: a:1\n    auth:\n      kind: bearer\n      tokn: env:TOKEN\n'
    expect(() => read(text)).toThrow('sources.0.auth')
    expect(() => read(text.replace('tokn', 'token').replace('kind: prometheus', 'kind: loki'))).toThrow(
      '(line 4)',
    )
    expect(() => read(text.replace('tokn', 'token') + '      colour: red\n')).toThrow('(line 9)')
  })

  it.each([
    withAuth({ kind: 'bearer', token: 's3cret' }),
    withAuth({ kind: 'basic', user: 'me', password: 's3cret' }),
    { sources: [{ ...source, headers: { 'X-Token': 's3cret' } }] },
    { sources: [{ ...source, tls: { key: '-----BEGIN PRIVATE KEY-----\ns3cret' } }] },
    { sources: [{ ...source, proxy: 'http://me:s3cret@proxy:1' }] },
    '{"sources": [{"token": "s3cret",,}]}',
  ])('refuses a secret written into it, without repeating it: %j', value => {
    const attempt = () => read(value)
    expect(attempt).toThrow(/env:NAME or file:PATH|neither YAML/)
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
