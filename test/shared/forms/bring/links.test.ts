import { describe, expect, it } from 'vitest'
import { pasted } from './outline.ts'

const explore = (name: string, value: unknown, rest = '') =>
  `https://graf.example/ops/explore?${rest}${name}=${encodeURIComponent(JSON.stringify(value))}`
const grafana = 'https://graf.example/ops'
const query = { refId: 'A', expr: 'up', datasource: { type: 'prometheus', uid: 'prod' } }
const loki = { refId: 'B', expr: '{app="x"}', datasource: { type: 'loki', uid: 'logs' } }

describe('A link of Grafana Explore', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'of today',
      explore(
        'panes',
        { a1b: { datasource: 'prod', queries: [query], range: { from: 'now-1h', to: 'now' } } },
        'schemaVersion=1&orgId=1&',
      ),
      ['; now-1h to now', `: up on prod of ${grafana}`],
    ],
    [
      'with an absolute window in milliseconds',
      explore('panes', {
        a: { datasource: 'prod', queries: [query], range: { from: '1793714520000', to: '1793714820000' } },
      }),
      ['; 2026-11-03T14:02Z to 2026-11-03T14:07Z', `: up on prod of ${grafana}`],
    ],
    [
      'with two panes of different windows',
      explore('panes', {
        a: { queries: [query], range: { from: 'now-1h', to: 'now' } },
        b: { queries: [{ ...query, expr: 'down' }], range: { from: 'now-2h', to: 'now' } },
      }),
      [
        '; now-1h to now',
        `: up on prod of ${grafana}; now-1h to now`,
        `: down on prod of ${grafana}; now-2h to now`,
      ],
    ],
    [
      'with mixed sources',
      explore('panes', {
        a: { datasource: '-- Mixed --', queries: [query, loki], range: { from: 'now-1h', to: 'now' } },
      }),
      [
        '; now-1h to now',
        `: up on prod of ${grafana}`,
        'left The link, query B: Loki is not a source that is spoken here',
      ],
    ],
    [
      'of version 8: left',
      explore(
        'left',
        { datasource: 'prom', queries: [{ expr: 'up', refId: 'A' }], range: { from: 'now-6h', to: 'now' } },
        'orgId=1&',
      ),
      ['; now-6h to now', `: up on prom of ${grafana}`],
    ],
    [
      'of version 6: a list',
      explore('left', ['now-3h', 'now', 'Prometheus', { expr: 'up' }, { ui: [true, true, true, 'none'] }]),
      ['; now-3h to now', `: up on Prometheus of ${grafana}`],
    ],
    [
      'with left and right',
      explore('left', { queries: [query] }) +
        `&right=${encodeURIComponent(JSON.stringify({ queries: [query] }))}`,
      [`: up on prod of ${grafana}`, `: up on prod of ${grafana}`],
    ],
    [
      'without queries',
      `${grafana}/explore`,
      ['left The link: it has no queries; copy the address while the query shows'],
    ],
    [
      'cut off on its way',
      explore('panes', { a: { queries: [query] } }).slice(0, -20),
      ['left The part “panes” of the link: it breaks off at line 1, column 83, after the key “uid”'],
    ],
    [
      'with a window that nobody can read',
      explore('panes', { a: { queries: [query], range: { from: 'yesterday', to: 'now' } } }),
      [`: up on prod of ${grafana}`, 'left The link, its window: “yesterday to now” cannot be read'],
    ],
  ])('%s', (_, link, lines) => {
    expect(pasted(link)).toEqual(lines)
  })
})

describe('A link of a Grafana dashboard', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'asks for the dashboard, with what the link says',
      '/d/rYdddlPWk/node-overview?orgId=1&from=now-3h&to=now&timezone=browser&var-node=n1&var-node=n2&var-job=All',
      [`needs ${grafana} rYdddlPWk {"node":["n1","n2"],"job":["All"]} now-3h to now`],
    ],
    ['asks for one panel', '/d/abc/x?viewPanel=12', [`needs ${grafana} abc panel 12 {} `]],
    [
      'asks for one panel, as newer versions say it',
      '/d/abc/x?viewPanel=panel-12',
      [`needs ${grafana} abc panel 12 {} `],
    ],
    [
      'asks for the panel that stands alone',
      '/d-solo/abc/x?panelId=4&from=1793714520000&to=1793714820000',
      [`needs ${grafana} abc panel 4 {} 2026-11-03T14:02Z to 2026-11-03T14:07Z`],
    ],
    [
      'says which window it cannot read',
      '/d/abc?from=now-1x&to=now',
      [`needs ${grafana} abc {} `, 'left The window of the link: “now-1x to now” cannot be read'],
    ],
    [
      'of the oldest kind does not say which',
      '/dashboard/db/node-overview',
      [
        'left The link: such an old link does not say which dashboard it is: open it and paste what the address bar shows then, or the panel’s JSON (panel menu, Inspect)',
      ],
    ],
    ['that was shortened asks for the long one', '/goto/V9x2?orgId=1', [`needs ${grafana}/goto/V9x2`]],
    [
      'to a snapshot holds no queries',
      '/dashboard/snapshot/Q3Ff',
      [
        'left The link: a snapshot holds values and no queries: open it and paste what the address bar shows then, or the panel’s JSON (panel menu, Inspect)',
      ],
    ],
  ])('%s', (_, path, lines) => {
    expect(pasted(grafana + path)).toEqual(lines)
  })
})

describe('A link of Prometheus and its kin', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'version 2',
      'http://prom:9090/graph?g0.expr=rate(up%5B5m%5D)&g0.tab=0&g0.stacked=1&g0.range_input=1h&g0.end_input=2026-11-03%2014%3A10&g0.step_input=',
      ['; 2026-11-03T13:10Z to 2026-11-03T14:10Z', ': rate(up[5m]) on http://prom:9090; from 0; stacked'],
    ],
    [
      'several graphs, blanks unescaped',
      'http://prom:9090/graph?g0.expr=a&g0.range_input=30m&g0.end_input=2026-11-03 14:10&g1.expr=b&g1.range_input=2h',
      [
        '; 2026-11-03T13:40Z to 2026-11-03T14:10Z',
        ': a on http://prom:9090; from 0; 2026-11-03T13:40Z to 2026-11-03T14:10Z',
        ': b on http://prom:9090; from 0; now-2h to now',
      ],
    ],
    [
      'version 3, under a prefix',
      'https://x.example/prom/query?g0.expr=up&g0.range_input=2d',
      ['; now-2d to now', ': up on https://x.example/prom; from 0'],
    ],
    [
      'version 3, stacked',
      'http://p/query?g0.expr=up&g0.tab=graph&g0.range_input=30m&g0.display_mode=stacked',
      ['; now-30m to now', ': up on http://p; from 0; stacked'],
    ],
    [
      'a table at an instant',
      'http://p/graph?g0.expr=up&g0.tab=1&g0.moment_input=2026-11-03%2014:10:30',
      ['; 2026-11-03T13:10:30Z to 2026-11-03T14:10:30Z', ': up on http://p; from 0'],
    ],
    [
      'VictoriaMetrics',
      'http://vm:8428/vmui/#/?g0.expr=up&g0.range_input=30m&g0.end_input=2026-11-03T14:10:00&g0.relative_time=none',
      ['; 2026-11-03T13:40Z to 2026-11-03T14:10Z', ': up on http://vm:8428; from 0'],
    ],
    [
      'VictoriaMetrics, following now',
      'http://vm:8428/select/0/vmui/?#/?g0.expr=up&g0.range_input=30m&g0.end_input=2026-11-03T14:10:00&g0.relative_time=last_30_minutes',
      ['; now-30m to now', ': up on http://vm:8428/select/0; from 0'],
    ],
    [
      'a graph without a query',
      'http://p/graph?g0.expr=&g1.expr=up',
      ['; now-1h to now', ': up on http://p; from 0', 'left Graph 1 of the link: it has no query'],
    ],
    [
      'an end that is none',
      'http://p/graph?g0.expr=up&g0.end_input=soon',
      [': up on http://p; from 0', 'left Graph 1 of the link: its end “soon” is not a time'],
    ],
    [
      'with a password in it',
      'https://me:hunter2@p.example/graph?g0.expr=up',
      [
        '; now-1h to now',
        ': up on https://p.example; from 0',
        'left The password in the link: it was not taken: sign in at the source',
      ],
    ],
  ])('%s', (_, link, lines) => {
    expect(pasted(link)).toEqual(lines)
  })

  it('without a scheme, as an address bar shows it', () => {
    expect(pasted('localhost:9090/graph?g0.expr=up')).toEqual([
      '; now-1h to now',
      ': up on http://localhost:9090; from 0',
    ])
  })
})

describe('Several lines', () => {
  it('are several steps', () => {
    const text =
      '- http://p/graph?g0.expr=a\n\nSource: http://p/graph?g0.expr=b\n[graph](http://p/graph?g0.expr=c)\n<http://p/graph?g0.expr=d>'
    expect(pasted(text)).toEqual([
      '; now-1h to now',
      ...['a', 'b', 'c', 'd'].map(name => `: ${name} on http://p; from 0`),
    ])
  })
  it('are kept but for the one that leads nowhere', () => {
    expect(pasted('http://p/graph?g0.expr=a\nlook here\nhttps://news.example/today')).toEqual([
      '; now-1h to now',
      ': a on http://p; from 0',
      'left Line 2: it is not a link',
      'left Line 3: it leads to no query that is known here: links of Grafana, Prometheus, Thanos and VictoriaMetrics are',
    ])
  })
})

describe('What is no paste but text', () => {
  it.each([
    'up',
    'sum by (node) (rate(x[5m]))\n/ 2',
    '{"http.requests"}',
    '{"http.requests", job="x"}',
    'probe{target="https://graf.example/d/abc/x"}',
    'curl_errors_total',
    '',
    '[1h:5m]',
  ])('%j', text => {
    expect(pasted(text)).toBeNull()
  })
})
