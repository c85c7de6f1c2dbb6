import { describe, expect, it } from 'vitest'
import { at, load, remarksOf } from './notation.ts'

const data = load(`10s
  up_total 100+10x30
  reset_total 0+10x5 5+10x5
  zero_total _ _ _ 1 2 3 4
  rise_total _ _ _ 0 1 2 3
  gauge 5 7 3 NaN NaN 4 4
  flat 3x20
  hot Inf Infx5
  bumpy 1 3 2 5 4 _ 8`)

const cases: readonly (readonly [string, string, string, string])[] = [
  ['100s', 'rate(up_total[1m])', '{} 1', 'rate divides by the range'],
  ['100s', 'increase(up_total[1m])', '{} 60', 'increase is stretched to the ends of the window'],
  ['110s', 'increase(reset_total[2m])', '{} 105', 'what a reset took away is added again'],
  ['65s', 'increase(up_total[55s])', '{} 55', 'gaps below 1.1 intervals are covered'],
  ['95s', 'increase(up_total[1m])', '{} 60', 'both sides are stretched'],
  ['60s', 'increase(zero_total[1m])', '{} 3.5', 'a wide gap is covered by half an interval'],
  ['60s', 'increase(rise_total[1m])', '{} 3', 'a counter is not stretched below zero'],
  ['60s', 'delta(gauge[40s])', '{} NaN', 'delta of a window that starts in NaN'],
  ['60s', 'delta(up_total[1m])', '{} 60', 'delta knows no counters'],
  ['60s', 'irate(reset_total[1m])', '{} 0.5', 'irate takes the last value after a reset'],
  ['50s', 'irate(reset_total[1m])', '{} 1', 'irate takes the last two samples'],
  ['60s', 'idelta(reset_total[1m])', '{} -45', 'idelta knows no resets'],
  ['60s', 'changes(gauge[2m])', '{} 4', 'NaN after NaN is no change'],
  ['110s', 'resets(reset_total[2m])', '{} 1', 'resets are decreases'],
  ['100s', 'deriv(up_total[1m])', '{} 1', 'the slope per second'],
  ['100s', 'deriv(flat[1m])', '{} 0', 'a constant has slope 0'],
  ['50s', 'deriv(hot[1m])', '{} NaN', 'a constant infinity has none'],
  ['100s', 'predict_linear(up_total[1m], 100)', '{} 300', 'the line goes on'],
  ['60s', 'avg_over_time(bumpy[2m])', '{} 3.83333333333', 'the mean'],
  ['60s', 'sum_over_time(bumpy[2m])', '{} 23', 'the sum'],
  ['60s', 'min_over_time(gauge[2m])', '{} 3', 'NaN is no minimum'],
  ['60s', 'max_over_time(gauge[2m])', '{} 7', 'NaN is no maximum'],
  ['40s', 'max_over_time(gauge[20s])', '{} NaN', 'unless there is nothing else'],
  ['60s', 'stddev_over_time(bumpy[2m])', '{} 2.26691175146', 'the deviation'],
  ['60s', 'stdvar_over_time(bumpy[2m])', '{} 5.13888888889', 'the variance'],
  ['60s', 'quantile_over_time(0.5, bumpy[2m])', '{} 3.5', 'the median'],
  ['60s', 'quantile_over_time(2, bumpy[2m])', '{} Inf', 'a quantile above 1'],
  ['60s', 'quantile_over_time(-1, bumpy[2m])', '{} -Inf', 'a quantile below 0'],
  ['60s', 'quantile_over_time(NaN, bumpy[2m])', '{} NaN', 'a quantile that is none'],
  ['60s', 'last_over_time(bumpy[2m])', 'bumpy 8', 'last_over_time keeps the name'],
  ['60s', 'present_over_time(bumpy[2m])', '{} 1', 'present_over_time is 1'],
  ['60s', 'count_over_time(bumpy[2m])', '{} 6', 'the count'],
  ['50s', 'avg_over_time(hot[1m])', '{} Inf', 'the mean of infinities'],
]

describe('a range function', () => {
  for (const [time, query, expected, why] of cases)
    it(`${query}: ${why}`, () => expect(at(data, time, query)).toEqual([expected]))

  it('adds up without losing small values', () => {
    const big = load(`10s
      v 1e100 1 -1e100 1`)
    expect(at(big, '30s', 'sum_over_time(v[1m])')).toEqual(['{} 2'])
    expect(at(big, '30s', 'avg_over_time(v[1m])')).toEqual(['{} 0.5'])
  })
  it('takes a mean that its sum would overflow', () => {
    const huge = load(`10s
      v 1.7e308 1.7e308 1.7e308`)
    expect(at(huge, '20s', 'avg_over_time(v[1m])')).toEqual(['{} 1.7e+308'])
  })
  it('moves its regression with the clock but not its samples under @', () =>
    expect([
      at(data, '100s', 'predict_linear(up_total[1m] @ 60, 0)'),
      at(data, '200s', 'predict_linear(up_total[1m] @ 60, 0)'),
    ]).toEqual([['{} 200'], ['{} 300']]))
  it('remarks on a rate of what is not called like a counter, once', () => {
    expect(remarksOf(data, '60s', 'rate(gauge[1m]) + rate(up_total[1m])')).toEqual([
      'info: gauge may be no counter, which rate expects: its name does not end in _total, _sum, _count or _bucket',
    ])
  })
  it('warns of a quantile outside 0 to 1', () =>
    expect(remarksOf(data, '60s', 'quantile_over_time(2, bumpy[2m])')).toEqual([
      'warning: A quantile lies between 0 and 1, and this is 2',
    ]))
})
