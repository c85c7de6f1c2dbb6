import { printClock, printDay, printZone, type Zone } from '#shared/time/clock.ts'
import { minute, type Ms } from '#shared/time/window.ts'
import { plainConnection, type SourceDraft, type SourceSummary, type SourceTest } from '#shared/wire/wire.ts'

export const kindWords = {
  embedded: 'What was imported, and the demo',
  prometheus: 'Prometheus',
} as const satisfies Record<SourceSummary['kind'], string>

const moment = (at: Ms, zone: Zone) => {
  const whole = Math.floor(at / minute) * minute
  return `${printDay(whole, zone)} ${printClock(whole, zone)} ${printZone(whole, zone)}`
}

/** Whether a source answered last, and since when that has been so. */
export function stateWords(state: SourceSummary['state'], zone: Zone): string {
  if (state === null) return 'not asked yet'
  if (state.up) return `answers, since ${moment(state.since, zone)}`
  const words = state.message === '' ? '' : ` ${state.message}`
  return `down since ${moment(state.since, zone)}.${words} Kept evidence still stands.`
}

/** The parts of a form as a person typed them. */
export type SourceForm = {
  readonly title: string
  readonly address: string
  readonly auth: SourceDraft['auth']['kind']
  readonly user: string
  readonly secret: string
}

export const emptyForm: SourceForm = { title: '', address: '', auth: 'none', user: '', secret: '' }

/** What is to be sent, or which field is missing what. An address without a scheme is taken as http; a title left empty is the host. */
export function readForm(
  form: SourceForm,
):
  | { readonly draft: SourceDraft }
  | { readonly field: 'address' | 'user' | 'secret'; readonly reason: string } {
  const typed = form.address.trim()
  if (typed === '') return { field: 'address', reason: 'Where is it? For example http://127.0.0.1:9090' }
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`)
  if (url === null)
    return { field: 'address', reason: 'This is no address. For example http://127.0.0.1:9090' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { field: 'address', reason: 'Only http and https are spoken.' }
  if (url.username !== '' || url.password !== '')
    return { field: 'address', reason: 'Leave the password out of the address; say how to sign in below.' }
  if (form.auth === 'basic' && form.user === '') return { field: 'user', reason: 'Whose password is it?' }
  if (form.auth !== 'none' && form.secret === '')
    return {
      field: 'secret',
      reason: form.auth === 'basic' ? 'The password is missing.' : 'The token is missing.',
    }
  const address = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  const title = form.title.trim() || url.host
  return { draft: { ...plainConnection, title, kind: 'prometheus', address, auth: authOf(form) } }
}

function authOf({ auth, user, secret }: SourceForm): SourceDraft['auth'] {
  if (auth === 'basic') return { kind: 'basic', user, password: secret }
  return auth === 'bearer' ? { kind: 'bearer', token: secret } : { kind: 'none' }
}

/** What a Test found out, in one or two sentences. */
export function testWords(test: SourceTest): string {
  if (!test.ok) return [test.failure.message, test.failure.hint].filter(Boolean).join(' ')
  const version = test.version === '' ? 'It answers' : `Prometheus ${test.version}`
  return `${version}, ${test.metrics.toLocaleString('en')} metrics, in ${Math.round(test.took)} ms.`
}
