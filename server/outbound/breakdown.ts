import { Failed, type Failure, type SourcePart } from '#shared/query/failure.ts'
import { DeniedAddress } from './addresses.ts'
import type { OutboundSettings } from './settings.ts'

/** Where a request was going, by which proxy and under which limits: what the words of a breakdown need. */
export type Journey = {
  readonly origin: string
  readonly host: string
  /** Without user and password; null: none. */
  readonly proxy: string | null
  readonly settings: OutboundSettings
}

/** Thrown into a request whose overall time is up. */
export class WholeTimeUp extends Error {
  readonly code = 'WHOLE_TIME_UP'
}

/** Thrown where the connection ends in the middle of an answer. */
export class BrokenOff extends Error {
  readonly code = 'BROKEN_OFF'
  constructor(cause: unknown) {
    super('the answer broke off', { cause })
  }
}

/** Why somebody does not want an answer any more: their time is up, which is the other side's doing, or nobody's. */
export const whyStopped = (reason: unknown, origin: string): Failed =>
  reason instanceof Error && reason.name === 'TimeoutError'
    ? new Failed({ kind: 'timeout', message: `${origin} did not answer in the time that was left.` })
    : new Failed({ kind: 'stopped', message: 'Stopped.' })

type Said = Pick<Failure, 'kind' | 'message' | 'hint'> & { readonly part?: SourcePart }
type Words = (journey: Journey, error: Error) => Said

const seconds = (ms: number) => `${ms / 1000} s`
const size = (bytes: number) => (bytes >= 1 << 20 ? `${Math.round(bytes / (1 << 20))} MiB` : `${bytes} bytes`)

const unreachable =
  (why: string, hint?: string, part: SourcePart = 'address'): Words =>
  ({ origin }) => ({
    kind: 'unreachable',
    message: `${origin} cannot be reached: ${why}.`,
    ...(hint && { hint }),
    part,
  })

const certificate = (why: string, hint: string): Words =>
  unreachable(`its certificate is not trusted (${why})`, hint, 'authority')

const giveAuthority =
  'Give the source the certificate of the authority (CA) that signed it, or start Blipbook with NODE_EXTRA_CA_CERTS.'

const wantsCertificate = unreachable(
  'it does not accept our client certificate, or wants one',
  'Give the source a client certificate and its key that it accepts.',
  'certificate',
)

const brokeOff: Words = ({ origin }) => ({
  kind: 'unreachable',
  message: `${origin} broke off the connection before its answer was complete.`,
  ...(origin.startsWith('https:') && { hint: 'If it wants a client certificate, give the source one.' }),
})

const refusedByProxy =
  (status: string): Words =>
  ({ proxy }) => ({
    kind: 'unreachable',
    message: `The proxy ${proxy} does not pass the connection on (${status}).`,
    hint:
      status === '407'
        ? 'It wants a user and a password that it knows: http://user:password@proxy:3128.'
        : 'Does it allow this host and port?',
    part: 'proxy',
  })

const notHttp: Words = ({ origin }) => ({
  kind: 'nonsense',
  message: `What answers at ${origin} does not speak HTTP.`,
  hint: 'Check the port.',
})

const notTls = unreachable(
  'it does not speak TLS there',
  'Try the address with http:// in place of https://.',
)

/** What the error codes of Node and undici mean to a person. */
const meanings: Readonly<Record<string, Words>> = {
  ECONNREFUSED: unreachable('connection refused', 'Is it running, and is the port right?'),
  ENOTFOUND: ({ host }) => ({
    kind: 'unreachable',
    message: `The name ${host} is not known (DNS).`,
    hint: 'Check the spelling; is a VPN needed?',
  }),
  EAI_AGAIN: ({ host }) => ({
    kind: 'unreachable',
    message: `The name ${host} could not be looked up (DNS).`,
  }),
  EHOSTUNREACH: unreachable('there is no way to that host'),
  ENETUNREACH: unreachable('there is no way to that network'),
  EADDRNOTAVAIL: unreachable('the address is not available'),
  ETIMEDOUT: unreachable('the connection timed out'),
  ECONNRESET: brokeOff,
  EPIPE: brokeOff,
  BROKEN_OFF: brokeOff,
  UND_ERR_SOCKET: brokeOff,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: brokeOff,
  ERR_STREAM_PREMATURE_CLOSE: brokeOff,
  UND_ERR_DESTROYED: unreachable('outgoing connections are closed'),
  UND_ERR_CLOSED: unreachable('outgoing connections are closed'),
  ADDRESS_DENIED: ({ host }, error) => ({
    kind: 'unreachable',
    message: `${error instanceof DeniedAddress ? error.host : host} is not contacted: its address is in a network that is closed to sources.`,
    hint: 'Link-local addresses and those of cloud credentials are closed; an operator opens them by BLIPBOOK_ALLOW_NETWORKS.',
  }),
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate('self-signed', giveAuthority),
  SELF_SIGNED_CERT_IN_CHAIN: certificate('self-signed in its chain', giveAuthority),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate('unknown authority', giveAuthority),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate('unknown authority', giveAuthority),
  CERT_SIGNATURE_FAILURE: certificate('not signed by the authority that was given', giveAuthority),
  CERT_HAS_EXPIRED: certificate('expired', 'Renew the certificate.'),
  CERT_NOT_YET_VALID: certificate('not yet valid', 'Are the clocks right?'),
  ERR_TLS_CERT_ALTNAME_INVALID: certificate(
    'made out for another name',
    'Use the name that the certificate is made out for.',
  ),
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: wantsCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: wantsCertificate,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: wantsCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: wantsCertificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: wantsCertificate,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  EPROTO: notTls,
  UND_ERR_CONNECT_TIMEOUT: ({ origin, settings }) => ({
    kind: 'timeout',
    message: `${origin} did not accept a connection within ${seconds(settings.connect)}.`,
  }),
  UND_ERR_HEADERS_TIMEOUT: ({ origin, settings }) => ({
    kind: 'timeout',
    message: `${origin} did not begin to answer within ${seconds(settings.begin)}.`,
  }),
  UND_ERR_BODY_TIMEOUT: ({ origin, settings }) => ({
    kind: 'timeout',
    message: `${origin} fell silent in the middle of its answer for ${seconds(settings.pause)}.`,
  }),
  WHOLE_TIME_UP: ({ origin, settings }) => ({
    kind: 'timeout',
    message: `${origin} did not finish its answer within ${seconds(settings.whole)}.`,
    hint: 'A shorter window, a wider step or fewer series make a query faster.',
  }),
  ANSWER_TOO_LARGE: ({ origin, settings }) => ({
    kind: 'limit',
    message: `The answer of ${origin} is larger than ${size(settings.largest)} and was not read to its end.`,
    hint: 'Ask for fewer series, a shorter window or a wider step.',
  }),
  UNKNOWN_ENCODING: ({ origin }) => ({
    kind: 'nonsense',
    message: `The answer of ${origin} is compressed in a way that was not asked for.`,
  }),
  Z_DATA_ERROR: ({ origin }) => ({ kind: 'nonsense', message: `The answer of ${origin} is damaged (gzip).` }),
  Z_BUF_ERROR: brokeOff,
  UND_ERR_HEADERS_OVERFLOW: notHttp,
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** True where the connection died before an answer began, as one kept open for too long does. */
export const isDeadConnection = (error: unknown): boolean =>
  ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error))

/** What goes wrong before a proxy is reached: the address behind it is never contacted by ourselves. */
const beforeTheProxy = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])

const towardsProxy = (journey: Journey, proxy: string): Journey => ({
  ...journey,
  origin: `The proxy ${proxy}`,
  host: new URL(proxy).hostname,
})

/** What undici says, without a code of its own, where a proxy answers anything but yes. */
const proxyAnswer = /^Proxy (?:response|Authentication Required) \((\d+)\)/

function wordsFor(error: Error): Words | undefined {
  const status = proxyAnswer.exec(error.message)?.[1]
  if (status !== undefined) return refusedByProxy(status)
  return error.name === 'HTTPParserError' ? notHttp : meanings[codeOf(error)]
}

/** The failure that an error of a connection amounts to; undefined for what is no such error (a defect). */
export function failureOf(error: unknown, journey: Journey): Failed | undefined {
  if (!(error instanceof Error)) return undefined
  const words = wordsFor(error)
  if (words === undefined) return error.cause === undefined ? undefined : failureOf(error.cause, journey)
  const proxy = beforeTheProxy.has(codeOf(error)) ? journey.proxy : null
  const { part, ...failure } = words(proxy === null ? journey : towardsProxy(journey, proxy), error)
  return new Failed(failure, proxy === null ? part : 'proxy')
}
