import { readProxy } from '#server/outbound/proxy.ts'
import type { StoredSource } from '#server/store/store.ts'
import type { SourceChange, SourceDraft } from '#shared/wire/wire.ts'
import { refused, tidyDraft, type DraftReading } from './draft.ts'

/** Where a proxy is, without what signs in to it. */
const proxyPlace = (proxy: string | null): string | null => {
  const reading = proxy === null ? undefined : readProxy(proxy)
  return reading?.ok === true ? reading.origin : null
}

const keptPart = (text: string): string | null => (text === '' ? '' : null)

/** What an alteration of a source starts from: its settings with null in the place of every secret. */
export function changeOf({ id: _id, ...stored }: StoredSource): SourceChange {
  const { auth, headers, tls, proxy } = stored
  const signIns = {
    none: { kind: 'none' },
    basic: { kind: 'basic', user: auth.kind === 'basic' ? auth.user : '', password: null },
    bearer: { kind: 'bearer', token: null },
  } as const
  return {
    ...stored,
    auth: signIns[auth.kind],
    headers: headers.map(({ name }) => ({ name, value: null })),
    tls: { ca: keptPart(tls.ca), certificate: keptPart(tls.certificate), key: keptPart(tls.key) },
    proxy: proxyPlace(proxy),
  }
}

const keepsSecrets = ({ auth, headers, tls }: SourceChange): boolean =>
  (auth.kind === 'basic' && auth.password === null) ||
  (auth.kind === 'bearer' && auth.token === null) ||
  headers.some(one => one.value === null) ||
  tls.key === null

function authOf(change: SourceChange['auth'], kept: SourceDraft['auth']): SourceDraft['auth'] | undefined {
  if (change.kind === 'none') return change
  if (change.kind === 'basic') {
    const password = change.password ?? (kept.kind === 'basic' ? kept.password : null)
    return password === null ? undefined : { ...change, password }
  }
  const token = change.token ?? (kept.kind === 'bearer' ? kept.token : null)
  return token === null ? undefined : { ...change, token }
}

function headersOf(change: SourceChange['headers'], kept: SourceDraft['headers']): SourceDraft['headers'] {
  const before = new Map(kept.map(({ name, value }) => [name.toLowerCase(), value]))
  return change.map(({ name, value }) => ({ name, value: value ?? before.get(name.toLowerCase()) ?? '' }))
}

const sameOrigin = (a: string, b: string) => new URL(a).origin === new URL(b).origin

/**
 * The stored settings with a change made to them, tidied. Secrets that the change leaves out stay, but only while they go where they went
 * before: refused where the address has another origin or the proxy is another, since a kept secret would be handed to whoever is there.
 */
export function changed(stored: StoredSource, change: SourceChange): DraftReading<SourceDraft> {
  const auth = authOf(change.auth, stored.auth)
  if (auth === undefined) return refused('How to sign in has changed: the secret is missing.', 'signIn')
  const { tls } = change
  const reading = tidyDraft({
    ...change,
    auth,
    headers: headersOf(change.headers, stored.headers),
    tls: {
      ca: tls.ca ?? stored.tls.ca,
      certificate: tls.certificate ?? stored.tls.certificate,
      key: tls.key ?? stored.tls.key,
    },
    proxy: change.proxy !== null && change.proxy === proxyPlace(stored.proxy) ? stored.proxy : change.proxy,
  })
  if (!reading.ok || !keepsSecrets(change)) return reading
  if (!sameOrigin(reading.draft.address, stored.address))
    return refused(
      'The address now leads to another place: give the secrets anew, since the kept ones are not sent there.',
      'signIn',
    )
  if (proxyPlace(reading.draft.proxy) !== proxyPlace(stored.proxy))
    return refused('The proxy is another now: give the secrets anew, since they go through it.', 'signIn')
  return reading
}
