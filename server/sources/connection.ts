import { connectionProblem } from '#server/outbound/dispatcher.ts'
import type { SourcePart } from '#shared/query/failure.ts'
import type { SourceDraft } from '#shared/wire/wire.ts'

/** What is wrong with how a source is to be reached, and where to mend it. Never repeats a secret. */
export type ConnectionProblem = { readonly reason: string; readonly part: SourcePart | null }

type Header = SourceDraft['headers'][number]

/** Headers that belong to one hop, to the message's form, or to us: a source that had them would break its own requests. */
const notOurs = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const tokens = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/

function headerProblem({ name, value }: Header, signsIn: boolean): string | null {
  const lower = name.toLowerCase()
  if (!tokens.test(name))
    return `“${name.slice(0, 60)}” is no name of a header: it is one word, such as X-Scope-OrgID.`
  if (/[\r\n]/.test(value)) return `The value of the header ${name} has a line break in it.`
  if (!sendable.test(value)) return `The value of the header ${name} has characters that no header can carry.`
  if (notOurs.has(lower)) return `The header ${name} is set by each connection itself and cannot be given.`
  if (lower === 'authorization' && signsIn)
    return 'The header Authorization is made from the sign-in of the source: give one or the other.'
  return null
}

/** What is wrong with the headers, PEM texts or proxy of a source; null where nothing is. */
export function problemOf(
  draft: Pick<SourceDraft, 'auth' | 'headers' | 'tls' | 'proxy'>,
): ConnectionProblem | null {
  const { headers, auth } = draft
  const names = headers.map(one => one.name.toLowerCase())
  const twice = headers.find((one, i) => names.indexOf(one.name.toLowerCase()) !== i)
  if (twice !== undefined) return { reason: `The header ${twice.name} is given twice.`, part: 'headers' }
  const wrong = headers.map(one => headerProblem(one, auth.kind !== 'none')).find(one => one !== null)
  return wrong === undefined ? connectionProblem(draft) : { reason: wrong, part: 'headers' }
}

/** The header that signs in; none for `none`. */
function signIn(auth: SourceDraft['auth']): Readonly<Record<string, string>> {
  if (auth.kind === 'none') return {}
  if (auth.kind === 'bearer') return { authorization: `Bearer ${auth.token}` }
  return { authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`, 'utf8').toString('base64')}` }
}

/** What is sent with every request to a source: its sign-in and its own headers. */
export function headersOf(source: Pick<SourceDraft, 'auth' | 'headers'>): Readonly<Record<string, string>> {
  const own = source.headers.map(({ name, value }) => [name.toLowerCase(), value.trim()])
  return { 'user-agent': 'Blipbook', ...Object.fromEntries(own), ...signIn(source.auth) }
}
