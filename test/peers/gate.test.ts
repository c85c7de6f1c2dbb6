import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import { Failed } from '#shared/query/failure.ts'
import { plainConnection, type SourceDraft } from '#shared/wire/wire.ts'
import { pem, shown } from '#test/server/outbound/pem.ts'
import { startNginx, type Gate } from './programs/nginx.ts'
import type { Peer } from './programs/program.ts'
import { startPrometheus } from './programs/prometheus.ts'
import { remoteWrite } from './remoteWrite.ts'
import { begin, written } from './samples.ts'

const outbound = openOutbound()
let peer: Peer
let gate: Gate

beforeAll(async () => {
  peer = await startPrometheus()
  gate = await startNginx(peer)
  await remoteWrite(peer.address, written)
})

afterAll(async () => {
  await outbound.close()
  await gate.stop()
  await peer.stop()
})

type Settings = Partial<Omit<SourceDraft, 'tls'>> & { readonly tls?: Partial<SourceDraft['tls']> }

/** What the test of a source at a door says: the server, or the part and the words of its failure. */
async function tested(address: string, { tls, ...change }: Settings): Promise<string> {
  const place = { ...plainConnection, ...change, tls: { ...plainConnection.tls, ...tls } }
  const line = outbound.line(place)
  try {
    const source = prometheusSource({ id: 'p', title: 'P', ...place, address }, line)
    const signal = new AbortController().signal
    const grid = { start: begin + 600_000, step: 60_000, count: 60 }
    const { frame } = await source.query({ text: 'sum(requests_total)', grid }, signal)
    const { server, version } = await source.test(signal)
    return `${server} ${version}, ${frame.series.length} series`
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    return `${error.part}: ${error.failure.message} ${error.failure.hint ?? ''}`
  } finally {
    await line.close()
  }
}

const ca = pem('authority.pem')
const basic = (password: string) => ({ kind: 'basic', user: 'me', password }) as const
const tenant = (value: string) => ({ tls: { ca }, headers: [{ name: 'X-Scope-OrgID', value }] })
const answers = /^Prometheus 3\.\S+, 1 series$/

const cases: readonly (readonly [string, Exclude<keyof Gate, 'stop'>, Settings, RegExp])[] = [
  ['with user and password', 'password', { tls: { ca }, auth: basic('s3cret word') }, answers],
  [
    'with a wrong password',
    'password',
    { tls: { ca }, auth: basic('wr0ng-one') },
    /^signIn: .* sign in \(401\).*does not accept/,
  ],
  [
    'without a password',
    'password',
    { tls: { ca } },
    /^signIn: .* sign in \(401\).*Give a user and a password/,
  ],
  [
    'with a token',
    'password',
    { tls: { ca }, auth: { kind: 'bearer', token: 't0ken-one' } },
    /^signIn: .*does not accept/,
  ],
  ['without its authority', 'password', { auth: basic('s3cret word') }, /^authority: .*not trusted/],
  ['with another authority', 'password', { tls: { ca: pem('stranger.pem') } }, /^authority: .*not trusted/],
  ['with a client certificate', 'certificate', { tls: { ca, ...shown('client') } }, answers],
  [
    'without a client certificate',
    'certificate',
    { tls: { ca } },
    /^certificate: .*wants a client certificate/,
  ],
  [
    'with a stranger’s certificate',
    'certificate',
    { tls: { ca, ...shown('strangeClient') } },
    /^certificate: .*does not accept ours/,
  ],
  ['with its tenant', 'tenant', tenant('team-a'), answers],
  ['with another tenant', 'tenant', tenant('team-b'), /^signIn: .*does not allow this \(403\).*tenant/],
  ['without a tenant', 'tenant', { tls: { ca } }, /^signIn: .*does not allow this \(403\).*tenant/],
]

describe('a Prometheus behind a real nginx', () => {
  it.each(cases)('%s says the right thing', async (_name, door, settings, expected) => {
    const said = await tested(gate[door], settings)
    expect(said).toMatch(expected)
    expect(said).not.toMatch(/s3cret|wr0ng|t0ken/)
  })

  it('under a name that is not in its certificate says so', async () => {
    const { port } = new URL(gate.password)
    expect(await tested(`https://127.0.0.2:${port}`, { tls: { ca } })).toMatch(/^(address|authority): /)
  })

  it('asked without TLS says so', async () => {
    const said = await tested(gate.password.replace('https:', 'http:'), {})
    expect(said).toMatch(/plain HTTP request was sent to HTTPS port/)
  })
})
