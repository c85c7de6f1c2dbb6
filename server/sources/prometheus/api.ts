import type { Outbound, OutboundAnswer } from '#server/outbound/outbound.ts'
import { Failed, type Failure, type SourcePart } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import { authHeaders, withoutSecrets, type Auth } from './address.ts'
import { nonsense } from './matrix.ts'
import { failureFor, remarkOf } from './words.ts'

/** Where an API is and how to sign in; `address` as `readAddress` gives it. */
export type ApiPlace = { readonly id: string; readonly address: string; readonly auth: Auth }

/** One question to the API. `query`: the text that errors and remarks speak about. */
export type ApiQuestion = {
  readonly path: string
  readonly parameters: readonly (readonly [string, string])[]
  /** Some servers take a question only as GET, and label values are one of those everywhere. */
  readonly method: 'GET' | 'POST'
  readonly query?: string
  readonly signal: AbortSignal
}

export type ApiAnswer = { readonly data: unknown; readonly remarks: readonly Remark[] }

/** Prometheus' HTTP API. All throw `Failed` with the source's id in it. */
export type Api = {
  readonly ask: (question: ApiQuestion) => Promise<ApiAnswer>
  /** Undefined where the server has no such end point. */
  readonly askIfKnown: (question: ApiQuestion) => Promise<ApiAnswer | undefined>
  /** Puts the source's id into the failures of reading an answer. */
  readonly named: <Result>(read: () => Result) => Result
}

type Envelope = {
  readonly status?: unknown
  readonly data?: unknown
  readonly error?: unknown
  readonly errorType?: unknown
  readonly warnings?: unknown
  readonly infos?: unknown
}

const form = 'application/x-www-form-urlencoded'
const textOf = (answer: OutboundAnswer) => new TextDecoder().decode(answer.body)

function envelopeOf(text: string): Envelope | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return JSON.parse(text) as Envelope
  } catch {
    return undefined
  }
}

/** What a page says of itself: its title, else the first words of a plain text. */
function gist(text: string, answer: OutboundAnswer): string {
  const title = /<title[^>]*>([^<]*)/i.exec(text.slice(0, 20_000))?.[1] ?? ''
  const plain = /<[a-z!]/i.test(text.slice(0, 500)) ? title : (text.split('\n')[0] ?? '')
  const short = plain.replace(/\s+/g, ' ').trim().slice(0, 80)
  if (short !== '') return ` (“${short}”)`
  return answer.body.byteLength === 0 ? ' (an empty one)' : ''
}

const statusWords: Readonly<Record<number, readonly [message: string, hint: string]>> = {
  403: ['does not allow this (403)', 'The account or token lacks the right to query.'],
  404: [
    'has no Prometheus API at this path (404)',
    'Mimir wants …/prometheus, a proxy may want a prefix: check the path.',
  ],
  429: [
    'refuses because of too many requests (429)',
    'Wait a little, or ask its operator for a larger budget.',
  ],
  502: ['is a proxy that cannot reach the server behind it (502)', 'Is that server running?'],
  503: ['is overloaded or starting (503)', 'Try again in a moment.'],
  504: [
    'is a proxy that waited in vain for the server behind it (504)',
    'A shorter window or fewer series may help.',
  ],
}

const partOfStatus: Readonly<Record<number, SourcePart>> = { 401: 'signIn', 403: 'signIn', 404: 'address' }

const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

/** Speaks the API of one Prometheus, or of what behaves like one. */
export function prometheusApi(place: ApiPlace, outbound: Outbound): Api {
  const { address, auth } = place
  const host = new URL(address).origin
  let onlyGet = false

  const named = ({ failure, part }: Failed): Failed =>
    new Failed({ ...failure, message: withoutSecrets(failure.message, auth), source: place.id }, part)

  function refusal(answer: OutboundAnswer, text: string): Failure {
    const { status } = answer
    if (status === 401) {
      const hint =
        auth.kind === 'none'
          ? 'Give a user and a password, or a token.'
          : 'It does not accept the user and password, or the token, that were given.'
      return { kind: 'source', message: `${host} asks to sign in (401).`, hint }
    }
    const [words, hint] = statusWords[status] ?? [`answers with status ${status}`, undefined]
    const said = statusWords[status] === undefined ? gist(text, answer) : ''
    return { kind: 'source', message: `${host} ${words}${said}.`, ...(hint !== undefined && { hint }) }
  }

  function notJson(answer: OutboundAnswer, text: string): Failure {
    const page = /html/i.test(answer.headers['content-type'] ?? '') || /^\s*</.test(text)
    const what = page ? 'a web page' : 'something that is not JSON'
    const hint =
      'Either a sign-in page stands in front of it, or the address is not that of a Prometheus API.'
    return {
      kind: 'nonsense',
      message: `${host} answers with ${what} in place of data${gist(text, answer)}.`,
      hint,
    }
  }

  function read(answer: OutboundAnswer, query: string | undefined): ApiAnswer {
    const text = textOf(answer)
    const envelope = envelopeOf(text)
    if (envelope?.status === 'error')
      throw failureFor(String(envelope.errorType), String(envelope.error ?? 'an error without words'), query)
    if (answer.status !== 200) throw new Failed(refusal(answer, text), partOfStatus[answer.status])
    if (envelope === undefined) throw new Failed(notJson(answer, text), 'address')
    if (envelope.status !== 'success') throw nonsense('it does not say whether it succeeded')
    const about = query ?? ''
    const remarks = [
      ...list(envelope.warnings).map(one => remarkOf('warning', withoutSecrets(one, auth), about)),
      ...list(envelope.infos).map(one => remarkOf('info', withoutSecrets(one, auth), about)),
    ]
    return { data: envelope.data, remarks }
  }

  async function send(question: ApiQuestion): Promise<OutboundAnswer> {
    const method = onlyGet ? 'GET' : question.method
    const encoded = new URLSearchParams(
      question.parameters.map(([name, value]): [string, string] => [name, value]),
    ).toString()
    const url = `${address}/api/v1/${question.path}`
    const headers = { accept: 'application/json', 'user-agent': 'Blipbook', ...authHeaders(auth) }
    const common = { method, repeatable: true, signal: question.signal }
    if (method === 'GET')
      return outbound.send({ ...common, url: encoded === '' ? url : `${url}?${encoded}`, headers })
    const answer = await outbound.send({
      ...common,
      url,
      headers: { ...headers, 'content-type': form },
      body: encoded,
    })
    if (answer.status !== 405 && answer.status !== 501) return answer
    onlyGet = true
    return send(question)
  }

  function rethrown(error: unknown): never {
    throw error instanceof Failed ? named(error) : error
  }

  return {
    ask: question =>
      send(question)
        .then(answer => read(answer, question.query))
        .catch(rethrown),
    askIfKnown: question =>
      send(question)
        .then(answer => ([404, 405, 501].includes(answer.status) ? undefined : read(answer, question.query)))
        .catch(rethrown),
    named(work) {
      try {
        return work()
      } catch (error) {
        return rethrown(error)
      }
    },
  }
}
