import { variables } from '#test/shared/forms/bring/outline.ts'

const graph = (title: string, expr: string, more: object = {}, target: object = {}) => ({
  type: 'graph',
  title,
  targets: [{ refId: 'A', expr, intervalFactor: 2, step: 10, ...target }],
  ...more,
})
const axes = (format: string, more: object = {}) => ({
  yaxes: [{ format, logBase: 1, min: null, ...more }, { format: 'short' }],
})

/** Dashboards and panels as Grafana 2 to 7 wrote them. */
export const older: Readonly<Record<string, unknown>> = {
  'rows of panels': {
    title: 'Old service',
    time: { from: 'now-3h', to: 'now' },
    rows: [
      {
        title: 'Traffic',
        panels: [
          graph('In', 'rate(in[1m])', { span: 6, ...axes('reqps', { min: '0' }), datasource: 'prod-eu' }),
          graph('Out', 'rate(out[1m])', { span: 6, datasource: '$ds' }),
        ],
      },
      {
        title: 'Errors',
        collapse: true,
        panels: [graph('5xx', 'rate(errors[1m])', axes('short', { logBase: 10 }))],
      },
    ],
    ...variables({
      name: 'ds',
      type: 'datasource',
      query: 'prometheus',
      current: { text: 'default', value: 'default' },
    }),
  },
  'a stacked graph with thresholds and a second axis': graph('Memory', 'mem', {
    stack: true,
    ...axes('bytes', { min: 0 }),
    thresholds: [{ value: 100, op: 'gt', colorMode: 'critical', line: true, fill: true }],
    seriesOverrides: [{ alias: 'swap', yaxis: 2 }],
    yaxes: [{ format: 'bytes', min: 0 }, { format: 'percent' }],
  }),
  'a graph of version 2': {
    title: 'Ancient',
    type: 'graph',
    y_formats: ['ms', 'short'],
    grid: { threshold1: 250, threshold2: 500 },
    targets: [{ expr: 'latency_ms', legendFormat: '{{path}}' }],
  },
  'a single stat': {
    type: 'singlestat',
    title: 'Up',
    format: 'percentunit',
    valueName: 'current',
    thresholds: '0.5,0.9',
    targets: [{ refId: 'A', expr: 'avg(up)', instant: true }],
    datasource: null,
  },
  'an old heatmap': {
    type: 'heatmap',
    title: 'Sizes',
    yAxis: { format: 'decbytes', logBase: 2 },
    targets: [{ refId: 'A', expr: 'sum(rate(s_bucket[1m])) by (le)', format: 'heatmap' }],
  },
  'an old text panel': {
    title: 'Old words',
    rows: [{ panels: [{ type: 'text', title: 'Owner', mode: 'markdown', content: 'Ask **payments**.' }] }],
  },
  'an old graph with an alert': graph('Alerting', 'x', { alert: { conditions: [] }, ...axes('dtdurations') }),
  'Graphite beside Prometheus': {
    title: 'Two worlds',
    rows: [
      {
        panels: [
          graph('Carbon', '', { datasource: 'carbon', targets: [{ refId: 'A', target: 'a.b.c' }] }),
          graph('Prom', 'up'),
        ],
      },
    ],
  },
}
