import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noExtent, rangeOf, widen } from '#shared/picture/scale/extent.ts'
import {
  boundPrinter,
  printLift,
  printShare,
  printTick,
  printValue,
  tickPrinter,
} from '#shared/picture/scale/number.ts'
import { linearTicks, logTicks } from '#shared/picture/scale/ticks.ts'
import { printAt, timeTicks } from '#shared/picture/scale/timeTicks.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'
import { utc } from '#shared/time/clock.ts'
import { day, hour, minute } from '#shared/time/window.ts'
import { at, values, window } from '#test/shared/picture/notation.ts'

const seed = Number(process.env['SEED'] ?? 20261103)
const units: readonly Unit[] = ['none', 'seconds', 'bytes', 'ratio', 'percent', 'perSecond', 'bytesPerSecond']

const ticks = (min: number, max: number, unit: Unit, count = 5) => {
  const all = linearTicks(min, max, count, unit)
  return all.map(tickPrinter(all, unit)).join(' | ')
}

describe('a value', () => {
  it.each<[number, Unit, string]>([
    [38, 'perSecond', '38.0/s'],
    [0.29, 'perSecond', '0.29/s'],
    [1213, 'perSecond', '1.21k/s'],
    [999.7, 'perSecond', '1.00k/s'],
    [0, 'perSecond', '0/s'],
    [0.25, 'seconds', '250 ms'],
    [90, 'seconds', '1.50 min'],
    [0, 'seconds', '0 s'],
    [1.5 * 2 ** 30, 'bytes', '1.50 GiB'],
    [2 ** 20, 'bytesPerSecond', '1.00 MiB/s'],
    [0.123, 'ratio', '12.3 %'],
    [12.3, 'percent', '12.3 %'],
    [60, 'none', '60'],
    [-3.25, 'none', '−3.25'],
    [12_000_000, 'none', '12M'],
    [1e-12, 'none', '1.0e−12'],
    [1e21, 'none', '1.0e+21'],
    [Infinity, 'none', '∞'],
    [-Infinity, 'seconds', '−∞ s'],
    [Number.NaN, 'bytes', '–'],
  ])('%d in %s is written %s', (value, unit, text) => expect(printValue(value, unit)).toBe(text))

  it('is always written shortly', () => {
    fc.assert(
      fc.property(fc.double(), fc.constantFrom(...units), (value, unit) => {
        expect(printValue(value, unit)).not.toMatch(/NaN|undefined/)
        expect(printValue(value, unit).length).toBeLessThan(18)
      }),
      { seed, numRuns: 500, endOnFailure: true },
    )
  })

  it('as a share or a lift says when it is small, unknown, or came from nothing', () => {
    expect([0.997, 0.0001, 0, Number.NaN].map(printShare)).toEqual(['99.7 %', '< 0.1 %', '0.0 %', '–'])
    expect([131, 2.94, 0.5, 1, Infinity, Number.NaN].map(printLift)).toEqual([
      '×131',
      '×2.9',
      '×0.50',
      '×1.0',
      'from 0',
      '–',
    ])
  })
})

describe('the ticks of an axis', () => {
  it.each<[number, number, Unit, string]>([
    [0, 45, 'perSecond', '0 | 10 | 20 | 30 | 40'],
    [0, 0.3, 'seconds', '0 | 100 ms | 200 ms | 300 ms'],
    [0, 3 * 2 ** 30, 'bytes', '0 | 1 GiB | 2 GiB | 3 GiB'],
    [0, 900 * 2 ** 20, 'bytes', '0 | 256 MiB | 512 MiB | 768 MiB'],
    [0, 0.12, 'ratio', '0 % | 5 % | 10 %'],
    [0, 300, 'seconds', '0 | 1 min | 2 min | 3 min | 4 min | 5 min'],
    [-5, 5, 'none', '−4 | −2 | 0 | 2 | 4'],
    [99.5, 100.5, 'percent', '99.6 % | 99.8 % | 100.0 % | 100.2 % | 100.4 %'],
    [0, 12_345, 'none', '0 | 5k | 10k'],
    [5, 5, 'none', ''],
    [Number.NaN, 1, 'none', ''],
    [0, Infinity, 'none', ''],
  ])('from %d to %d %s are %s', (min, max, unit, text) => expect(ticks(min, max, unit)).toBe(text))

  it('are finite, ascending, within the range and few, whatever the range', () => {
    const bound = fc.double({ noNaN: true, min: -1e15, max: 1e15 })
    fc.assert(
      fc.property(
        bound,
        bound,
        fc.constantFrom(...units),
        fc.integer({ min: 1, max: 12 }),
        (a, b, unit, count) => {
          const [min, max] = [Math.min(a, b), Math.max(a, b)]
          const all = linearTicks(min, max, count, unit)
          fc.pre(max - min > 1e-9 * Math.max(Math.abs(min), Math.abs(max)))
          const slack = (max - min) * 1e-2
          expect(all.length).toBeLessThanOrEqual(count + 1)
          for (const [i, tick] of all.entries()) {
            expect(Number.isFinite(tick)).toBe(true)
            expect(tick).toBeGreaterThanOrEqual(min - slack)
            expect(tick).toBeLessThanOrEqual(max + slack)
            if (i > 0) expect(tick).toBeGreaterThan(all[i - 1] ?? Infinity)
          }
          expect(all.map(tickPrinter(all, unit)).join()).not.toMatch(/NaN|undefined/)
        },
      ),
      { seed, numRuns: 500, endOnFailure: true },
    )
  })

  it('of a logarithmic axis are powers of ten, with 2 and 5 where there is room', () => {
    expect(logTicks(0.05, 60, 5)).toEqual([0.1, 1, 10])
    expect(logTicks(2, 90, 6)).toEqual([2, 5, 10, 20, 50])
    expect(logTicks(1e-6, 1e6, 4)).toEqual([1e-6, 0.001, 1, 1000, 1e6])
    expect(logTicks(0, 10, 5)).toEqual([])
    expect([0.1, 1, 1000].map(tick => printTick(tick, 'none'))).toEqual(['0.1', '1', '1k'])
  })
})

describe('the bounds of buckets', () => {
  it.each<readonly [Unit, readonly number[], readonly string[]]>([
    ['seconds', [0.2, 0.2828427, 0.4, Math.SQRT2], ['200 ms', '283 ms', '400 ms', '1.41 s']],
    ['none', [0.2828427, 0.00565685], ['0.283', '0.00566']],
    ['none', [1.0001, 1.0002, 2.8284271], ['1.0001', '1.0002', '2.83']],
    ['count', [1023, 1024, 1025], ['1\u202f023', '1\u202f024', '1\u202f025']],
    ['bytes', [1448.155, 2048, 4096], ['1.41 KiB', '2 KiB', '4 KiB']],
    ['perSecond', [0.25, 0.3535534], ['0.25', '0.354']],
    ['none', [0, 100, -Math.SQRT1_2], ['0', '100', '−0.707']],
  ])('in %s are written in three digits where that tells them apart: %j', (unit, bounds, texts) => {
    expect(bounds.map(boundPrinter(bounds, unit))).toEqual(texts)
  })
})

describe('the ticks of time', () => {
  const texts = (from: number, to: number, count: number, zone = utc) =>
    timeTicks({ from, to }, zone, count).map(({ text }) => text)

  it('are round times of day', () => {
    expect(texts(at('12:30'), at('15:30'), 6)).toEqual([
      '12:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
    ])
    expect(texts(at('12:30:05'), at('12:30:31'), 5)).toEqual(['12:30:10', '12:30:20', '12:30:30'])
  })

  it('say the day at midnight', () => {
    expect(texts(at('20:00'), at('20:00') + 12 * hour, 4)).toEqual(['21:00', '4 Nov', '03:00', '06:00'])
    expect(texts(at('00:00'), at('00:00') + 3 * day, 3)).toEqual(['3 Nov', '4 Nov', '5 Nov', '6 Nov'])
  })

  it('follow the clocks of the zone, and jump with them', () => {
    expect(texts(at('12:30'), at('13:30'), 2, () => 5.5 * hour)).toEqual(['18:00', '18:30', '19:00'])
    const change = at('03:00')
    const ticks = timeTicks(
      { from: change - 2 * hour, to: change + 2 * hour },
      at => (at < change ? hour : 0),
      4,
    )
    expect(ticks.map(({ at }) => at)).toEqual([...new Set(ticks.map(({ at }) => at))].sort((a, b) => a - b))
  })

  it('are none where there is no time', () => {
    expect(texts(at('12:00'), at('12:00'), 5)).toEqual([])
  })

  it('say the day of an instant only where the view spans several', () => {
    expect(printAt(at('14:02:10'), window('12:00', '15:00'), utc)).toBe('14:02:10')
    expect(printAt(at('14:02'), { from: at('12:00'), to: at('12:00') + 2 * day }, utc)).toBe('3 Nov 14:02')
    expect(minute).toBe(60_000)
  })
})

describe('the range of an axis', () => {
  const range = (numbers: string, scale: 'linear' | 'log' = 'linear', base: 'zero' | 'auto' = 'zero') => {
    const extent = noExtent()
    const column = values(numbers)
    widen(extent, column, 0, column.length)
    const { min, max } = rangeOf(extent, scale, base)
    return [Number(min.toFixed(3)), Number(max.toFixed(3))]
  }
  it('is from zero with some air, or around the values', () => {
    expect(range('50 100')).toEqual([0, 106])
    expect(range('50 100', 'linear', 'auto')).toEqual([47, 103])
    expect(range('-50 -100')).toEqual([-106, 0])
    expect(range('-10 10')).toEqual([-11.2, 11.2])
  })
  it('is never empty', () => {
    expect(range('0 0')).toEqual([0, 1.1])
    expect(range('_ _')).toEqual([0, 1.1])
    expect(range('7 7', 'linear', 'auto')).toEqual([6.3, 7.7])
    expect(range('0 -1', 'log')).toEqual([1, 10])
  })
  it('leaves gaps and infinities out', () => {
    expect(range('_ 100 Infinity -Infinity')).toEqual([0, 106])
  })
  it('is positive on a logarithmic axis', () => {
    expect(range('0 0.13 100', 'log')).toEqual([0.1, 130])
  })
})
