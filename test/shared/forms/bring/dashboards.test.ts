import { describe, expect, it } from 'vitest'
import { pastedJson } from './outline.ts'
import { current } from './shapes/current.ts'
import { older } from './shapes/older.ts'
import { version2 } from './shapes/version2.ts'

const shapes = { ...current, ...older, ...version2 }

/** What comes out of each shape: title and window, variables, steps, and what was left. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'a node overview with collapsed rows': [
    'Node overview; now-24h to now',
    '$job: job of node_uname_info on prod-eu; now node',
    '$node: instance of node_uname_info{job="$job"}; now all .*; several',
    'Busy (row 1): 100 - avg(rate(node_cpu_seconds_total{mode="idle", instance=~"$node"}[$__rate_interval])) * 100 “{{instance}}” on prod-eu; percent',
    'Load (row 1): node_load1 on prod-eu',
    'Written (row 2): rate(node_disk_written_bytes_total[5m]); decimalBytesPerSecond',
    'Free (row 3): node_filesystem_avail_bytes; bytes',
  ],
  'a mixin of Kubernetes with a table and an info text': [
    'Kubernetes / Compute',
    '$cluster: cluster of up{job="kube"}; now ',
    'CPU Quota (row 1): sum(kube_pod_owner) by (namespace); from 0',
    ': note "# Read me\\nPages **on-call**."',
    'left Panel “CPU Quota” (row 1): not taken: its transformations (merge, organize)',
    'left Variable “cluster”: its values are not narrowed by /eu-.*/ here',
  ],
  'a burn rate of an objective': [
    'SLO',
    'Burn: (1 - slo:ok:ratio_rate1h) / (1 - 0.999); from 0; line at 14.4',
    'Budget left: slo:budget:left; ratio; from 0; line at 0.2',
    'left Panel “Burn” (row 1): not taken: of the thresholds 1, 14.4 only 14.4 is drawn: a graph has one line',
  ],
  'a virtual machine of Java, stacked': [
    'JVM',
    'Heap (row 1): jvm_memory_used_bytes{area="heap"} “{{id}}”; bytes; from 0; stacked',
    'Pauses (row 2): rate(jvm_gc_pause_seconds_sum[1m]); seconds; log',
    'Shares (row 3): jvm_threads; none; from 0; stacked',
    'left Panel “Shares” (row 3): not taken: it stacks to a hundred percent',
  ],
  'a single panel with several queries': [
    'Requests',
    'Requests: sum(rate(ok_total[5m])) “ok” on prod & sum(rate(bad_total[5m])) “bad” on prod',
    'left Panel “Requests”, query C: it is empty',
  ],
  'a calculation over hidden queries': [
    'Ratio',
    'Ratio: bad on prod & all on prod',
    'left Panel “Ratio”, query C: it is a calculation by Grafana ($A / $B); write it as a query',
  ],
  'a hidden query beside a drawn one': ['x', 'x: a', 'left Panel “x”, query B: it is hidden there'],
  'sources mixed in one panel': [
    'Errors everywhere',
    'Errors everywhere: errors on eu & errors on us',
    'left Panel “Errors everywhere”, query C: Loki is not a source that is spoken here',
    'left Panel “Errors everywhere”, query D: PostgreSQL is not a source that is spoken here',
  ],
  'logs, traces, clouds and tables of a database': [
    'Everything else',
    'left Panel “Logs” (row 1), query A: Loki is not a source that is spoken here',
    'left Panel “Queue” (row 2), query A: CloudWatch is not a source that is spoken here',
    'left Panel “Traces” (row 3): traces are not taken',
    'left Panel “Rows” (row 4), query A: MySQL is not a source that is spoken here',
    'left Panel “Odd” (row 5), query A: the data source acme-sensors-datasource is not one that is spoken here',
  ],
  'logs whose source is not said': [
    'Logs',
    'left Panel “Logs”, query A: it asks for logs, and Loki is not a source that is spoken here',
  ],
  'an export with inputs': ['Shared', 'Up: up on prometheus-main'],
  'an answer of the API': ['Wrapped; 2026-11-03T14:00Z to 2026-11-03T15:00Z', 'Up: up'],
  'a dashboard as a resource': ['Resource', 'Up: up'],
  'library panels, some with their model': [
    'Libraries',
    'Latency (row 1): latency',
    'left Panel “Elsewhere” (row 2): it is the library panel “Gone”, whose queries are not in this paste',
  ],
  'a library panel as its API answers': ['Full', 'Full: disk_used; ratio; from 0'],
  'panels and rows that repeat': [
    'Repeats',
    '$node: one of n1|n2|n,3; now n1|n2; several',
    'Load of $node: load{node="$node"}',
    'left Panel “Load of $node” (row 1): not taken: it repeats for each node: it was taken once',
    'left Panel “Load of n2” (row 1): it is a copy that Grafana made of a repeated panel',
  ],
  'a heatmap': [
    'Latency',
    'Latency: sum by (le) (rate(d_bucket[$__rate_interval])) “{{le}}”; seconds; heatmap; from 0',
  ],
  'gauges, bars, a pie and a histogram': [
    'Shapes',
    'Gauge (row 1): a; from 0',
    'Bars (row 1): b; from 0; line at 90',
    'Pie (row 2): c; from 0',
    'Histogram (row 2): d; from 0',
    'Chart (row 3): e',
    'State (row 3): f; from 0',
    'left Panel “Bars” (row 1): not taken: of the thresholds 70, 90 only 90 is drawn: a graph has one line',
  ],
  'units of rates': [
    'Rates',
    'reqps (row 1): m_5; perSecond',
    'ops (row 2): m_3; perSecond',
    'wps (row 3): m_3; perSecond',
    'binBps (row 4): m_6; bytesPerSecond',
    'bps (row 5): m_3; bitsPerSecond',
    'ms (row 6): m_2; milliseconds',
    'decbytes (row 7): m_8; decimalBytes',
    'currencyUSD (row 8): m_11; none',
    'µs (row 9): m_2; none',
    'suffix:pods (row 10): m_11; none',
    'left Panel “currencyUSD” (row 8): not taken: the unit currencyUSD is not known here',
    'left Panel “µs” (row 9): not taken: the unit µs is not known here',
    'left Panel “suffix:pods” (row 10): not taken: the unit suffix:pods is not known here',
  ],
  'overrides, an alert and thresholds in percent': [
    'Busy',
    'Busy: busy; percent',
    'left Panel “Busy”: not taken: its thresholds are in percent of the axis; its 2 overrides for single series; its alert rule',
  ],
  'panels with windows of their own': [
    'Times; now-6h to now',
    'Today (row 1): a; now-2h to now',
    'Yesterday (row 2): b; now-1d6h to now-1d',
    'Both (row 3): c; now-7d2h to now-7d',
    'Odd (row 4): d',
    'left Panel “Odd” (row 4): its own window (now/fy) cannot be written here',
  ],
  'a window that cannot be written here': [
    'Fiscal',
    'a: a',
    'left The window: “now/fQ to now” cannot be written here',
  ],
  'variables of all kinds': [
    'Variables',
    '$env: one of prod|stage; now prod',
    '$team: one of payments; now payments',
    '$needle: typed; now abc',
    '$every: one of 1m|5m|1h; now 1m',
    '$all: region of all; now all .+',
    '$result: typed; now x',
    'a: x{env="$env"}[$every]',
    'left Variable “every”: its “auto” is not known here',
    'left Variable “filters”: filters over all queries are not known here: write them into the queries',
    'left Variable “result”: its values come from query_result(topk(5, up)): type them',
    'left Variable “by”: grouping over all queries is not known here: write it into the queries',
    'left Variable “env”: there are two of that name: the first was taken',
    'left Variable “__odd”: its name is none that a variable may have here',
  ],
  'annotations and links': [
    'Notes',
    'a: a',
    'left Annotation “Deploys”: annotations are not taken: send events to this notebook’s server instead',
  ],
  'panels that ask nothing': [
    'Idle',
    'HTML (row 3): note "Call the owner"',
    'left Panel “Firing” (row 1): it lists alerts, not values over time',
    'left Panel 7 (row 2): it lists dashboards',
    'left Panel “Empty” (row 4): it has no queries',
  ],
  'results of another panel': ['Again', 'left Panel “Again”, query A: it shows the result of panel 4'],
  'Amazon’s and VictoriaMetrics’ own plugins': ['Kin', 'a (row 1): a on amp', 'b (row 2): b on vm'],
  'several panels in a list': ['One', 'One: a', 'Two: b'],
  'the request that a panel sends': ['; 2026-11-03T14:02Z to 2026-11-03T14:07Z', ': up on p'],
  'alerts as Alertmanager sends them': ['; now-1h to now', 'Errors: errors > 5 on http://prom:9090; from 0'],
  'rows of panels': [
    'Old service; now-3h to now',
    'In (row 1): rate(in[1m]) on prod-eu; perSecond; from 0',
    'Out (row 1): rate(out[1m])',
    '5xx (row 2): rate(errors[1m]); log',
  ],
  'a stacked graph with thresholds and a second axis': [
    'Memory',
    'Memory: mem; bytes; from 0; stacked; line at 100',
    'left Panel “Memory”: not taken: its second axis (percent); its 1 override for single series',
  ],
  'a graph of version 2': [
    'Ancient',
    'Ancient: latency_ms “{{path}}”; milliseconds; line at 500',
    'left Panel “Ancient”: not taken: of the thresholds 250, 500 only 500 is drawn: a graph has one line',
  ],
  'a single stat': ['Up', 'Up: avg(up); ratio; from 0'],
  'an old heatmap': ['Sizes', 'Sizes: sum(rate(s_bucket[1m])) by (le); decimalBytes; heatmap; log; from 0'],
  'an old text panel': ['Old words', 'Owner: note "Ask **payments**."'],
  'an old graph with an alert': [
    'Alerting',
    'Alerting: x; seconds',
    'left Panel “Alerting”: not taken: its alert rule',
  ],
  'Graphite beside Prometheus': [
    'Two worlds',
    'Prom: up',
    'left Panel “Carbon” (row 1), query A: it is not a query of Prometheus',
  ],
  'the second schema on a grid': [
    'Second schema; now-30m to now',
    '$pod: pod of kube_pod_info; now all .*; several',
    '$q: one of 0.5|0.99; now 0.99',
    '$word: typed; now x',
    'First (row 1): a “{{pod}}” on prod',
    'Second (row 1): b “{{pod}}” on prod',
    'Third (row 2): c “{{pod}}” on prod',
    'left Variable “f”: filters over all queries are not known here: write them into the queries',
    'left Annotation “Deploys”: annotations are not taken: send events to this notebook’s server instead',
  ],
  'the second schema in rows and tabs': [
    'Tabbed',
    'First (row 1): a “{{pod}}” on prod',
    'Second (row 2): b “{{pod}}” on prod',
    'Third (row 3): c “{{pod}}” on prod',
  ],
  'the second schema with general kinds': [
    'General kinds',
    'Group (row 1): x on prod; seconds; from 0; now-1h to now',
    'left Panel “Group” (row 1), query B: Loki is not a source that is spoken here',
    'left Panel “Group” (row 1): not taken: its transformation (reduce); it repeats for each pod: it was taken once',
    'left Panel “Lib” (row 2): it is the library panel “Shared”, whose queries are not in this paste',
  ],
  'an element alone': ['Alone', 'Alone: up “{{pod}}” on prod'],
  'elements that no layout shows': [
    'First (row 1): a “{{pod}}” on prod',
    'Second (row 2): b “{{pod}}” on prod',
    'Third (row 3): c “{{pod}}” on prod',
  ],
}

describe('JSON of Grafana', () => {
  it.each(Object.entries(shapes))('%s', (name, json) => {
    expect(pastedJson(json)).toEqual(expected[name])
  })
  it('has a shape for each expectation', () => {
    expect(Object.keys(expected).toSorted()).toEqual(Object.keys(shapes).toSorted())
  })
})
