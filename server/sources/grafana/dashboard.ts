import { Failed } from '#shared/query/failure.ts'
import type { GrafanaDashboard } from '#shared/wire/wire.ts'
import { readGrafanaAddress } from './address.ts'
import type { GrafanaApi, GrafanaPlace } from './api.ts'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What is read of a Grafana besides its data. Both throw `Failed`. */
export type GrafanaPages = {
  /** The dashboard of a uid as Grafana keeps it; fails where there is none that the token may see. */
  readonly dashboard: (uid: string, signal: AbortSignal) => Promise<GrafanaDashboard>
  /** The link that a short one (`…/goto/…`) of this Grafana stands for; fails for the link of another place. */
  readonly landing: (link: string, signal: AbortSignal) => Promise<string>
}

type Place = Pick<GrafanaPlace, 'address'>

const noDashboard = (uid: string, host: string) =>
  new Failed({
    kind: 'source',
    message: `The Grafana at ${host} has no dashboard “${uid}” that the token may see.`,
    hint: 'Is it in a folder that the service account may not view?',
  })

async function dashboardOf(
  api: GrafanaApi,
  place: Place,
  uid: string,
  signal: AbortSignal,
): Promise<GrafanaDashboard> {
  const { origin, host } = new URL(place.address)
  const answer = await api
    .read(`api/dashboards/uid/${encodeURIComponent(uid)}`, signal)
    .catch((error: unknown) => {
      throw error instanceof Failed && error.part === 'address' ? noDashboard(uid, host) : error
    })
  const dashboard = fieldsOf(fieldsOf(answer)['dashboard'])
  const path = textOf(fieldsOf(fieldsOf(answer)['meta'])['url'])
  return {
    dashboard,
    title: textOf(dashboard['title']),
    url: path.startsWith('/') ? origin + path : `${place.address}/d/${encodeURIComponent(uid)}`,
  }
}

async function landingOf(api: GrafanaApi, place: Place, link: string, signal: AbortSignal): Promise<string> {
  const { host } = new URL(place.address)
  const reading = readGrafanaAddress(link)
  const path = URL.canParse(link) ? new URL(link).href.slice(place.address.length + 1) : ''
  if (!reading.ok || reading.address !== place.address || !path.startsWith('goto/'))
    throw new Failed({ kind: 'query', message: `That is no short link of the Grafana at ${host}.` })
  const landing = await api.landing(path, signal)
  if (/^\/?$|^\/goto\//.test(landing.slice(place.address.length)))
    throw new Failed({ kind: 'source', message: `The Grafana at ${host} does not know that short link.` })
  return landing
}

/** The dashboards of the Grafana at a place; its calls throw `Failed`. */
export const grafanaPages = (api: GrafanaApi, place: Place): GrafanaPages => ({
  dashboard: (uid, signal) => dashboardOf(api, place, uid, signal),
  landing: (link, signal) => landingOf(api, place, link, signal),
})
