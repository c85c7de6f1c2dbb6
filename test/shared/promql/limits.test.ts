import { describe, expect, it } from 'vitest'
import { evaluate } from '#shared/promql/evaluate.ts'
import { failureOf, load, over, parsed, reader } from './notation.ts'

const data = load(`10s
  x{n="1"} 1x99
  x{n="2"} 1x99
  x{n="3"} 1x99`)

describe('a query that would touch too much', () => {
  it('is refused for its samples', () =>
    expect(failureOf(() => over(data, '0s 90s 10s', 'sum(x)', { limits: { samples: 25 } }))).toBe(
      'limit: The query would touch more than 25 samples, which is the limit',
    ))
  it('is refused for its series', () =>
    expect(failureOf(() => over(data, '0s 90s 10s', 'x', { limits: { series: 2 } }))).toBe(
      'limit: The query would touch more than 2 series, which is the limit',
    ))
  it('is refused for its instants', () =>
    expect(failureOf(() => over(data, '0s 11000s 1s', 'x'))).toBe(
      'limit: The query asks for 11,001 instants, and 11,000 is the limit',
    ))
  it('is refused for a subquery of too many instants before it is computed', () =>
    expect(failureOf(() => over(data, '0s 10s 10s', 'max_over_time(vector(1)[10y:1ms])'))).toContain(
      'limit: The query would touch more than 50,000,000 samples',
    ))
  it('stops when told to, between two series', () => {
    let pulled = 0
    const read = function* (...asked: Parameters<ReturnType<typeof reader>>) {
      for (const one of reader(data)(...asked)) {
        pulled++
        yield one
      }
    }
    expect(
      failureOf(() =>
        evaluate(parsed('sum(x)').tree, { start: 0, step: 1000, count: 10 }, read, () => pulled >= 2),
      ),
    ).toBe('stopped: Stopped')
    expect(pulled).toBe(2)
  })
  it('asks for no more time than it needs', () => {
    const asked: number[] = []
    const read = (_: unknown, from: number, to: number) => {
      asked.push(from, to)
      return []
    }
    evaluate(parsed('rate(x[1m] offset 30s)').tree, { start: 600_000, step: 60_000, count: 3 }, read)
    evaluate(parsed('x').tree, { start: 600_000, step: 60_000, count: 3 }, read)
    expect(asked).toEqual([510_000, 690_000, 300_000, 720_000])
  })
})
