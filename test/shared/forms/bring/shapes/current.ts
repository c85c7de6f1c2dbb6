import { at, heading, panel, unit, variables } from '#test/shared/forms/bring/outline.ts'

const prometheus = (uid: string) => ({ datasource: { type: 'prometheus', uid } })
const mixed = { datasource: { type: 'datasource', uid: '-- Mixed --' } }
const defaults = (more: object, overrides: readonly object[] = []) => ({
  fieldConfig: { defaults: more, overrides },
})
const levels = (...values: readonly number[]) => ({
  mode: 'absolute',
  steps: [{ color: 'green', value: null }, ...values.map(value => ({ color: 'red', value }))],
})

/** Dashboards and panels as Grafana 8 to 12 writes them. */
export const current: Readonly<Record<string, unknown>> = {
  'a node overview with collapsed rows': {
    title: 'Node overview',
    time: { from: 'now-24h', to: 'now' },
    ...variables(
      {
        name: 'datasource',
        type: 'datasource',
        query: 'prometheus',
        current: { text: 'prod-eu', value: 'P18' },
      },
      {
        name: 'job',
        type: 'query',
        query: { query: 'label_values(node_uname_info, job)', refId: 'x' },
        current: { value: 'node' },
        datasource: { uid: '${datasource}', type: 'prometheus' },
      },
      {
        name: 'node',
        type: 'query',
        query: 'label_values(node_uname_info{job="$job"}, instance)',
        multi: true,
        includeAll: true,
        current: { text: ['All'], value: ['$__all'] },
      },
    ),
    panels: [
      heading('CPU', 0),
      panel(
        'Busy',
        '100 - avg(rate(node_cpu_seconds_total{mode="idle", instance=~"$node"}[$__rate_interval])) * 100',
        { ...at(1), ...unit('percent'), datasource: { uid: '${datasource}', type: 'prometheus' } },
        { legendFormat: '{{ instance }}' },
      ),
      panel(
        'Load',
        'node_load1',
        { ...at(1, 12), ...prometheus('${datasource}') },
        { legendFormat: '__auto' },
      ),
      heading('Disk', 9, [
        panel('Written', 'rate(node_disk_written_bytes_total[5m])', { ...at(10), ...unit('Bps') }),
        panel('Free', 'node_filesystem_avail_bytes', { ...at(18), ...unit('bytes') }),
      ]),
    ],
  },
  'a mixin of Kubernetes with a table and an info text': {
    title: 'Kubernetes / Compute',
    ...variables({
      name: 'cluster',
      type: 'query',
      query: 'label_values(up{job="kube"}, cluster)',
      current: {},
      regex: '/eu-.*/',
    }),
    panels: [
      panel(
        'CPU Quota',
        'sum(kube_pod_owner) by (namespace)',
        { type: 'table', ...at(0), transformations: [{ id: 'merge' }, { id: 'organize' }] },
        { format: 'table', instant: true },
      ),
      {
        type: 'text',
        title: '',
        options: { mode: 'markdown', content: '# Read me\nPages **on-call**.' },
        ...at(8),
      },
    ],
  },
  'a burn rate of an objective': {
    title: 'SLO',
    panels: [
      panel('Burn', '(1 - slo:ok:ratio_rate1h) / (1 - 0.999)', {
        ...at(0),
        ...defaults({
          unit: 'short',
          min: 0,
          thresholds: levels(1, 14.4),
          custom: { thresholdsStyle: { mode: 'line' } },
        }),
      }),
      panel('Budget left', 'slo:budget:left', {
        type: 'stat',
        ...at(0, 12),
        ...defaults({ unit: 'percentunit', thresholds: levels(0.2) }),
      }),
    ],
  },
  'a virtual machine of Java, stacked': {
    title: 'JVM',
    panels: [
      panel(
        'Heap',
        'jvm_memory_used_bytes{area="heap"}',
        { ...unit('bytes', { stacking: { mode: 'normal' } }) },
        { legendFormat: '{{id}}' },
      ),
      panel('Pauses', 'rate(jvm_gc_pause_seconds_sum[1m])', {
        ...unit('s', { scaleDistribution: { type: 'log', log: 10 } }),
      }),
      panel('Shares', 'jvm_threads', { ...unit('none', { stacking: { mode: 'percent' } }) }),
    ],
  },
  'a single panel with several queries': {
    type: 'timeseries',
    title: 'Requests',
    ...prometheus('prod'),
    targets: [
      { refId: 'A', expr: 'sum(rate(ok_total[5m]))', legendFormat: 'ok' },
      { refId: 'B', expr: 'sum(rate(bad_total[5m]))', legendFormat: 'bad', exemplar: true, range: true },
      { refId: 'C', expr: '' },
    ],
  },
  'a calculation over hidden queries': {
    type: 'timeseries',
    title: 'Ratio',
    ...prometheus('prod'),
    targets: [
      { refId: 'A', expr: 'bad', hide: true },
      { refId: 'B', expr: 'all', hide: true },
      { refId: 'C', type: 'math', expression: '$A / $B', datasource: { type: '__expr__', uid: '__expr__' } },
    ],
  },
  'a hidden query beside a drawn one': panel('x', 'a', {
    targets: [
      { refId: 'A', expr: 'a' },
      { refId: 'B', expr: 'b', hide: true },
    ],
  }),
  'sources mixed in one panel': {
    type: 'timeseries',
    title: 'Errors everywhere',
    ...mixed,
    targets: [
      { refId: 'A', expr: 'errors', datasource: { type: 'prometheus', uid: 'eu' } },
      { refId: 'B', expr: 'errors', datasource: { type: 'prometheus', uid: 'us' } },
      {
        refId: 'C',
        expr: 'sum(count_over_time({app="x"} |= "error" [1m]))',
        datasource: { type: 'loki', uid: 'logs' },
      },
      { refId: 'D', rawSql: 'select 1', datasource: { type: 'grafana-postgresql-datasource', uid: 'pg' } },
    ],
  },
  'logs, traces, clouds and tables of a database': {
    title: 'Everything else',
    panels: [
      {
        type: 'logs',
        title: 'Logs',
        datasource: { type: 'loki', uid: 'l' },
        targets: [{ refId: 'A', expr: '{app="x"}' }],
        ...at(0),
      },
      {
        type: 'timeseries',
        title: 'Queue',
        datasource: { type: 'cloudwatch', uid: 'c' },
        targets: [{ refId: 'A', namespace: 'AWS/SQS' }],
        ...at(8),
      },
      { type: 'traces', title: 'Traces', targets: [], ...at(16) },
      {
        type: 'table',
        title: 'Rows',
        datasource: { type: 'mysql', uid: 'm' },
        targets: [{ refId: 'A', rawSql: 'select 1' }],
        ...at(24),
      },
      {
        type: 'timeseries',
        title: 'Odd',
        datasource: { type: 'acme-sensors-datasource', uid: 'a' },
        targets: [{ refId: 'A', q: 1 }],
        ...at(32),
      },
    ],
  },
  'logs whose source is not said': panel('Logs', '{app="x"} |= "error" | json'),
  'an export with inputs': {
    __inputs: [{ name: 'DS_PROM', label: 'prometheus-main', type: 'datasource', pluginId: 'prometheus' }],
    __requires: [{ type: 'grafana', id: 'grafana', version: '11.2.0' }],
    title: 'Shared',
    panels: [panel('Up', 'up', { datasource: { type: 'prometheus', uid: '${DS_PROM}' } })],
  },
  'an answer of the API': {
    meta: { slug: 'x', folderTitle: 'General' },
    dashboard: {
      uid: 'abc',
      title: 'Wrapped',
      time: { from: '2026-11-03T14:00:00.000Z', to: '2026-11-03T15:00:00.000Z' },
      panels: [panel('Up', 'up')],
    },
  },
  'a dashboard as a resource': {
    kind: 'Dashboard',
    apiVersion: 'dashboard.grafana.app/v1beta1',
    metadata: { name: 'abc' },
    spec: { title: 'Resource', panels: [panel('Up', 'up')] },
  },
  'library panels, some with their model': {
    title: 'Libraries',
    __elements: {
      lib1: {
        name: 'Shared latency',
        uid: 'lib1',
        kind: 1,
        model: { type: 'timeseries', title: 'Latency', targets: [{ refId: 'A', expr: 'latency' }] },
      },
    },
    panels: [
      { id: 1, libraryPanel: { uid: 'lib1', name: 'Shared latency' }, ...at(0) },
      { id: 2, title: 'Elsewhere', libraryPanel: { uid: 'lib2', name: 'Gone' }, ...at(8) },
    ],
  },
  'a library panel as its API answers': {
    result: {
      uid: 'lib1',
      name: 'Shared',
      kind: 1,
      model: {
        type: 'gauge',
        title: 'Full',
        targets: [{ refId: 'A', expr: 'disk_used' }],
        ...defaults({ unit: 'percentunit', min: 0, max: 1 }),
      },
    },
  },
  'panels and rows that repeat': {
    title: 'Repeats',
    ...variables({
      name: 'node',
      type: 'custom',
      query: 'n1, n2 , n\\,3',
      multi: true,
      current: { value: ['n1', 'n2'] },
    }),
    panels: [
      { ...heading('Node $node', 0), repeat: 'node' },
      panel('Load of $node', 'load{node="$node"}', { ...at(1), repeat: 'node', repeatDirection: 'h' }),
      panel('Load of n2', 'load{node="n2"}', { ...at(1, 12), repeatPanelId: 3, scopedVars: {} }),
    ],
  },
  'a heatmap': {
    type: 'heatmap',
    title: 'Latency',
    options: { yAxis: { unit: 's' } },
    targets: [
      {
        refId: 'A',
        expr: 'sum by (le) (rate(d_bucket[$__rate_interval]))',
        format: 'heatmap',
        legendFormat: '{{le}}',
      },
    ],
  },
  'gauges, bars, a pie and a histogram': {
    title: 'Shapes',
    panels: [
      panel('Gauge', 'a', { type: 'gauge', ...defaults({ thresholds: levels(80) }), ...at(0) }),
      panel('Bars', 'b', { type: 'bargauge', ...defaults({ thresholds: levels(70, 90) }), ...at(0, 12) }),
      panel('Pie', 'c', { type: 'piechart', ...at(8) }),
      panel('Histogram', 'd', { type: 'histogram', ...at(8, 12) }),
      panel('Chart', 'e', { type: 'barchart', ...at(16) }),
      panel('State', 'f', { type: 'state-timeline', ...at(16, 12) }),
    ],
  },
  'units of rates': {
    title: 'Rates',
    panels: [
      'reqps',
      'ops',
      'wps',
      'binBps',
      'bps',
      'ms',
      'decbytes',
      'currencyUSD',
      'µs',
      'suffix:pods',
    ].map(name => panel(name, `m_${name.length}`, unit(name))),
  },
  'overrides, an alert and thresholds in percent': panel('Busy', 'busy', {
    fieldConfig: {
      defaults: {
        unit: 'percent',
        thresholds: { mode: 'percentage', steps: [{ value: null }, { value: 80 }] },
        custom: { thresholdsStyle: { mode: 'area' } },
      },
      overrides: [
        { matcher: { id: 'byName', options: 'x' }, properties: [{ id: 'unit', value: 's' }] },
        { matcher: {}, properties: [] },
      ],
    },
    alert: { name: 'Busy' },
  }),
  'panels with windows of their own': {
    title: 'Times',
    time: { from: 'now-6h', to: 'now' },
    panels: [
      panel('Today', 'a', { timeFrom: '2h' }),
      panel('Yesterday', 'b', { timeShift: '1d' }),
      panel('Both', 'c', { timeFrom: '2h', timeShift: '1w' }),
      panel('Odd', 'd', { timeFrom: 'now/fy' }),
    ],
  },
  'a window that cannot be written here': {
    title: 'Fiscal',
    time: { from: 'now/fQ', to: 'now' },
    panels: [panel('a', 'a')],
  },
  'variables of all kinds': {
    title: 'Variables',
    ...variables(
      {
        name: 'env',
        type: 'custom',
        query: 'Production : prod,Staging : stage',
        current: { text: 'Production', value: 'prod' },
      },
      { name: 'team', type: 'constant', query: 'payments' },
      { name: 'needle', type: 'textbox', query: 'abc', current: { value: 'abc' } },
      {
        name: 'every',
        type: 'interval',
        query: '1m,5m,1h',
        auto: true,
        current: { value: '$__auto_interval_every' },
      },
      { name: 'filters', type: 'adhoc', filters: [{ key: 'a', operator: '=', value: 'b' }] },
      {
        name: 'all',
        type: 'query',
        query: 'label_values(region)',
        includeAll: true,
        allValue: '.+',
        current: { value: '$__all' },
      },
      { name: 'result', type: 'query', query: 'query_result(topk(5, up))', current: { value: 'x' } },
      { name: 'by', type: 'groupby' },
      { name: 'env', type: 'textbox' },
      { name: '__odd', type: 'textbox' },
    ),
    panels: [panel('a', 'x{env="$env"}[$every]')],
  },
  'annotations and links': {
    title: 'Notes',
    annotations: {
      list: [
        { builtIn: 1, name: 'Annotations & Alerts' },
        { name: 'Deploys', expr: 'changes(build_info[1m]) > 0' },
      ],
    },
    links: [{ title: 'Runbook', url: 'https://wiki.example' }],
    panels: [panel('a', 'a', { links: [{ url: 'https://x' }] })],
  },
  'panels that ask nothing': {
    title: 'Idle',
    panels: [
      { type: 'alertlist', title: 'Firing', ...at(0) },
      { type: 'dashlist', title: '', id: 7, ...at(8) },
      {
        type: 'text',
        title: 'HTML',
        options: { mode: 'html', content: '<h1>Call</h1><p>the owner</p>' },
        ...at(16),
      },
      { type: 'timeseries', title: 'Empty', targets: [], ...at(24) },
    ],
  },
  'results of another panel': panel('Again', '', {
    datasource: { type: 'datasource', uid: '-- Dashboard --' },
    targets: [{ refId: 'A', panelId: 4, datasource: { type: 'datasource', uid: '-- Dashboard --' } }],
  }),
  'Amazon’s and VictoriaMetrics’ own plugins': {
    title: 'Kin',
    panels: [
      panel('a', 'a', { datasource: { type: 'grafana-amazonprometheus-datasource', uid: 'amp' } }),
      panel('b', 'b', { datasource: { type: 'victoriametrics-metrics-datasource', uid: 'vm' } }),
    ],
  },
  'several panels in a list': [panel('One', 'a'), panel('Two', 'b')],
  'the request that a panel sends': {
    queries: [{ refId: 'A', expr: 'up', datasource: { type: 'prometheus', uid: 'p' }, intervalMs: 15000 }],
    from: '1793714520000',
    to: '1793714820000',
  },
  'alerts as Alertmanager sends them': {
    receiver: 'hook',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'Errors' },
        generatorURL: 'http://prom:9090/graph?g0.expr=errors+%3E+5&g0.tab=1',
      },
    ],
  },
}
