import type { Line, OutboundAnswer } from '#server/outbound/outbound.ts'
import { headersOf } from '#server/sources/connection.ts'
import { blotter, type Secretive } from '#server/sources/secrets.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import { nonsense } from './answer/shape.ts'
import { notData, refusal } from './answer/refusal.ts'
import { failureFor, remarkOf, someNodesSilent } from './answer/words.ts'

/** Where an API is and what is sent along; `address` as `readAddress` gives it. */
export type ApiPlace = Secretive & { readonly id: string; readonly address: string }

/** One question to the API. `query`: the text that errors and remarks speak about. */
export type ApiQuestion = {
  readonly path: string
  readonly parameters: readonly (readonly [string, string])[]
  /** Some servers take a question only as GET, and label values are one of those everywhere. */
  readonly method: 'GET' | 'POST'
  readonly query?: string
  readonly signal: AbortSignal
}

/** `headers`: those of the answer, by names in lower case. */
export type ApiAnswer = {
  readonly data: unknown
  readonly remarks: readonly Remark[]
  readonly headers: OutboundAnswer['headers']
}

/** Prometheus' HTTP API. All throw `Failed` with the source's id in it. */
export type Api = {
  readonly ask: (question: ApiQuestion) => Promise<ApiAnswer>
  /** Undefined where the server has no such end point. */
  readonly askIfKnown: (question: ApiQuestion) => Promise<ApiAnswer | undefined>
  /** The text at a path of the server itself, such as `metrics`; empty where it has none or does not answer. */
  readonly page: (path: string, signal: AbortSignal) => Promise<string>
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
  /** VictoriaMetrics: some of its storage nodes did not answer. */
  readonly isPartial?: unknown
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

const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

/** Speaks the API of one Prometheus, or of what behaves like one. */
export function prometheusApi(place: ApiPlace, line: Line): Api {
  const { address } = place
  const clean = blotter(place)
  const signsIn = place.auth.kind !== 'none'
  let onlyGet = false

  const named = ({ failure, part }: Failed): Failed =>
    new Failed({ ...failure, message: clean(failure.message), source: place.id }, part)

  const remarksOf = (envelope: Envelope, query: string): readonly Remark[] => [
    ...(envelope.isPartial === true ? [someNodesSilent] : []),
    ...list(envelope.warnings).map(one => remarkOf('warning', clean(one), query)),
    ...list(envelope.infos).map(one => remarkOf('info', clean(one), query)),
  ]

  function read(answer: OutboundAnswer, query: string | undefined): ApiAnswer {
    const text = textOf(answer)
    const envelope = envelopeOf(text)
    if (envelope?.status === 'error')
      throw failureFor(String(envelope.errorType), String(envelope.error ?? 'an error without words'), query)
    if (answer.status !== 200) throw refusal(answer, text, signsIn)
    if (envelope === undefined) throw notData(answer, text)
    if (envelope.status !== 'success') throw nonsense('it does not say whether it succeeded')
    return { data: envelope.data, remarks: remarksOf(envelope, query ?? ''), headers: answer.headers }
  }

  async function send(question: ApiQuestion): Promise<OutboundAnswer> {
    const method = onlyGet ? 'GET' : question.method
    const encoded = new URLSearchParams(
      question.parameters.map(([name, value]): [string, string] => [name, value]),
    ).toString()
    const url = `${address}/api/v1/${question.path}`
    const headers = { accept: 'application/json', ...headersOf(place) }
    const lane = question.path === 'query_range' ? 'graphs' : 'completion'
    const common = { method, lane, repeatable: true, signal: question.signal }
    if (method === 'GET')
      return line.send({ ...common, url: encoded === '' ? url : `${url}?${encoded}`, headers })
    const answer = await line.send({
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
    page: (path, signal) =>
      line
        .send({
          method: 'GET',
          url: `${address}/${path}`,
          headers: headersOf(place),
          repeatable: true,
          signal,
        })
        .then(
          answer => (answer.status === 200 ? textOf(answer) : ''),
          (error: unknown) => (error instanceof Failed ? '' : rethrown(error)),
        ),
    named(work) {
      try {
        return work()
      } catch (error) {
        return rethrown(error)
      }
    },
  }
}
