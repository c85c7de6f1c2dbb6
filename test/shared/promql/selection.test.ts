import { describe, expect, it } from 'vitest'
import { at, load, over } from './notation.ts'

const data = load(`10s
  x 0+1x60
  g{a="1"} 1 2 _ stale NaN 5 stale _ 9
  lone 7
  many{n="1"} 1x60
  many{n="2"} 2x60`)

describe('an instant selector', () => {
  it('takes the newest sample that is not older than the lookback', () => {
    expect(at(data, '299s', 'lone')).toEqual(['lone 7'])
    expect(at(data, '299999ms', 'lone')).toEqual(['lone 7'])
  })
  it('has lost a sample that is exactly as old as the lookback', () =>
    expect(at(data, '300s', 'lone')).toEqual([]))
  it('is absent behind a stale marker, and never looks past it', () =>
    expect(over(data, '0s 80s 10s', 'g')).toEqual(['g{a="1"} 1 2 2 _ NaN 5 _ _ 9']))
  it('keeps an ordinary NaN as data', () => expect(at(data, '40s', 'g')).toEqual(['g{a="1"} NaN']))
  it('looks back and ahead by offset', () => {
    expect(at(data, '100s', 'x offset 30s')).toEqual(['x 7'])
    expect(at(data, '100s', 'x offset -30s')).toEqual(['x 13'])
  })
  it('is fixed by @ before offset is taken off, in either order', () => {
    expect(at(data, '100s', 'x @ 50 offset 20s')).toEqual(['x 3'])
    expect(at(data, '100s', 'x offset 20s @ 50')).toEqual(['x 3'])
  })
  it('knows the ends of the query', () => {
    expect(over(data, '100s 120s 10s', 'x @ start()')).toEqual(['x 10 10 10'])
    expect(over(data, '100s 120s 10s', 'x @ end()')).toEqual(['x 12 12 12'])
    expect(over(data, '100s 120s 10s', 'x @ end() + time()')).toEqual(['{} 112 122 132'])
  })
  it('matches whole values, and an absent label as the empty text', () => {
    expect(at(data, '0s', 'many{n=~"1|3"}')).toEqual(['many{n="1"} 1'])
    expect(at(data, '0s', 'many{n!~"1"}')).toEqual(['many{n="2"} 2'])
    expect(at(data, '0s', 'many{n=~".*"}')).toHaveLength(2)
    expect(at(data, '0s', '{n!=""}')).toHaveLength(2)
    expect(at(data, '0s', '{__name__=~"lo.*", n=""}')).toEqual(['lone 7'])
  })
})

describe('a range selector', () => {
  it('is open on the left', () => expect(at(data, '60s', 'count_over_time(x[30s])')).toEqual(['{} 3']))
  it('holds one sample where the range is as long as the step, so that rate is empty', () =>
    expect(at(data, '60s', 'rate(x[10s])')).toEqual([]))
  it('does not count stale markers', () =>
    expect(at(data, '80s', 'count_over_time(g[90s])')).toEqual(['{a="1"} 5']))
  it('takes numbers for durations', () =>
    expect(at(data, '60s', 'count_over_time(x[30] offset 10)')).toEqual(['{} 3']))
  it('is a matrix on its own', () => expect(at(data, '20s', 'x[15s]')).toEqual(['x 1@10 2@20']))
})

describe('a subquery', () => {
  it('is evaluated at absolute multiples of its step, the left end left out', () =>
    expect(at(data, '65s', 'x[30s:20s]')).toEqual(['x 4@40 6@60']))
  it('takes the lookback of its own', () =>
    expect(at(data, '120s', 'lone[1m:20s]')).toEqual(['lone 7@80 7@100 7@120']))
  it('steps by a minute unless told', () =>
    expect(at(data, '5m', 'count_over_time(x[4m:])')).toEqual(['{} 4']))
  it('moves by offset and @', () => {
    expect(at(data, '100s', 'x[20s:10s] offset 30s')).toEqual(['x 6@60 7@70'])
    expect(at(data, '100s', 'x[20s:10s] @ 50')).toEqual(['x 4@40 5@50'])
  })
  it('feeds range functions', () => {
    expect(at(data, '100s', 'max_over_time(rate(x[20s])[1m:10s])')).toEqual(['{} 0.1'])
    expect(over(data, '100s 120s 10s', 'sum_over_time(sum(many)[20s:10s])')).toEqual(['{} 6 6 6'])
  })
})

describe('timestamp', () => {
  it('is the time of the sample for a selector', () =>
    expect(at(data, '25s', 'timestamp(x)')).toEqual(['{} 20']))
  it('is the evaluation time for anything else', () =>
    expect(at(data, '25s', 'timestamp(-x)')).toEqual(['{} 25']))
})
