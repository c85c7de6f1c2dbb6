import type { Line, OutboundAnswer, OutboundRequest } from '#server/outbound/outbound.ts'
import { Failed } from '#shared/query/failure.ts'
import { cleaner, grafanaApi, type GrafanaPlace } from './api.ts'
import { dataSourcesOf, type DataSource } from './dataSources.ts'
import { refusalOf, saidByGrafana } from './words.ts'

const isGateway = (status: number) => status === 502 || status === 504

const rejectedBehind = /^Authentication to data source failed/

/** The data source is not known by that uid: it is a name, or Grafana is too old to proxy by uid, or it is gone. */
const isUnknown = (answer: OutboundAnswer) =>
  answer.status === 404 || (answer.status === 400 && /id is invalid/i.test(saidByGrafana(answer) ?? ''))

const proxyOf = (place: GrafanaPlace) => `${place.address}/api/datasources/proxy`

/** Below which address the data source of a uid, or a name, is asked through a line that `throughGrafana` made. */
export const proxyAddress = (place: GrafanaPlace, which: string): string =>
  `${proxyOf(place)}/uid/${encodeURIComponent(which)}`

/**
 * The line to the data source of a uid, or a name, through the proxy of a Grafana. Answers from behind Grafana come back as they are;
 * Grafana's own refusals are thrown as `Failed` in words. Which data source a name means is asked once, when it is needed.
 */
export function throughGrafana(place: GrafanaPlace, which: string, line: Line): Line {
  const { host } = new URL(place.address)
  const api = grafanaApi(place, line)
  const cleaned = cleaner(place)
  const address = proxyAddress(place, which)
  let way = address

  const found = (sources: readonly DataSource[]): DataSource => {
    const one = sources.find(each => each.uid === which) ?? sources.find(each => each.name === which)
    if (one !== undefined) return one
    const names = sources.slice(0, 10).map(each => each.name)
    throw new Failed(
      {
        kind: 'source',
        message: `The Grafana at ${host} has no data source “${which}” that can be asked with this sign-in.`,
        ...(names.length > 0 && { hint: `It has ${names.join(', ')}.` }),
      },
      'dataSource',
    )
  }

  async function anotherWay(signal: AbortSignal): Promise<string> {
    const { sources } = await dataSourcesOf(api, signal)
    const { uid, id } = found(sources)
    return uid === which ? `${proxyOf(place)}/${id}` : proxyAddress(place, uid)
  }

  function checked(answer: OutboundAnswer): OutboundAnswer {
    const { status, body } = answer
    if (saidByGrafana(answer) !== undefined || (isGateway(status) && body.byteLength === 0))
      throw cleaned(refusalOf(answer, host, place.auth.kind !== 'none'))
    if (status === 400 && rejectedBehind.test(new TextDecoder().decode(body.subarray(0, 200))))
      throw new Failed(
        {
          kind: 'source',
          message: `The data source behind the Grafana at ${host} does not accept the sign-in that Grafana has for it.`,
          hint: 'Mend it in Grafana, in the settings of that data source.',
        },
        'dataSource',
      )
    return answer
  }

  async function send(request: OutboundRequest): Promise<OutboundAnswer> {
    const rest = request.url.slice(address.length)
    const answer = await line.send({ ...request, url: way + rest })
    if (way !== address || saidByGrafana(answer) === undefined || !isUnknown(answer)) return checked(answer)
    way = await anotherWay(request.signal)
    return checked(await line.send({ ...request, url: way + rest }))
  }

  return { ...line, send }
}
