import type { Line, OutboundAnswer } from '#server/outbound/outbound.ts'
import { headersOf } from '#server/sources/connection.ts'
import { blotter } from '#server/sources/secrets.ts'
import { Failed } from '#shared/query/failure.ts'
import type { GrafanaQuestion } from '#shared/wire/wire.ts'
import { notGrafana, objectIn, refusalOf } from './words.ts'

/** A Grafana and how to sign in to it; `address` as `readGrafanaAddress` gives it. */
export type GrafanaPlace = GrafanaQuestion

/** Grafana's HTTP interface. Throws `Failed`, with what Grafana answers said in words and no secret in them. */
export type GrafanaApi = {
  /** The JSON at a path below the address, such as `api/datasources`. */
  readonly read: (path: string, signal: AbortSignal) => Promise<unknown>
  /** The address at which a page ends up after redirects, such as that of a short link. */
  readonly landing: (path: string, signal: AbortSignal) => Promise<string>
}

const json = (answer: OutboundAnswer): unknown => {
  const text = new TextDecoder().decode(answer.body)
  return /^\s*\[/.test(text) ? (JSON.parse(text) as unknown) : objectIn(answer)
}

/** Blots the place's secrets out of a failure's message. */
export function cleaner(place: GrafanaPlace): (failed: Failed) => Failed {
  const clean = blotter(place)
  return ({ failure, part }) => new Failed({ ...failure, message: clean(failure.message) }, part)
}

/** The API of the Grafana at a place; its calls throw `Failed`. */
export function grafanaApi(place: GrafanaPlace, line: Line): GrafanaApi {
  const { address, auth } = place
  const { host } = new URL(address)
  const cleaned = cleaner(place)

  async function get(path: string, accept: string, signal: AbortSignal): Promise<OutboundAnswer> {
    const answer = await line.send({
      method: 'GET',
      url: `${address}/${path}`,
      headers: { accept, ...headersOf(place) },
      repeatable: true,
      signal,
    })
    if (answer.status >= 400) throw refusalOf(answer, host, auth.kind !== 'none')
    return answer
  }

  async function inWords<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work
    } catch (error) {
      throw error instanceof Failed ? cleaned(error) : error
    }
  }

  async function read(path: string, signal: AbortSignal): Promise<unknown> {
    const answer = await get(path, 'application/json', signal)
    const value = json(answer)
    if (value === undefined) throw notGrafana(answer, host)
    return value
  }

  return {
    read: (path, signal) => inWords(read(path, signal)),
    landing: (path, signal) => inWords(get(path, 'text/html', signal).then(answer => answer.url)),
  }
}
