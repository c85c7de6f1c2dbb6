import { createServer, type AddressInfo } from 'node:net'
import type { ServerOptions } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { failureOf } from '#server/outbound/breakdown.ts'
import { connectionProblem } from '#server/outbound/dispatcher.ts'
import { openOutbound } from '#server/outbound/open.ts'
import { outboundDefaults } from '#server/outbound/settings.ts'
import { Failed } from '#shared/query/failure.ts'
import * as fake from '#test/server/sources/fake.ts'
import { noTls, pem, shown } from './pem.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const own = { cert: pem('server.pem'), key: pem('server.key') }
const wantsClient = { ...own, ca: pem('authority.pem'), requestCert: true, rejectUnauthorized: true }

/** What comes back from an address: the status, or `kind/part: message`. */
async function asked(address: string, tls: Partial<typeof noTls>): Promise<string> {
  const outbound = openOutbound({ connect: 2000, whole: 4000 }, { wait: async () => {} })
  open.push(outbound.close)
  const line = outbound.line({ tls: { ...noTls, ...tls }, proxy: null })
  const request = { method: 'GET', url: address, headers: {}, repeatable: true } as const
  return line.send({ ...request, signal: new AbortController().signal }).then(
    answer => String(answer.status),
    (error: unknown) => {
      if (!(error instanceof Failed)) throw error
      return `${error.failure.kind}/${error.part}: ${error.failure.message}`
    },
  )
}

async function serving(options: ServerOptions): Promise<string> {
  const server = await fake.openFake(fake.json({}), options)
  open.push(server.close)
  return server.address
}

const ca = pem('authority.pem')

describe('a server with TLS', () => {
  const cases: readonly (readonly [string, ServerOptions, Partial<typeof noTls>, RegExp])[] = [
    ['is trusted by its authority', own, { ca }, /^200$/],
    ['is trusted by one of several', own, { ca: `${pem('stranger.pem')}\n${ca}` }, /^200$/],
    ['is not trusted without it', own, {}, /^unreachable\/authority: .* not trusted \(unknown authority\)/],
    [
      'is not trusted by another',
      own,
      { ca: pem('stranger.pem') },
      /^unreachable\/authority: .*unknown authority/,
    ],
    [
      'is not trusted under another name',
      { cert: pem('elsewhere.pem'), key: pem('elsewhere.key') },
      { ca },
      /^unreachable\/authority: .*made out for another name/,
    ],
    ['is shown our certificate', wantsClient, { ca, ...shown('client') }, /^200$/],
  ]
  it.each(cases)('%s', async (_name, options, tls, expected) => {
    expect(await asked(await serving(options), tls)).toMatch(expected)
  })

  it('that breaks off for want of a certificate is named, with what may help', async () => {
    const address = await serving(wantsClient)
    expect(await asked(address, { ca })).toMatch(/broke off/)
    expect(await asked(address, { ca, ...shown('strangeClient') })).toMatch(/broke off/)
  })

  it.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  ])('that refuses with the alert %s is named', code => {
    const journey = { origin: 'https://p', host: 'p', proxy: null, settings: outboundDefaults }
    const failed = failureOf(Object.assign(new Error('alert'), { code }), journey)
    expect([failed?.part, failed?.message]).toEqual([
      'certificate',
      'https://p cannot be reached: it does not accept our client certificate, or wants one.',
    ])
  })

  it('asked without TLS is named', async () => {
    const address = await serving(own)
    expect(await asked(address.replace('https:', 'http:'), {})).toMatch(/^(unreachable|nonsense)\//)
  })
})

describe('a server that never ends its handshake', () => {
  it('runs into the time to connect', async () => {
    const server = createServer(() => {})
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const outbound = openOutbound({ connect: 60, whole: 4000 })
    open.push(outbound.close, async () => void server.close())
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const signal = new AbortController().signal
    const sent = outbound.send({ method: 'GET', url, headers: {}, repeatable: true, signal })
    await expect(sent).rejects.toThrow('did not accept a connection within 0.06 s')
  })
})

describe('a PEM text', () => {
  const key = pem('client.key')
  const certificate = pem('client.pem')
  it.each([
    [{}, null],
    [{ ca }, null],
    [{ certificate, key }, null],
    [{ ca: 'not a pem' }, /^The authority \(CA\) cannot be read/],
    [{ ca: key }, /^The authority \(CA\) cannot be read/],
    [{ ca: ca.replace(/MII/, 'AAA') }, /^The authority \(CA\) cannot be read/],
    [{ certificate: key, key }, /^The client certificate cannot be read/],
    [{ certificate }, /^The client certificate needs its key/],
    [{ key }, /^The client key needs its certificate/],
    [{ certificate, key: certificate }, /^The client key cannot be read/],
    [{ certificate, key: pem('client.locked.key') }, /^The client key is locked with a passphrase/],
    [{ certificate, key: pem('server.key') }, /^The client key does not belong to the client certificate/],
  ])('of a connection is judged', (tls, reason) => {
    const problem = connectionProblem({ tls: { ...noTls, ...tls }, proxy: null })
    if (reason === null) expect(problem).toBeNull()
    else expect(problem?.reason).toMatch(reason)
    const [, body = ''] = key.split('\n')
    expect(problem?.reason ?? '').not.toContain(body)
  })

  it('that is no good fails each use of a line, in the same words', async () => {
    expect(await asked('https://127.0.0.1:1', { ca: 'x' })).toMatch(
      /^unreachable\/authority: The authority \(CA\)/,
    )
  })
})
