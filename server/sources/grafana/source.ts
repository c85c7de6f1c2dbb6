import type { Line } from '#server/outbound/outbound.ts'
import type { Reader } from '#server/sources/prometheus/api.ts'
import { prometheusSource, type PrometheusPlace } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import type { Ms } from '#shared/time/window.ts'
import { proxyAddress, throughGrafana } from './proxy.ts'

/** A Prometheus that is asked through the data source `which` (its uid, or its name) of the Grafana at the place. */
export function grafanaSource(
  place: PrometheusPlace,
  which: string,
  line: Line,
  now: () => Ms,
  reader?: Reader,
): Source {
  const behind = { ...place, address: proxyAddress(place, which) }
  return prometheusSource(behind, throughGrafana(place, which, line), now, reader)
}
