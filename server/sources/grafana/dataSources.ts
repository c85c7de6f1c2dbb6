import { parseDuration } from '#shared/time/duration.ts'
import { Failed } from '#shared/query/failure.ts'
import { plainConnection, type GrafanaList, type GrafanaSource } from '#shared/wire/wire.ts'
import type { GrafanaApi } from './api.ts'

/** `id`: the number by which a Grafana before 9 asks a data source. */
export type DataSource = GrafanaSource & { readonly id: number }

/** What a Grafana holds: what can be asked through it, the default first, then by name; and what cannot, with the reason. */
export type DataSources = {
  readonly sources: readonly DataSource[]
  readonly others: Extract<GrafanaList, { ok: true }>['others']
}

/** The plug-ins whose data sources answer Prometheus' API through Grafana's proxy; Mimir, Thanos and Cortex come as `prometheus`. */
const promqlTypes: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
  'victoriametrics-datasource',
  'victoriametrics-metrics-datasource',
])

/** Grafana's own, which hold no data. */
const builtIn: ReadonlySet<string> = new Set(['dashboard', 'datasource', 'grafana', 'mixed'])

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A scrape interval as Grafana keeps it: a length of time, perhaps after `>`, or bare seconds. */
function scrapeOf(value: unknown): number {
  const text = textOf(value).trim().replace(/^>/, '')
  const length = /^\d+$/.test(text) ? Number(text) * 1000 : parseDuration(text)
  return length === null || length < 100 || length > 86_400_000 ? plainConnection.scrape : length
}

function dataSourceOf(row: Fields): DataSource {
  const settings = isFields(row['jsonData']) ? row['jsonData'] : {}
  return {
    id: Number(row['id']),
    uid: textOf(row['uid']),
    name: textOf(row['name']),
    type: textOf(row['type']),
    isDefault: row['isDefault'] === true,
    scrape: scrapeOf(settings['timeInterval']),
    method: settings['httpMethod'] === 'GET' ? 'GET' : 'POST',
  }
}

const inOrder = (a: DataSource, b: DataSource) =>
  Number(b.isDefault) - Number(a.isDefault) || (a.name < b.name ? -1 : 1)

/** The rows of `api/datasources` in two heaps. */
export function readDataSources(rows: readonly unknown[]): DataSources {
  const all = rows
    .filter(isFields)
    .map(dataSourceOf)
    .filter(one => one.name !== '' && !builtIn.has(one.type))
    .sort(inOrder)
  return {
    sources: all.filter(one => promqlTypes.has(one.type)),
    others: all
      .filter(one => !promqlTypes.has(one.type))
      .map(({ name, type }) => ({ name, why: `${type} does not answer PromQL` })),
  }
}

/**
 * Asks a Grafana what it holds. Where roles are narrow a token may query data sources and not list them: then from the settings that
 * Grafana gives to its own screens, which hold what the token may query.
 */
export async function dataSourcesOf(api: GrafanaApi, signal: AbortSignal): Promise<DataSources> {
  try {
    const rows = await api.read('api/datasources', signal)
    return readDataSources(Array.isArray(rows) ? rows : [])
  } catch (error) {
    if (!(error instanceof Failed) || error.part !== 'signIn') throw error
    const settings = await api.read('api/frontend/settings', signal).catch(() => undefined)
    const found = isFields(settings) && isFields(settings['datasources']) ? settings['datasources'] : {}
    const named = Object.entries(found).map(([name, row]) => (isFields(row) ? { name, ...row } : row))
    const sources = readDataSources(named)
    if (sources.sources.length === 0) throw error
    return sources
  }
}

/** The version that a Grafana tells without a sign-in; `unknown` where it keeps it to itself. */
export async function versionOf(api: GrafanaApi, signal: AbortSignal): Promise<string> {
  const health = await api.read('api/health', signal).catch(() => undefined)
  return (isFields(health) && textOf(health['version'])) || 'unknown'
}
