import { describe, expect, it } from 'vitest'
import { at, failureOf, load, over, remarksOf } from './notation.ts'

const data = load(`10s
  e{node="a", code="500", zone="x"} 1x9
  e{node="a", code="404", zone="x"} 2x9
  e{node="b", code="500", zone="y"} 3x9
  r{node="a", zone="x"} 10x9
  r{node="b", zone="y"} 20x9
  r{node="c", zone="y"} 40x9
  info{node="a", version="v1"} 1x9
  info{node="b", version="v2"} 1x9
  v{n="1"} 3x9
  v{n="2"} NaN NaNx8
  v{n="3"} 1x9
  half{n="1"} 2 2 _x10
  early{n="1"} 5 5 stale
  late{n="1"} _ _ _ 6 6 6
  bucket{le="0.1"} 10x9
  bucket{le="0.5"} 30x9
  bucket{le="1"} 40x9
  bucket{le="+Inf"} 50x9`)

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['sum(e)', ['{} 6']],
  ['sum by (node) (e)', ['{node="a"} 3', '{node="b"} 3']],
  ['SUM by (node,) (e)', ['{node="a"} 3', '{node="b"} 3']],
  ['sum without (code, zone) (e)', ['{node="a"} 3', '{node="b"} 3']],
  ['sum by (nowhere) (e)', ['{} 6']],
  ['count by (__name__) (r)', ['r 3']],
  ['avg(r)', ['{} 23.3333333333']],
  ['min(v)', ['{} 1']],
  ['max(v)', ['{} 3']],
  ['max(v{n="2"})', ['{} NaN']],
  ['sum(v)', ['{} NaN']],
  ['count(v)', ['{} 3']],
  ['group(v)', ['{} 1']],
  ['stddev(r)', ['{} 12.4721912892']],
  ['stdvar(r)', ['{} 155.555555556']],
  ['stddev(v)', ['{} NaN']],
  ['topk(2, v)', ['v{n="1"} 3', 'v{n="3"} 1']],
  ['topk(9, v)', ['v{n="1"} 3', 'v{n="3"} 1', 'v{n="2"} NaN']],
  ['bottomk(1.9, v)', ['v{n="3"} 1']],
  ['topk(0, v)', []],
  ['topk(2, vector(1) or r * 0 + 1)', ['{} 1', '{node="a", zone="x"} 1']],
  ['topk(Inf, nothing)', []],
  ['count_values without (n) ("n", v)', ['{} 3']],
  ['topk(3, r)', ['r{node="c", zone="y"} 40', 'r{node="b", zone="y"} 20', 'r{node="a", zone="x"} 10']],
  ['topk by (zone) (1, r)', ['r{node="c", zone="y"} 40', 'r{node="a", zone="x"} 10']],
  ['quantile(0.5, r)', ['{} 20']],
  ['quantile(0.25, r)', ['{} 15']],
  ['quantile(1.5, r)', ['{} Inf']],
  ['count_values("value", v)', ['{value="1"} 1', '{value="3"} 1', '{value="NaN"} 1']],
  [
    'count_values("value", r * 1e21)',
    [
      '{value="10000000000000000000000"} 1',
      '{value="20000000000000000000000"} 1',
      '{value="40000000000000000000000"} 1',
    ],
  ],
  ['-r{node="a"}', ['{node="a", zone="x"} -10']],
  ['+r{node="a"}', ['r{node="a", zone="x"} 10']],
  ['-1^2', ['-1']],
  ['2^3^2', ['512']],
  ['2 - 3 - 4', ['-5']],
  ['-5 % 3', ['-2']],
  ['1/0', ['Inf']],
  ['0/0', ['NaN']],
  ['1 atan2 1', ['0.785398163397']],
  ['0x1F + 1h + 010', ['3639']],
  ['1 == bool 1', ['1']],
  ['r > 15', ['r{node="b", zone="y"} 20', 'r{node="c", zone="y"} 40']],
  ['15 < r', ['r{node="b", zone="y"} 20', 'r{node="c", zone="y"} 40']],
  ['r > bool 15', ['{node="a", zone="x"} 0', '{node="b", zone="y"} 1', '{node="c", zone="y"} 1']],
  ['v != v', ['v{n="2"} NaN']],
  ['sum by (node) (e) / on (node) r', ['{node="a"} 0.3', '{node="b"} 0.15']],
  [
    'e / ignoring (code) group_left r',
    [
      '{code="404", node="a", zone="x"} 0.2',
      '{code="500", node="a", zone="x"} 0.1',
      '{code="500", node="b", zone="y"} 0.15',
    ],
  ],
  [
    'r{node!="c"} * on (node) group_left (version) info',
    ['{node="a", version="v1", zone="x"} 10', '{node="b", version="v2", zone="y"} 20'],
  ],
  [
    'info * on (node) group_right (version) r{node!="c"}',
    ['{node="a", version="v1", zone="x"} 10', '{node="b", version="v2", zone="y"} 20'],
  ],
  ['info < on (node) group_right r', ['r{node="a", zone="x"} 1', 'r{node="b", zone="y"} 1']],
  ['r > on (node) info', ['{node="a"} 10', '{node="b"} 20']],
  ['r and on (node) info', ['r{node="a", zone="x"} 10', 'r{node="b", zone="y"} 20']],
  ['r unless on (node) info', ['r{node="c", zone="y"} 40']],
  [
    'info{node="a"} or on (node) r',
    ['info{node="a", version="v1"} 1', 'r{node="b", zone="y"} 20', 'r{node="c", zone="y"} 40'],
  ],
  ['r and nothing', []],
  ['nothing + r', []],
  ['histogram_quantile(0.5, bucket)', ['{} 0.4']],
  ['histogram_quantile(0.9, bucket)', ['{} 1']],
  ['histogram_quantile(0.1, bucket)', ['{} 0.05']],
  ['histogram_quantile(1.1, bucket)', ['{} Inf']],
  ['histogram_quantile(NaN, bucket)', ['{} NaN']],
  ['histogram_quantile(0.5, bucket{le!="+Inf"})', ['{} NaN']],
  ['histogram_quantile(0.5, bucket{le="+Inf"})', ['{} NaN']],
  ['histogram_quantile(0.5, bucket * 0)', ['{} NaN']],
  ['absent(r)', []],
  ['absent(nothing{a="1", b=~"x", c="2", c="3"})', ['{a="1"} 1']],
  ['absent(sum(nothing))', ['{} 1']],
  ['absent_over_time(nothing{a="1"}[1m])', ['{a="1"} 1']],
  ['scalar(r)', ['NaN']],
  ['scalar(r{node="a"})', ['10']],
  ['vector(3)', ['{} 3']],
  ['time()', ['50']],
  ['pi()', ['3.14159265359']],
  ['clamp(r, 15, 30)', ['{node="a", zone="x"} 15', '{node="b", zone="y"} 20', '{node="c", zone="y"} 30']],
  ['clamp(r, 30, 15)', []],
  ['clamp_min(v, NaN)', ['{n="1"} NaN', '{n="2"} NaN', '{n="3"} NaN']],
  ['round(vector(2.5))', ['{} 3']],
  ['round(vector(-2.5))', ['{} -2']],
  ['round(vector(7), 5)', ['{} 5']],
  ['sgn(vector(-3))', ['{} -1']],
  ['deg(vector(pi()))', ['{} 180']],
  ['sqrt(vector(-1))', ['{} NaN']],
  ['label_replace(r{node="a"}, "at", "$1-${1}$2", "zone", "(.*)")', ['r{at="x-x", node="a", zone="x"} 10']],
  ['label_replace(r{node="a"}, "at", "$z", "zone", "(?P<z>.)")', ['r{at="x", node="a", zone="x"} 10']],
  ['label_replace(r{node="a"}, "zone", "", "zone", ".*")', ['r{node="a"} 10']],
  ['label_replace(r{node="a"}, "zone", "z", "node", "aa")', ['r{node="a", zone="x"} 10']],
  [
    'label_replace(r{node="a"}, "new", "was missing", "missing", "")',
    ['r{new="was missing", node="a", zone="x"} 10'],
  ],
  ['label_join(r{node="a"}, "at", "/", "zone", "missing", "node")', ['r{at="x//a", node="a", zone="x"} 10']],
  [
    'year(vector(1604361600)) * 10000 + month(vector(1604361600)) * 100 + day_of_month(vector(1604361600))',
    ['{} 20201103'],
  ],
  ['day_of_week(vector(1604361600))', ['{} 2']],
  ['day_of_year(vector(1604361600))', ['{} 308']],
  ['days_in_month(vector(1582934400))', ['{} 29']],
  ['minute() + hour()', ['{} 0']],
  ['sort(v)', ['v{n="3"} 1', 'v{n="1"} 3', 'v{n="2"} NaN']],
  ['sort_desc(v)', ['v{n="1"} 3', 'v{n="3"} 1', 'v{n="2"} NaN']],
]

describe('an expression', () => {
  for (const [query, expected] of cases) it(query, () => expect(at(data, '50s', query)).toEqual(expected))

  it('has gaps where its input has, and true NaN where it makes one', () =>
    expect(over(data, '0s 40s 10s', 'half / 0 - half / 0', { lookback: 10_000 })).toEqual([
      '{n="1"} NaN NaN _ _ _',
    ]))
  it('merges series that never meet under or', () =>
    expect(over(data, '0s 40s 10s', '-early or -late')).toEqual(['{n="1"} -5 -5 _ -6 -6']))
  it('leaves empty series out', () => expect(over(data, '0s 40s 10s', 'r > 100')).toEqual([]))
  it('shows a number as one series', () =>
    expect(over(data, '0s 20s 10s', 'time() / 0 - 1/0')).toEqual(['{} NaN NaN NaN']))
})

const failures: readonly (readonly [string, string])[] = [
  ['e / on (node) r', 'execution: Several series on the left side of / match {node="a"} on the right'],
  ['r / on (zone) r', 'execution: Several series on the right side of / match {zone="y"}, and only one may'],
  [
    'e / on (zone) group_left r',
    'execution: Several series on the right side of / match {zone="y"}, and only one may',
  ],
  ['r > on (node) e', 'execution: Several series on the right side of > match {node="a"}, and only one may'],
  [
    'label_replace(r{zone="y"}, "node", "same", "", "")',
    'execution: Two series have the same labels, r{node="same", zone="y"}, at the same time',
  ],
  ['topk(NaN, r)', 'execution: topk needs a finite number of series, not NaN'],
  ['topk(Inf, r)', 'execution: topk needs a finite number of series, not +Inf'],
]

describe('an expression that the data does not allow', () => {
  for (const [query, message] of failures)
    it(query, () => expect(failureOf(() => at(data, '50s', query))).toBe(message))
  it('does not mind several series where the other side is empty', () =>
    expect(at(data, '50s', 'e / on (zone) group_left nothing')).toEqual([]))
  it('loses the name and finds two series alike', () => {
    const twins = load(`10s
      a_total{n="1"} 0+1x9
      b_total{n="1"} 0+2x9`)
    expect(failureOf(() => at(twins, '50s', 'rate({n="1"}[1m])'))).toContain(
      'Two series have the same labels, {n="1"}',
    )
  })
})

describe('remarks', () => {
  it('come with buckets that are none', () =>
    expect(
      remarksOf(data, '50s', 'histogram_quantile(0.5, label_replace(bucket, "le", "x", "le", "1"))'),
    ).toEqual(['warning: A series whose le is "x" is no bucket and was left out']))
  it('come with buckets that fall', () => {
    const falling = load(`10s
      b{le="1"} 5
      b{le="2"} 4
      b{le="+Inf"} 6`)
    expect(remarksOf(falling, '0s', 'histogram_quantile(0.5, b)')).toHaveLength(1)
    expect(at(falling, '0s', 'histogram_quantile(0.5, b)')).toEqual(['{} 0.6'])
  })
})
