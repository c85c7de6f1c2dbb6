import type { Line, OutboundAnswer } from '#server/outbound/outbound.ts'
import { headersOf } from '#server/sources/connection.ts'
import { blotter, type Secretive } from '#server/sources/secrets.ts'
import { Failed } from '#shared/query/failure.ts'
import { readAnswer, type ReadAnswer, type Reading, type ReadingName } from './answer/read.ts'

/** Where an API is and what is sent along; `address` as `readAddress` gives it. */
export type ApiPlace = Secretive & { readonly id: string; readonly address: string }

/** One question to the API. `query`: the text that errors and remarks speak about. */
export type ApiQuestion<Name extends ReadingName> = Pick<Reading<Name>, 'as' | 'given'> & {
  readonly path: string
  readonly parameters: readonly (readonly [string, string])[]
  /** Some servers take a question only as GET, and label values are one of those everywhere. */
  readonly method: 'GET' | 'POST'
  readonly query?: string
  readonly signal: AbortSignal
}

/** `headers`: those of the answer, by names in lower case. */
export type ApiAnswer<Name extends ReadingName> = ReadAnswer<Name> & {
  readonly headers: OutboundAnswer['headers']
}

/** Reads answers, here or in a thread; throws what `readAnswer` throws, and of kind `stopped` or `timeout` as the signal says. */
export type Reader = <Name extends ReadingName>(
  answer: OutboundAnswer,
  reading: Reading<Name>,
  signal: AbortSignal,
) => Promise<ReadAnswer<Name>>

/** Prometheus' HTTP API. All throw `Failed` with the source's id in it. */
export type Api = {
  readonly ask: <Name extends ReadingName>(question: ApiQuestion<Name>) => Promise<ApiAnswer<Name>>
  /** Undefined where the server has no such end point. */
  readonly askIfKnown: <Name extends ReadingName>(
    question: ApiQuestion<Name>,
  ) => Promise<ApiAnswer<Name> | undefined>
  /** The text at a path of the server itself, such as `metrics`; empty where it has none or does not answer. */
  readonly page: (path: string, signal: AbortSignal) => Promise<string>
}

const form = 'application/x-www-form-urlencoded'
const noSuchEndPoint = new Set([404, 405, 501])

/** Reads every answer at once, where it is asked for. */
export const readHere: Reader = async (answer, reading) => readAnswer(answer, reading)

/** Speaks the API of one Prometheus, or of what behaves like one. */
export function prometheusApi(place: ApiPlace, line: Line, reader: Reader): Api {
  const { address } = place
  const clean = blotter(place)
  const signsIn = place.auth.kind !== 'none'
  let onlyGet = false

  const named = ({ failure, part }: Failed): Failed =>
    new Failed({ ...failure, message: clean(failure.message), source: place.id }, part)

  async function read<Name extends ReadingName>(
    answer: OutboundAnswer,
    { as, given, query, signal }: ApiQuestion<Name>,
  ): Promise<ApiAnswer<Name>> {
    const { data, remarks } = await reader(answer, { as, given, query, signsIn }, signal)
    const blotted = remarks.map(remark => ({ ...remark, message: clean(remark.message) }))
    return { data, remarks: blotted, headers: answer.headers }
  }

  async function send<Name extends ReadingName>(question: ApiQuestion<Name>): Promise<OutboundAnswer> {
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
        .then(answer => read(answer, question))
        .catch(rethrown),
    askIfKnown: question =>
      send(question)
        .then(answer => (noSuchEndPoint.has(answer.status) ? undefined : read(answer, question)))
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
          answer => (answer.status === 200 ? new TextDecoder().decode(answer.body) : ''),
          (error: unknown) => (error instanceof Failed ? '' : rethrown(error)),
        ),
  }
}
