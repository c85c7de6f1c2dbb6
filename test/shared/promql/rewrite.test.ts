import { describe, expect, it } from 'vitest'
import { promql } from '#shared/promql/language.ts'
import type { Rewritten } from '#shared/query/language.ts'

const shown = (result: Rewritten): string => (result.ok ? result.text : `✗ ${result.reason}`)

const splits: readonly (readonly [string, string])[] = [
  ['sum(rate(x_total[1m]))', 'sum by (node) (rate(x_total[1m]))'],
  ['sum (rate(x_total[1m]))', 'sum by (node) (rate(x_total[1m]))'],
  ['sum by (a) (x)', 'sum by (a, node) (x)'],
  ['sum by (a,b) (x)', 'sum by (a,b,node) (x)'],
  ['sum by () (x)', 'sum by (node) (x)'],
  ['sum(x) by (a)', 'sum(x) by (a, node)'],
  ['sum without (node, a) (x)', 'sum without (a) (x)'],
  ['sum without (a, node) (x)', 'sum without (a) (x)'],
  ['sum without (node) (x)', 'sum without () (x)'],
  ['sum without (a) (x)', '✗ The query is split by node already'],
  ['sum by (node) (x)', '✗ The query is split by node already'],
  ['sum(a) / sum(b)', 'sum by (node) (a) / sum by (node) (b)'],
  ['100 * sum(a)/sum(b) > 5', '100 * sum by (node) (a)/sum by (node) (b) > 5'],
  ['sum by (z) (a) / on (z) sum by (z) (b)', 'sum by (z, node) (a) / on (z, node) sum by (z, node) (b)'],
  [
    'sum by (node, z) (a) / on (z) group_left sum by (z) (b)',
    'sum by (node, z) (a) / on (z, node) group_left sum by (z, node) (b)',
  ],
  ['rate(x_total[1m])', 'sum by (node) (rate(x_total[1m]))'],
  ['load', 'avg by (node) (load)'],
  ['max_over_time(load[5m])', 'max by (node) (max_over_time(load[5m]))'],
  ['rate(a_total[1m]) / rate(b_total[1m])', 'avg by (node) (rate(a_total[1m]) / rate(b_total[1m]))'],
  ['rate(a_total[1m]) * 60', 'sum by (node) (rate(a_total[1m]) * 60)'],
  ['  rate(x_total[1m]) # errors', '  sum by (node) (rate(x_total[1m])) # errors'],
  ['sum( # all of it\n  rate(x_total[1m])\n)', 'sum by (node) ( # all of it\n  rate(x_total[1m])\n)'],
  [
    'histogram_quantile(0.9, sum by (le) (rate(b[5m])))',
    'histogram_quantile(0.9, sum by (le, node) (rate(b[5m])))',
  ],
  ['histogram_quantile(0.9, rate(b[5m]))', 'histogram_quantile(0.9, sum by (le, node) (rate(b[5m])))'],
  ['topk(5, sum by (a) (x))', 'topk(5, sum by (a, node) (x))'],
  ['topk(5, rate(x_total[1m]))', 'topk(5, sum by (node) (rate(x_total[1m])))'],
  ['clamp_min(sum(x), 0)', 'clamp_min(sum by (node) (x), 0)'],
  ['max_over_time(sum(x)[5m:])', 'max_over_time(sum by (node) (x)[5m:])'],
  ['max(sum by (a) (x))', '✗ node is aggregated away by the sum further in'],
  ['sum(x) / y', '✗ Only one side of / is aggregated'],
  ['label_replace(sum(x), "node", "a", "", "")', '✗ node is written by label_replace'],
  ['absent(x)', '✗ absent has no series that could be told apart'],
  ['1 + 1', '✗ Only a vector has labels to split by'],
  ['sum(', '✗ This ( is never closed'],
]

const unsplits: readonly (readonly [string, string])[] = [
  ['sum by (node) (x)', 'sum(x)'],
  ['sum by (a, node) (x)', 'sum by (a) (x)'],
  ['sum by (node, a) (x)', 'sum by (a) (x)'],
  ['sum(x) by (node)', 'sum(x)'],
  ['sum without (a) (x)', 'sum without (a, node) (x)'],
  ['sum by (node) (a) / on (node) sum by (node) (b)', 'sum(a) / on () sum(b)'],
  ['sum by (a) (x)', '✗ The query is not split by node'],
  ['sum(x)', '✗ The query is not split by node'],
  ['x', '✗ The query is not split by node'],
]

const filters: readonly (readonly [string, string])[] = [
  ['x', 'x{node="i-1"}'],
  ['x{}', 'x{node="i-1"}'],
  ['sum by (node) (rate(x{app="a"}[1m]))', 'sum by (node) (rate(x{app="a", node="i-1"}[1m]))'],
  ['x{app="a",zone="b"}', 'x{app="a",zone="b",node="i-1"}'],
  ['x{app="a",}', 'x{app="a", node="i-1",}'],
  ['x{node=~"i-.*", app="a"}', 'x{node="i-1", app="a"}'],
  ['x{node="i-2"} offset 5m', 'x{node="i-1"} offset 5m'],
  ['sum(a) / sum(b)', 'sum(a{node="i-1"}) / sum(b{node="i-1"})'],
  ['a * on (zone) group_left (version) info', 'a{node="i-1"} * on (zone) group_left (version) info'],
  ['a * on (zone) group_left (node) info', 'a * on (zone) group_left (node) info{node="i-1"}'],
  ['{__name__="x"}', '{__name__="x", node="i-1"}'],
  ['label_join(x, "node", "", "a")', '✗ node is written by label_join'],
  ['vector(1)', '✗ The query reads no series'],
]

const excludes: readonly (readonly [string, string])[] = [
  ['x', 'x{node!="i-1"}'],
  ['x{node!="i-2"}', 'x{node!~"i-2|i-1"}'],
  ['x{node!="a.b"}', 'x{node!~"a\\\\.b|i-1"}'],
  ['x{node!~"i-2|i-3"}', 'x{node!~"i-2|i-3|i-1"}'],
  ['x{node!~"i-[23]"}', 'x{node!~"(?:i-[23])|i-1"}'],
  ['x{node=~"i.*"}', 'x{node=~"i.*", node!="i-1"}'],
  ['x{node!~"i-1|i-3"}', 'x{node!~"i-1|i-3"}'],
  ['x{node="i-1"}', '✗ The query asks for node="i-1", so nothing would be left'],
]

const hours: readonly (readonly [string, string])[] = [
  ['x', 'x offset 1h'],
  ['rate(x[5m])', 'rate(x[5m] offset 1h)'],
  ['sum(rate(x{a="1"}[5m] offset 30m)) / y', 'sum(rate(x{a="1"}[5m] offset 1h30m)) / y offset 1h'],
  ['x offset -1h', 'x'],
  ['x @ 100', 'x offset 1h @ 100'],
  ['max_over_time(rate(x[1m])[5m:1m])', 'max_over_time(rate(x[1m] offset 1h)[5m:1m])'],
  ['time() - x', '✗ time() reads the clock, which cannot be moved'],
  ['1', '✗ The query reads no series'],
]

const groups: readonly (readonly [string, readonly string[] | undefined])[] = [
  ['sum by (a, b) (x)', ['a', 'b']],
  ['sum(x)', []],
  ['topk(3, sum by (a) (x))', ['a']],
  ['histogram_quantile(0.5, sum by (le, a) (x))', ['le', 'a']],
  ['sum without (a) (x)', undefined],
  ['x', undefined],
]

const check = (cases: readonly (readonly [string, string])[], act: (text: string) => Rewritten) => {
  for (const [text, expected] of cases)
    it(`${text} → ${expected}`, () => {
      const result = act(text)
      expect(shown(result)).toBe(expected)
      if (result.ok) expect(promql.problems(result.text)).toEqual([])
    })
}

describe('split by node', () => check(splits, text => promql.split(text, 'node')))
describe('unsplit by node', () => check(unsplits, text => promql.unsplit(text, 'node')))
describe('filter to a node', () => {
  check(filters, text => promql.filter(text, { node: 'i-1' }))
  it('takes several labels, and leaves the metric name to the query', () =>
    expect(shown(promql.filter('x', { __name__: 'x', a: 'say "hi"', 'b.c': '2' }))).toBe(
      'x{a="say \\"hi\\"", "b.c"="2"}',
    ))
})
describe('exclude a node', () => {
  check(excludes, text => promql.exclude(text, { node: 'i-1' }))
  it('refuses combinations', () =>
    expect(shown(promql.exclude('x', { a: '1', b: '2' }))).toBe(
      '✗ Conditions cannot leave out a combination of labels: choose one of them',
    ))
  it('escapes what is no pattern', () =>
    expect(shown(promql.exclude('x{a!="1"}', { a: 'b.c|d' }))).toBe('x{a!~"1|b\\\\.c\\\\|d"}'))
})
describe('an hour earlier', () => check(hours, text => promql.earlier(text, 3_600_000)))
describe('grouped by', () => {
  for (const [text, expected] of groups) it(text, () => expect(promql.groupedBy(text)).toEqual(expected))
})
describe('selectors', () => {
  it('are in order, with the name as a matcher', () =>
    expect(promql.selectors('sum(a{b!="1"}) / {__name__=~"c.*"}')).toEqual([
      [
        { name: '__name__', op: '=', value: 'a' },
        { name: 'b', op: '!=', value: '1' },
      ],
      [{ name: '__name__', op: '=~', value: 'c.*' }],
    ]))
})
describe('format', () => {
  it('sets spaces', () =>
    expect(shown(promql.format('sum  by(a)(rate( x{b="1",c=\'2\'}[60s])) '))).toBe(
      'sum by (a) (rate(x{b="1", c="2"}[1m]))',
    ))
  it('breaks what is long', () =>
    expect(
      shown(
        promql.format(
          'histogram_quantile(0.99, sum by (le, node) (rate(http_request_duration_seconds_bucket{app="license-svc"}[5m])))',
        ),
      ),
    ).toBe(
      [
        'histogram_quantile(',
        '  0.99,',
        '  sum by (le, node) (',
        '    rate(http_request_duration_seconds_bucket{app="license-svc"}[5m])',
        '  )',
        ')',
      ].join('\n'),
    ))
  it('would rather not lose comments', () =>
    expect(shown(promql.format('x # why'))).toBe('✗ Its comments would be lost'))
})
