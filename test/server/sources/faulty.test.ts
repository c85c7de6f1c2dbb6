import { createServer as createPlainServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import type { OutboundSettings } from '#server/outbound/settings.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { pem } from '#test/server/outbound/pem.ts'
import * as fake from './fake.ts'
import * as faulty from './faulty.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const never = new AbortController().signal
const grid = { start: 1_000_000, step: 10_000, count: 4 }

/** What a source at an address fails with, its message and hint as one text. */
async function failureAt(
  address: string,
  change: Partial<OutboundSettings> = {},
): Promise<{ readonly kind: Failure['kind']; readonly says: string; readonly source: string | undefined }> {
  const limits = { connect: 500, begin: 150, pause: 150, whole: 2_000, largest: 1 << 20 }
  const outbound = openOutbound({ ...limits, ...change }, { wait: async () => {} })
  open.push(outbound.close)
  const source = prometheusSource({ id: 'p', title: 'P', ...plainConnection, address }, outbound)
  const error = await source.query({ text: 'up', grid }, never).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failed)) throw new Error('expected a failure', { cause: error })
  const { kind, message, hint = '', source: id } = error.failure
  return { kind, says: `${message} ${hint}`, source: id }
}

async function serve(behaviour: fake.Behaviour, secure = false): Promise<string> {
  const tls = secure ? { cert: pem('server.pem'), key: pem('server.key') } : undefined
  const server = await fake.openFake(behaviour, tls)
  open.push(server.close)
  return server.address
}

const login = '<!DOCTYPE html><html><head><title>Sign in to\n Example</title></head></html>'
const matrix = (...values: readonly unknown[]) =>
  fake.success({ resultType: 'matrix', result: [{ metric: {}, values }] })

const cases: readonly (readonly [string, fake.Behaviour, Failure['kind'], RegExp])[] = [
  ['nothing for ever', fake.stall, 'timeout', /did not begin to answer within 0\.15 s/],
  ['a beginning, then silence', fake.fallSilent, 'timeout', /fell silent in the middle/],
  ['a drip', fake.drip, 'timeout', /did not finish its answer within 2 s/],
  ['a reset before a word', fake.reset, 'unreachable', /broke off/],
  ['a reset in the middle', fake.resetMidway, 'unreachable', /broke off/],
  ['a connection closed without a word', faulty.hangUp, 'unreachable', /broke off/],
  ['a length that is too long', faulty.lengthTooLong, 'unreachable', /broke off/],
  ['a length that is too short', faulty.lengthTooShort, 'nonsense', /not JSON|does not speak HTTP/],
  ['a length beyond all limits', faulty.lengthTooLarge, 'limit', /larger than 1 MiB/],
  ['a length that is no number', faulty.lengthNoNumber, 'nonsense', /does not speak HTTP/],
  ['garbage in place of a chunk', faulty.chunkedGarbage, 'nonsense', /does not speak HTTP/],
  ['half a chunk', faulty.chunkedCut, 'unreachable', /broke off/],
  ['a header without end', faulty.endlessHeader, 'nonsense', /does not speak HTTP/],
  ['another protocol', fake.garbage, 'nonsense', /does not speak HTTP/],
  ['a flood', fake.flood, 'limit', /larger than 1 MiB/],
  ['a bomb of gzip', faulty.gzipBomb(200), 'limit', /larger than 1 MiB/],
  ['half of a gzip', faulty.gzipCut, 'unreachable', /broke off/],
  ['half of a JSON', fake.text('{"status":"success","da'), 'nonsense', /not JSON in place of data/],
  ['JSON that is no envelope', fake.json([1, 2]), 'nonsense', /not JSON|no Prometheus answer/],
  ['JSON without a status', fake.json({ data: {} }), 'nonsense', /does not say whether it succeeded/],
  ['the right thing as plain text', fake.text('hello'), 'nonsense', /not JSON in place of data \(“hello”\)/],
  ['no body', fake.text(''), 'nonsense', /an empty one/],
  ['no content', fake.text('', 204), 'source', /status 204/],
  ['a matrix that is a number', fake.success(7), 'nonsense', /no matrix/],
  ['a value that is “nan%”', matrix([1000, 'nan%']), 'nonsense', /“nan%” is not a number/],
  ['a value that is null', matrix([1000, null]), 'nonsense', /a value is not a text/],
  ['a value that is a number', matrix([1000, 1]), 'nonsense', /a value is not a text/],
  ['a time that is a text', matrix(['1000', '1']), 'nonsense', /a time is not a number/],
  ['a point of three', matrix([1000, '1', '2']), 'nonsense', /not a pair/],
  ['429 without a wish', faulty.refuse(429), 'source', /too many requests \(429\)/],
  ['429 that wishes for a second', faulty.refuse(429, '0'), 'source', /too many requests \(429\)/],
  ['429 that wishes for an hour', faulty.refuse(429, '3600'), 'source', /too many requests \(429\)/],
  ['500 and a page', fake.html('<html></html>', 500), 'source', /status 500/],
  ['502', fake.html('<html>', 502), 'source', /a proxy that cannot reach/],
  ['503', fake.text('Service Unavailable', 503), 'source', /overloaded or starting \(503\)/],
  ['504', fake.html('<html>', 504), 'source', /waited in vain/],
  ['401', fake.text('no', 401), 'source', /asks to sign in \(401\)/],
  ['401 for want of a tenant', fake.text('no org id', 401), 'source', /tenant \(401\).*X-Scope-OrgID/],
  ['403', fake.text('no', 403), 'source', /does not allow this \(403\)/],
  ['404', fake.text('no', 404), 'source', /no Prometheus API at this path \(404\)/],
  ['418', fake.text('I am a teapot', 418), 'source', /status 418 \(“I am a teapot”\)/],
  ['a sign-in page', fake.html(login), 'nonsense', /a web page in place of data \(“Sign in to Example”\)/],
  ['a sign-in page as JSON', fake.text(login, 200, 'application/json'), 'nonsense', /a web page/],
  ['the way to a sign-in page', fake.redirect('/login'), 'source', /redirects to .*\/login.*sign-in page/],
  [
    'the way to another host',
    fake.redirect('https://sso.example/'),
    'source',
    /redirects to https:\/\/sso\.example\//,
  ],
  ['the way to cloud credentials', fake.redirect('http://169.254.169.254/', 307), 'source', /another place/],
  ['the way to a file', fake.redirect('file:///etc/passwd', 307), 'source', /another place/],
  ['a way in circles', fake.redirect('/api/v1/query_range', 307), 'source', /in circles/],
  ['a way to nowhere', fake.redirect('http://', 307), 'source', /without saying where to/],
  [
    'an encoding of its own',
    (_seen, response) => void response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
    'nonsense',
    /compressed in a way/,
  ],
]

describe('a faulty source that answers', () => {
  it.each(cases)('%s is named', async (_name, behaviour, kind, says) => {
    expect(await failureAt(await serve(behaviour))).toEqual({
      kind,
      says: expect.stringMatching(says),
      source: 'p',
    })
  })

  it('the way from TLS to none is not followed', async () => {
    const address = await serve((seen, ...rest) => {
      fake.redirect(`http://${seen.headers.host}/`, 307)(seen, ...rest)
    }, true)
    const { says } = await failureAt(address.replace('127.0.0.1', 'localhost'), {})
    expect(says).toMatch(/not trusted/)
    const outbound = openOutbound()
    open.push(outbound.close)
    const line = outbound.line({ tls: { ...plainConnection.tls, ca: pem('authority.pem') }, proxy: null })
    const source = prometheusSource({ id: 'p', title: 'P', ...plainConnection, address }, line)
    await expect(source.query({ text: 'up', grid }, never)).rejects.toThrow(
      /another place and was not followed/,
    )
  })

  it('TLS where none is expected, and none where TLS is, is named', async () => {
    const secure = await serve(fake.json({}), true)
    expect((await failureAt(secure.replace('https:', 'http:'))).kind).toMatch(/unreachable|nonsense/)
    const plain = createPlainServer(socket => {
      socket.on('error', () => {}).on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    })
    await new Promise<void>(resolve => plain.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise(resolve => plain.close(() => resolve())))
    const { port } = plain.address() as AddressInfo
    expect((await failureAt(`https://127.0.0.1:${port}`)).says).toMatch(/does not speak TLS there.*http:\/\//)
  })

  it('200 MB is read to the limit and no further, in bounded memory', async () => {
    const limit = 16 << 20
    const sent = { bytes: 0 }
    const address = await serve(faulty.large(200, sent))
    const before = process.memoryUsage().rss
    const failure = await failureAt(address, { largest: limit, whole: 20_000 })
    const grown = process.memoryUsage().rss - before
    expect(failure).toMatchObject({ kind: 'limit', says: expect.stringContaining('larger than 16 MiB') })
    expect(sent.bytes).toBeLessThan(3 * limit)
    expect(grown).toBeLessThan(4 * limit)
  })
})
