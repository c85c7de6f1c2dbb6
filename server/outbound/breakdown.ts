import type { Failure } from '#shared/query/failure.ts'
import type { OutboundSettings } from './settings.ts'

/** Where a request was going and under which limits: what the words of a breakdown need. */
export type Journey = { readonly origin: string; readonly host: string; readonly settings: OutboundSettings }

/** Thrown into a request whose overall time is up. */
export class WholeTimeUp extends Error {
  readonly code = 'WHOLE_TIME_UP'
}

type Words = (journey: Journey) => Pick<Failure, 'kind' | 'message' | 'hint'>

const seconds = (ms: number) => `${ms / 1000} s`
const size = (bytes: number) => (bytes >= 1 << 20 ? `${Math.round(bytes / (1 << 20))} MiB` : `${bytes} bytes`)

const unreachable =
  (why: string, hint?: string): Words =>
  ({ origin }) => ({
    kind: 'unreachable',
    message: `${origin} cannot be reached: ${why}.`,
    ...(hint && { hint }),
  })

const certificate = (why: string): Words =>
  unreachable(
    `its certificate is not trusted (${why})`,
    'Start Blipbook with NODE_EXTRA_CA_CERTS naming the certificate authority, or renew the certificate.',
  )

const brokeOff: Words = ({ origin }) => ({
  kind: 'unreachable',
  message: `${origin} broke off the connection before its answer was complete.`,
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
  UND_ERR_SOCKET: brokeOff,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: brokeOff,
  ERR_STREAM_PREMATURE_CLOSE: brokeOff,
  UND_ERR_DESTROYED: unreachable('outgoing connections are closed'),
  UND_ERR_CLOSED: unreachable('outgoing connections are closed'),
  ADDRESS_DENIED: ({ host }) => ({
    kind: 'unreachable',
    message: `${host} is not contacted: its address is in a network that is closed to sources (link-local or cloud credentials).`,
  }),
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate('self-signed'),
  SELF_SIGNED_CERT_IN_CHAIN: certificate('self-signed in its chain'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate('unknown authority'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate('unknown authority'),
  CERT_HAS_EXPIRED: certificate('expired'),
  CERT_NOT_YET_VALID: certificate('not yet valid'),
  ERR_TLS_CERT_ALTNAME_INVALID: certificate('made out for another name'),
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

/** The failure that an error of a connection amounts to; undefined for what is no such error (a defect). */
export function failureOf(error: unknown, journey: Journey): Failure | undefined {
  if (!(error instanceof Error)) return undefined
  const code = codeOf(error)
  const words = error.name === 'HTTPParserError' ? notHttp : meanings[code]
  return words?.(journey) ?? (error.cause === undefined ? undefined : failureOf(error.cause, journey))
}
