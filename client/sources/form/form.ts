import { parseDuration, printDuration } from '#shared/time/duration.ts'
import type { SourcePart } from '#shared/query/failure.ts'
import { plainConnection, type SourceChange, type SourceDraft } from '#shared/wire/wire.ts'

/** The parts of a form as a person typed them; null is a secret that is kept and not shown. */
export type SourceForm = {
  readonly title: string
  readonly address: string
  readonly auth: SourceDraft['auth']['kind']
  readonly user: string
  readonly secret: string | null
  readonly headers: readonly { readonly name: string; readonly value: string | null }[]
  readonly ca: string | null
  readonly certificate: string | null
  readonly key: string | null
  readonly proxy: string
  readonly scrape: string
  readonly grafana: SourceDraft['grafana']
}

export type FieldName = Exclude<keyof SourceForm, 'grafana'>

/** What is wrong, and in which field where that is known. */
export type Trouble = { readonly field: FieldName | null; readonly reason: string }

/** The form of a source that nothing is known of. */
export const emptyForm: SourceForm = {
  title: '',
  address: '',
  auth: 'none',
  user: '',
  secret: '',
  headers: [],
  ca: '',
  certificate: '',
  key: '',
  proxy: '',
  scrape: printDuration(plainConnection.scrape),
  grafana: null,
}

/** The form of a source that is to be altered. */
export function formOf({
  title,
  address,
  auth,
  headers,
  tls,
  proxy,
  scrape,
  grafana,
}: SourceChange): SourceForm {
  return {
    title,
    address,
    auth: auth.kind,
    user: auth.kind === 'basic' ? auth.user : '',
    secret: auth.kind === 'none' ? '' : null,
    headers,
    ...tls,
    proxy: proxy ?? '',
    scrape: printDuration(scrape),
    grafana,
  }
}

const asUrl = (typed: string) => URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`)

/** The form with a user and a password taken out of the address and put where they belong: of an address that is whole, not while it is typed. */
export function sorted(form: SourceForm): SourceForm {
  const url = /@./.test(form.address) ? asUrl(form.address.trim()) : null
  if (url === null || url.username === '' || url.password === '') return form
  try {
    const [user, secret] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
    url.username = ''
    url.password = ''
    return { ...form, address: url.href, auth: 'basic', user, secret }
  } catch {
    return form
  }
}

/** An address that only a Grafana has. */
export const isGrafanaPage = (address: string): boolean =>
  /\/(d|d-solo|explore|goto|dashboards)([/?]|$)/.test(address)

function addressTrouble(form: SourceForm): Trouble | null {
  const typed = form.address.trim()
  const say = (reason: string): Trouble => ({ field: 'address', reason })
  if (typed === '') return say('Where is it? For example http://127.0.0.1:9090')
  const url = asUrl(typed)
  if (url === null) return say('This is no address. For example http://127.0.0.1:9090')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return say('Only http and https are spoken.')
  return null
}

function signInTrouble({ auth, user, secret }: SourceForm): Trouble | null {
  if (auth === 'basic' && user === '') return { field: 'user', reason: 'Whose password is it?' }
  if (auth === 'none' || secret !== '') return null
  return {
    field: 'secret',
    reason: auth === 'basic' ? 'The password is missing.' : 'The token is missing.',
  }
}

const scrapeOf = (typed: string) =>
  parseDuration(/^\d+$/.test(typed.trim()) ? `${typed.trim()}s` : typed.trim())

function moreTrouble({ headers, scrape }: SourceForm): Trouble | null {
  if (headers.some(one => one.name.trim() === '' && one.value !== ''))
    return { field: 'headers', reason: 'A header has a value and no name.' }
  const length = scrapeOf(scrape)
  return length === null || length < 100 || length > 86_400_000
    ? { field: 'scrape', reason: 'How often does it scrape? For example 15s or 1m.' }
    : null
}

function authOf({ auth, user, secret }: SourceForm): SourceChange['auth'] {
  if (auth === 'basic') return { kind: 'basic', user, password: secret }
  return auth === 'bearer' ? { kind: 'bearer', token: secret } : { kind: 'none' }
}

/** What is to be sent, or which field is missing what. A title left empty is the host. */
export function readForm(typed: SourceForm): { readonly change: SourceChange } | Trouble {
  const form = sorted(typed)
  const trouble = addressTrouble(form) ?? signInTrouble(form) ?? moreTrouble(form)
  if (trouble !== null) return trouble
  const { address, title, headers, ca, certificate, key, proxy, scrape, grafana } = form
  return {
    change: {
      title: title.trim() || (asUrl(address.trim())?.host ?? ''),
      kind: 'prometheus',
      address: address.trim(),
      auth: authOf(form),
      headers: headers.filter(one => one.name.trim() !== '').map(one => ({ ...one, name: one.name.trim() })),
      tls: { ca, certificate, key },
      proxy: proxy.trim() === '' ? null : proxy.trim(),
      grafana,
      scrape: scrapeOf(scrape) ?? plainConnection.scrape,
    },
  }
}

function withSecret(auth: SourceChange['auth']): SourceDraft['auth'] {
  if (auth.kind === 'basic') return { ...auth, password: auth.password ?? '' }
  return auth.kind === 'bearer' ? { ...auth, token: auth.token ?? '' } : auth
}

/** A change of nothing that was there before: every secret is in it. */
export function draftOf({ auth, headers, tls, ...rest }: SourceChange): SourceDraft {
  return {
    ...rest,
    auth: withSecret(auth),
    headers: headers.map(({ name, value }) => ({ name, value: value ?? '' })),
    tls: { ca: tls.ca ?? '', certificate: tls.certificate ?? '', key: tls.key ?? '' },
  }
}

const fields: Readonly<Record<SourcePart, FieldName | null>> = {
  address: 'address',
  signIn: 'secret',
  headers: 'headers',
  authority: 'ca',
  certificate: 'certificate',
  proxy: 'proxy',
  dataSource: null,
}

/**
 * The field of the part that a failed Test speaks of. Where it is the sign-in: the choice of how while that is none, the user while
 * nobody is named.
 */
export function fieldOf(part: SourcePart | null, { auth, user }: SourceForm): FieldName | null {
  const field = part === null ? null : fields[part]
  if (field !== 'secret' || auth === 'bearer') return field
  return auth === 'none' ? 'auth' : user === '' ? 'user' : 'secret'
}

/** The form with fields for a user and a password where a failed Test says that one has to sign in, and it was not said how. */
export const withSignIn = (form: SourceForm, part: SourcePart | null): SourceForm =>
  part === 'signIn' && form.auth === 'none' ? { ...form, auth: 'basic' } : form

/** The fields that are folded away under More. */
export const isInMore = (field: FieldName | null): boolean =>
  field !== null && ['headers', 'ca', 'certificate', 'key', 'proxy', 'scrape'].includes(field)
