import type { Line } from '#server/outbound/outbound.ts'
import type { GrafanaList } from '#shared/wire/wire.ts'
import { grafanaApi, type GrafanaPlace } from './api.ts'
import { dataSourcesOf, versionOf } from './dataSources.ts'

/** What the Grafana at a place lets be seen. Throws `Failed`. */
export async function listGrafana(
  place: GrafanaPlace,
  line: Line,
  signal: AbortSignal,
): Promise<Extract<GrafanaList, { ok: true }>> {
  const api = grafanaApi(place, line)
  const [{ sources, others }, version] = await Promise.all([
    dataSourcesOf(api, signal),
    versionOf(api, signal),
  ])
  return {
    ok: true,
    address: place.address,
    version,
    sources: sources.map(({ id: _number, ...source }) => source),
    others,
  }
}
