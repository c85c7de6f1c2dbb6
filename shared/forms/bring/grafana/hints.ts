import { type SourceHint, unsaid } from '#shared/forms/bring/brought.ts'
import {
  type Fields,
  fieldsOf,
  listAt,
  listOf,
  reach,
  textAt,
  textOf,
} from '#shared/forms/bring/json/reach.ts'

/** What a panel or target says of its data source: the plugin that speaks to it (empty: not said) and which one it is. */
export type Spoken = { readonly type: string; readonly hint: SourceHint }

/** What `$DS` and `${DS_PROM}` stand for on one dashboard, by name. */
export type SourceNames = ReadonlyMap<
  string,
  { readonly type: string; readonly uid: string; readonly name: string }
>

const variable = /^\$(?:\{(\w+)(?::\w+)?\}|(\w+))$|^\[\[(\w+)\]\]$/
const mixed = '-- Mixed --'

/** The data sources that a dashboard speaks of by a word: inputs of an export, and variables of the kind `datasource`. */
export function readSourceNames(dashboard: Fields): SourceNames {
  const names = new Map<string, { type: string; uid: string; name: string }>()
  for (const input of listAt(dashboard, '__inputs').map(fieldsOf)) {
    if (textOf(input['type']) !== 'datasource') continue
    names.set(textOf(input['name']), {
      type: textOf(input['pluginId']),
      uid: '',
      name: textOf(input['label']),
    })
  }
  for (const each of listAt(dashboard, 'templating', 'list').map(fieldsOf)) {
    if (textOf(each['type']) !== 'datasource') continue
    const type = textOf(each['query'])
    const [uid, name] = ['value', 'text'].map(part => {
      const value = reach(each, 'current', part)
      const text = textOf(Array.isArray(value) ? value[0] : value)
      return text === 'default' || text.startsWith('$') ? '' : text
    })
    names.set(textOf(each['name']), { type, uid: uid ?? '', name: name ?? '' })
  }
  return names
}

/** What a `datasource` field says; in it a text is a name or a uid (older dashboards), an object has a uid and a type. `grafana`: where it stood. */
export function readSource(value: unknown, names: SourceNames, grafana: string): Spoken {
  const uid = typeof value === 'string' ? value : textAt(value, 'uid') || textAt(value, 'name')
  const type = textAt(value, 'type')
  const found = variable.exec(uid)
  const named = found && names.get(found[1] ?? found[2] ?? found[3] ?? '')
  if (found) {
    const hint = { ...unsaid, grafana, uid: named?.uid ?? '', name: named?.name ?? '' }
    return { type: type || (named?.type ?? ''), hint }
  }
  if (uid === '' || uid === 'default' || uid === mixed) return { type, hint: { ...unsaid, grafana } }
  if (uid.startsWith('-- ')) return { type: uid, hint: unsaid }
  if (uid === '__expr__' || uid === 'grafana') return { type: uid, hint: unsaid }
  return { type, hint: { ...unsaid, grafana, uid, name: uid } }
}

const speakers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/loki/i, 'Loki'],
  [/tempo/i, 'Tempo'],
  [/jaeger/i, 'Jaeger'],
  [/pyroscope|phlare/i, 'Pyroscope'],
  [/elasticsearch/i, 'Elasticsearch'],
  [/opensearch/i, 'OpenSearch'],
  [/cloudwatch/i, 'CloudWatch'],
  [/azure-monitor/i, 'Azure Monitor'],
  [/stackdriver|cloud-monitoring/i, 'Google Cloud Monitoring'],
  [/influx/i, 'InfluxDB'],
  [/graphite/i, 'Graphite'],
  [/opentsdb/i, 'OpenTSDB'],
  [/postgres/i, 'PostgreSQL'],
  [/mysql/i, 'MySQL'],
  [/mssql/i, 'SQL Server'],
  [/clickhouse/i, 'ClickHouse'],
  [/bigquery/i, 'BigQuery'],
  [/datadog/i, 'Datadog'],
  [/testdata/i, 'test data'],
]

const spoken = /prometheus|victoriametrics-(?:metrics-)?datasource|mimir|thanos|cortex/i
const logQuery = /\}\s*(\|[=~>]|\|\s*[a-z]|!=\s*["`]|!~\s*["`])/

/** Why a target cannot be asked here, by who would answer it and what it looks like; null where it is PromQL. */
export function whyNotSpoken(target: Fields, type: string): string | null {
  const expression = textOf(target['expr'])
  if (type === '__expr__') {
    const what = textOf(target['expression'])
    return `it is a calculation by Grafana${what === '' ? '' : ` (${what})`}; write it as a query`
  }
  if (type === '-- Dashboard --')
    return `it shows the result of ${reach(target, 'panelId') === undefined ? 'another panel' : `panel ${textOf(target['panelId'])}`}`
  if (type === 'grafana' || type === 'datasource' || type === '-- Grafana --')
    return 'it is made up by Grafana itself'
  const known = speakers.find(([pattern]) => pattern.test(type))?.[1]
  if (spoken.test(type)) return null
  if (known !== undefined) return `${known} is not a source that is spoken here`
  if (type !== '') return `the data source ${type} is not one that is spoken here`
  if (logQuery.test(expression)) return 'it asks for logs, and Loki is not a source that is spoken here'
  const other = ['rawSql', 'measurement', 'target', 'metricName', 'namespace', 'rawQuery'].some(
    key => textOf(target[key]) !== '',
  )
  return expression === '' && (other || listOf(target['metrics']).length > 0)
    ? 'it is not a query of Prometheus'
    : null
}
