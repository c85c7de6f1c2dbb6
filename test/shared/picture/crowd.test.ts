import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colourOf, coloursFor } from '#shared/picture/study/colour.ts'
import { bandOf, quantileAmong, quantileOf } from '#shared/picture/study/crowd.ts'
import { loneName, tellingLabels, varyingLabels } from '#shared/picture/naming/telling.ts'
import { outliersOf } from '#shared/picture/study/outliers.ts'
import { allShown, isolate, isShown, seriesKey, toggle } from '#shared/picture/shown.ts'
import { labels, values } from './notation.ts'

const seed = Number(process.env['SEED'] ?? 20261103)
const crowd = (count: number) => Array.from({ length: count }, (_, i) => values(`${1 + (i % 5) / 10}x20`))
const outliers = (columns: readonly Float64Array[], from = 0, to = 20) => outliersOf(columns, from, to)

describe('the series that stand out', () => {
  it('are those that leave the crowd, the farthest first', () => {
    expect(outliers([...crowd(20), values('1x10 20x5 1x5'), values('1x10 40x5 1x5')])).toEqual([21, 20])
  })
  it('may fall as well as rise', () => {
    expect(outliers([...crowd(20).map(column => column.map(v => v + 50)), values('51x10 0x5 51x5')])).toEqual(
      [20],
    )
  })
  it('are at most five', () => {
    expect(
      outliers([...crowd(20), ...Array.from({ length: 9 }, (_, i) => values(`1x10 ${50 + i}x5 1x5`))]),
    ).toHaveLength(5)
  })
  it('are none in a crowd that differs by itself', () => {
    expect(outliers(crowd(20))).toEqual([])
    expect(outliers(Array.from({ length: 20 }, (_, i) => values(`${i}x20`)))).toEqual([])
    expect(outliers([values('0x20'), values('0x20')])).toEqual([])
  })
  it('are judged between two instants only', () => {
    const spiked = [...crowd(20), values('1x10 40x5 1x5')]
    expect(outliers(spiked, 0, 9)).toEqual([])
    expect(outliers(spiked, 9, 16)).toEqual([20])
  })
  it('are not made by one stray sample of ordinary size, nor by gaps', () => {
    expect(outliers([...crowd(20), values('1x10 _x5 1x5')])).toEqual([])
    expect(outliers([...crowd(20), values('_x20')])).toEqual([])
  })
  it('may be there for a part of the time only', () => {
    expect(outliers([...crowd(20), values('_x10 40x10')])).toEqual([20])
  })
})

describe('a quantile', () => {
  it(`is the same among values in any order (seed ${seed})`, () => {
    const some = fc.array(
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
      {
        minLength: 1,
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(some, fc.constantFrom(0, 0.1, 0.5, 0.9, 1), (numbers, fraction) => {
        const sorted = Float64Array.from(numbers).sort()
        const among = quantileAmong(Float64Array.from(numbers), numbers.length, fraction)
        expect(among + 0).toBe(quantileOf(sorted, numbers.length, fraction) + 0)
      }),
      { seed, numRuns: 1000 },
    )
  })
  it('of nothing is not known', () => expect(quantileAmong(new Float64Array(3), 0, 0.5)).toBeNaN())
})

describe('the band of a crowd', () => {
  it('is its p10, median and p90', () => {
    const columns = Array.from({ length: 11 }, (_, i) => values(`${i}`))
    expect(bandOf(columns, 1)).toEqual({ low: values('1'), median: values('5'), high: values('9') })
  })
  it('is over what is there, and a gap where nothing is', () => {
    expect(bandOf([values('1 _'), values('3 _')], 2).median).toEqual(values('2 _'))
  })
  it('is ordered', () => {
    const column = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6 }), fc.constant(Number.NaN)), {
      minLength: 5,
      maxLength: 5,
    })
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 30 }), columns => {
        const { low, median, high } = bandOf(
          columns.map(column => Float64Array.from(column)),
          5,
        )
        for (let i = 0; i < 5; i++) {
          const there = columns.some(column => !Number.isNaN(column[i]))
          expect(Number.isNaN(median[i])).toBe(!there)
          if (there)
            expect((low[i] ?? 0) <= (median[i] ?? 0) && (median[i] ?? 0) <= (high[i] ?? 0)).toBe(true)
        }
      }),
      { seed },
    )
  })
})

describe('the name of a series', () => {
  const telling = (...texts: readonly string[]) => tellingLabels(texts.map(labels)).join(' ')
  it('is made of the fewest labels that tell it from the others', () => {
    expect(telling('app=x node=a region=r', 'app=x node=b region=r', 'app=x node=c region=s')).toBe('node')
    expect(telling('zone=a app=x', 'zone=a app=y', 'zone=b app=x')).toBe('app zone')
    expect(telling('app=x')).toBe('')
    expect(telling('app=x', 'app=x zone=b')).toBe('zone')
  })
  it('starts with the label that says most', () => {
    expect(varyingLabels(['a=1 n=1', 'a=1 n=2', 'a=2 n=3'].map(labels))).toEqual(['n', 'a'])
  })
  it('of a lone series is what the query asks for last, else its metric', () => {
    const lone = labels('__name__=up app=license-svc node=i-0c3f9a')
    expect(loneName(lone, 'up{app="license-svc", node="i-0c3f9a"}')).toBe('i-0c3f9a')
    expect(loneName(lone, 'up')).toBe('up')
    expect(loneName({}, 'sum(up)')).toBe('')
  })
})

describe('the colour of a label value', () => {
  it('is one of ten, and the same everywhere', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        expect(colourOf(value)).toBe(colourOf(value))
        expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(colourOf(value))
      }),
      { seed },
    )
    expect(colourOf('i-0c3f9a')).toBe(1)
  })
  it('differs from its neighbours in one graph, up to ten', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 10 }), values => {
        const given = coloursFor(values)
        expect(new Set(given.values()).size).toBe(values.length)
        expect(given.get(values[0] ?? '')).toBe(colourOf(values[0] ?? ''))
      }),
      { seed },
    )
    expect(coloursFor(Array.from({ length: 25 }, (_, i) => `v${i}`)).size).toBe(25)
  })
  it('tells the usual regions, codes and methods apart without help', () => {
    for (const values of [
      ['us-east-1', 'eu-west-1', 'us-west-2'],
      ['200', '404', '500', '503'],
      ['GET', 'POST', 'PUT', 'DELETE'],
    ])
      expect(new Set(values.map(colourOf)).size).toBe(values.length)
  })
})

describe('the series that a reader sees', () => {
  const [a, b] = [seriesKey('A', { node: 'a' }), seriesKey('A', { node: 'b' })]
  const seen = (state: typeof allShown) => [a, b].filter(key => isShown(state, key))
  it('have names that read well in a link', () => expect(a).toBe('A{node="a"}'))
  it('are all, one after a click, all after another', () => {
    expect(seen(allShown)).toEqual([a, b])
    expect(seen(isolate(allShown, a))).toEqual([a])
    expect(isolate(isolate(allShown, a), a)).toEqual(allShown)
    expect(seen(isolate(isolate(allShown, a), b))).toEqual([b])
  })
  it('are one more or one fewer after a click with Ctrl', () => {
    expect(seen(toggle(allShown, a))).toEqual([b])
    expect(toggle(toggle(allShown, a), a)).toEqual(allShown)
    expect(seen(toggle(isolate(allShown, a), b))).toEqual([a, b])
    expect(seen(toggle(isolate(allShown, a), a))).toEqual([a, b])
  })
})
