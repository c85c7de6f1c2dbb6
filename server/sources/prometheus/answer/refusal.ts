import type { OutboundAnswer } from '#server/outbound/outbound.ts'
import { Failed, type SourcePart } from '#shared/query/failure.ts'

type Words = { readonly says: string; readonly hint?: string; readonly part?: SourcePart }
type Told = { readonly text: string; readonly signsIn: boolean }

const wantsTenant = /no org id|X-Scope-OrgID/i
const wantsCertificate = /SSL certificate/i

const statusWords: Readonly<Record<number, (told: Told) => Words | undefined>> = {
  400: ({ text }) =>
    wantsCertificate.test(text)
      ? {
          says: 'wants a client certificate, or does not accept ours (400)',
          hint: 'Give the source a client certificate and its key that it accepts.',
          part: 'certificate',
        }
      : undefined,
  401: ({ text, signsIn }) =>
    wantsTenant.test(text)
      ? {
          says: 'wants to know the tenant (401)',
          hint: 'Give the source the header X-Scope-OrgID with the name of the tenant.',
          part: 'signIn',
        }
      : {
          says: 'asks to sign in (401)',
          hint: signsIn
            ? 'It does not accept the user and password, or the token, that were given.'
            : 'Give a user and a password, or a token.',
          part: 'signIn',
        },
  403: () => ({
    says: 'does not allow this (403)',
    hint: 'The account or token lacks the right to query, or a header such as the tenant’s is missing or wrong.',
    part: 'signIn',
  }),
  404: () => ({
    says: 'has no Prometheus API at this path (404)',
    hint: 'Mimir wants …/prometheus, a proxy may want a prefix: check the path.',
    part: 'address',
  }),
  407: () => ({
    says: 'cannot be reached: the proxy asks for a user and a password (407)',
    hint: 'Give them with the proxy: http://user:password@proxy:3128.',
    part: 'proxy',
  }),
  429: () => ({
    says: 'refuses because of too many requests (429)',
    hint: 'Wait a little, or ask its operator for a larger budget.',
  }),
  502: () => ({
    says: 'is a proxy that cannot reach the server behind it (502)',
    hint: 'Is that server running?',
  }),
  503: () => ({ says: 'is overloaded or starting (503)', hint: 'Try again in a moment.' }),
  504: () => ({
    says: 'is a proxy that waited in vain for the server behind it (504)',
    hint: 'A shorter window or fewer series may help.',
  }),
}

const hostOf = (answer: OutboundAnswer) => new URL(answer.url).origin

/** What a page says of itself: its title, else the first words of a plain text. */
function gist(text: string, answer: OutboundAnswer): string {
  const title = /<title[^>]*>([^<]*)/i.exec(text.slice(0, 20_000))?.[1] ?? ''
  const plain = /<[a-z!]/i.test(text.slice(0, 500)) ? title : (text.split('\n', 1)[0] ?? '')
  const short = plain.replace(/\s+/g, ' ').trim().slice(0, 80)
  if (short !== '') return ` (“${short}”)`
  return answer.body.byteLength === 0 ? ' (an empty one)' : ''
}

/** The failure for an answer whose status is not 200 and that has no words in Prometheus’ own shape. `signsIn`: credentials were sent. */
export function refusal(answer: OutboundAnswer, text: string, signsIn: boolean): Failed {
  const words = statusWords[answer.status]?.({ text, signsIn })
  const other = { says: `answers with status ${answer.status}${gist(text, answer)}` }
  const { says, hint, part }: Words = words ?? other
  const message = `${hostOf(answer)} ${says}.`
  return new Failed({ kind: 'source', message, ...(hint !== undefined && { hint }) }, part)
}

/** The failure for an answer with status 200 that is no JSON object. */
export function notData(answer: OutboundAnswer, text: string): Failed {
  const page = /html/i.test(answer.headers['content-type'] ?? '') || /^\s*</.test(text)
  const what = page ? 'a web page' : 'something that is not JSON'
  const hint = 'Either a sign-in page stands in front of it, or the address is not that of a Prometheus API.'
  const message = `${hostOf(answer)} answers with ${what} in place of data${gist(text, answer)}.`
  return new Failed({ kind: 'nonsense', message, hint }, 'address')
}
