import { describe, expect, it } from 'vitest'
import { pieceOf } from '#server/sources/prometheus/answer/json.ts'
import { readMatrix } from '#server/sources/prometheus/answer/matrix.ts'
import { Failed } from '#shared/query/failure.ts'

const grid = { start: 1_000_000, step: 10_000, count: 3 }

/** `'(0 1]:4 (1 2]:2'` as the buckets of a native histogram, as Prometheus 3.5 writes them. */
const ruleOf: Readonly<Record<string, number>> = { '(]': 0, '[)': 1, '()': 2, '[]': 3 }
const buckets = (text: string) =>
  text
    .split(/ (?=[([])/)
    .filter(Boolean)
    .map(one => {
      const [, open = '', lower, upper, close = '', count] =
        /^([([])(\S+) (\S+)([)\]]):(\S+)$/.exec(one) ?? []
      return [ruleOf[open + close], lower, upper, count]
    })

const histogram = (index: number, count: string, text: string) => [
  1000 + index * 10,
  { count, sum: '1', buckets: buckets(text) },
]

const read = (...result: readonly unknown[]) =>
  readMatrix(pieceOf(new TextEncoder().encode(JSON.stringify({ resultType: 'matrix', result }))), grid)

/** The bucket series of one native histogram: `le` and the values. */
const rows = (...histograms: readonly unknown[]) =>
  read({ metric: { job: 'a' }, histograms }).frame.series.map(one => [one.labels['le'], ...one.values])

describe('a native histogram', () => {
  it('becomes cumulative buckets at its upper bounds, with its labels', () => {
    const { frame, remarks } = read({
      metric: { __name__: 'took', job: 'a' },
      histograms: [histogram(0, '7', '(0.5 1]:4 (1 2]:3')],
    })
    expect(frame.series.map(one => [one.labels, ...one.values])).toEqual([
      [{ __name__: 'took', job: 'a', le: '+Inf' }, 7, NaN, NaN],
      [{ __name__: 'took', job: 'a', le: '1' }, 4, NaN, NaN],
      [{ __name__: 'took', job: 'a', le: '2' }, 7, NaN, NaN],
    ])
    expect(remarks).toEqual([
      { level: 'info', message: '1 of the series is a native histogram, shown as buckets.' },
    ])
  })

  it('has the bounds of all times; a bucket that a bound divides counts in proportion', () => {
    expect(rows(histogram(0, '8', '(0 2]:4 (2 4]:4'), histogram(1, '8', '(0 4]:8'))).toEqual([
      ['+Inf', 8, 8, NaN],
      ['2', 4, 4, NaN],
      ['4', 8, 8, NaN],
    ])
  })

  it('keeps negative buckets, the zero bucket and every rule of bounds', () => {
    expect(rows(histogram(0, '10', '[-2 -1):1 [-0.1 0.1]:2 (0.1 1]:3 (1 2):4'))).toEqual([
      ['+Inf', 10, NaN, NaN],
      ['-1', 1, NaN, NaN],
      ['0.1', 3, NaN, NaN],
      ['1', 6, NaN, NaN],
      ['2', 10, NaN, NaN],
    ])
  })

  it('with bounds of its own reaches from -Inf to +Inf, which nothing divides', () => {
    expect(rows(histogram(0, '6', '(-Inf 1]:1 (1 5]:2 (5 +Inf]:3'), histogram(1, '1', '(-Inf 3]:1'))).toEqual(
      [
        ['+Inf', 6, 1, NaN],
        ['1', 1, 0, NaN],
        ['3', 2, 1, NaN],
        ['5', 3, 1, NaN],
      ],
    )
  })

  it('without buckets has its count, at +Inf', () => {
    expect(rows([1010, { count: '0', sum: '0' }])).toEqual([['+Inf', NaN, 0, NaN]])
  })

  it('counts NaN observations at +Inf only', () => {
    expect(rows(histogram(0, '5', '(0 1]:4'))).toEqual([
      ['+Inf', 5, NaN, NaN],
      ['1', 4, NaN, NaN],
    ])
  })

  it('of very many bounds is merged evenly, its counts exact, and says so', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `(${i} ${i + 1}]:1`).join(' ')
    const { frame, remarks } = read({ metric: {}, histograms: [histogram(0, '1000', many)] })
    expect(frame.series).toHaveLength(200)
    for (const { labels, values } of frame.series)
      expect(values[0]).toBe(labels['le'] === '+Inf' ? 1000 : Number(labels['le']))
    expect(remarks[1]).toEqual({
      level: 'info',
      message: 'Native histograms have more bounds than are shown: they are merged evenly to 200 each.',
    })
  })

  it('beside numbers in one series gives both', () => {
    const { frame } = read({
      metric: { job: 'a' },
      values: [[1000, '3']],
      histograms: [histogram(1, '4', '(0 1]:4')],
    })
    expect(frame.series.map(one => [one.labels['le'], ...one.values])).toEqual([
      [undefined, 3, NaN, NaN],
      ['+Inf', NaN, 4, NaN],
      ['1', NaN, 4, NaN],
    ])
  })

  const value = { count: '1', sum: '1', buckets: [[0, '0', '1', '1']] }
  it.each([
    ['no object', 'x', /a histogram is not an object/],
    ['no count', { ...value, count: undefined }, /a value is not a text/],
    ['buckets that are no list', { ...value, buckets: {} }, /no list/],
    ['a bucket of three', { ...value, buckets: [[0, '0', '1']] }, /not four values/],
    ['a rule that is none', { ...value, buckets: [[7, '0', '1', '1']] }, /boundary rule/],
    ['a bound that is a word', { ...value, buckets: [[0, 'low', '1', '1']] }, /“low” is not a number/],
    ['a bound that is NaN', { ...value, buckets: [[0, 'NaN', '1', '1']] }, /ends before it begins/],
    ['bounds the wrong way round', { ...value, buckets: [[0, '2', '1', '1']] }, /ends before it begins/],
  ])('with %s is nonsense', (_name, one, words) => {
    const attempt = () => read({ metric: {}, histograms: [[1000, one]] })
    expect(attempt).toThrow(Failed)
    expect(attempt).toThrow(words)
  })

  it('at an instant that was not asked for is nonsense', () => {
    expect(() => read({ metric: {}, histograms: [[1005, value]] })).toThrow(/not asked for/)
    expect(() => read({ metric: {}, histograms: 'x' })).toThrow(/no list/)
  })
})
