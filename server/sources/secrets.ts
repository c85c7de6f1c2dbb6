import type { SourceDraft } from '#shared/wire/wire.ts'

/** What of a source is secret, or stands beside secrets. */
export type Secretive = Pick<SourceDraft, 'auth' | 'headers' | 'tls' | 'proxy'>

const blot = '•••'
const short = 6

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const pairOf = (user: string, password: string) => (password === '' ? [] : [password, `${user}:${password}`])

function inProxy(proxy: string | null): readonly string[] {
  if (proxy === null || !URL.canParse(proxy)) return []
  const { username, password } = new URL(proxy)
  return [password, ...pairOf(decoded(username), decoded(password))]
}

/** The value of a header, and its words beyond the name of a scheme: `Bearer abc`. */
const inHeader = (value: string): readonly string[] => [value, ...value.split(' ').slice(1)]

const inKey = (key: string): readonly string[] =>
  key.split(/\r?\n/).filter(line => line.length >= 16 && !line.startsWith('-----'))

/** Every secret of a source as it was given. */
const secretsOf = ({ auth, headers, tls, proxy }: Secretive): readonly string[] => [
  ...(auth.kind === 'basic' ? pairOf(auth.user, auth.password) : []),
  ...(auth.kind === 'bearer' ? [auth.token] : []),
  ...headers.flatMap(({ value }) => inHeader(value)),
  ...inKey(tls.key),
  ...inProxy(proxy),
]

/** The forms in which a text may come back: as it is, in Base64, in an address, in a form, in JSON. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = bytes.toString('base64')
  const encoded = encodeURIComponent(bytes.toString('utf8'))
  return [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase()),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** Short secrets, such as the tenant `1`, count only where they stand alone: else every figure would be blotted out. */
const patternOf = (form: string) =>
  form.length < short ? `(?<![\\p{L}\\p{N}])${escaped(form)}(?![\\p{L}\\p{N}])` : escaped(form)

/** A function that blots every secret of a source out of a text, in any form: a server may repeat in its errors what it was sent. */
export function blotter(source: Secretive): (text: string) => string {
  const forms = new Set(secretsOf(source).flatMap(formsOf))
  forms.delete('')
  if (forms.size === 0) return text => text
  const longestFirst = [...forms].sort((a, b) => b.length - a.length)
  const any = new RegExp(longestFirst.map(patternOf).join('|'), 'gu')
  return text => text.replace(any, blot)
}
