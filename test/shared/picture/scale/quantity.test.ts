import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphUnits } from '#shared/ask/drawing.ts'
import { readQuantity, writeQuantity } from '#shared/picture/scale/quantity.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'

const seed = Number(process.env['SEED'] ?? 20261103)
const units = graphUnits.filter((unit): unit is Unit => unit !== 'auto')

describe('a value as somebody types it', () => {
  it.each<[string, Unit, number]>([
    ['250ms', 'seconds', 0.25],
    ['250 ms', 'milliseconds', 250],
    ['1.5s', 'milliseconds', 1500],
    ['2 min', 'seconds', 120],
    ['0.3', 'seconds', 0.3],
    ['1.5k', 'perSecond', 1500],
    ['20/s', 'perSecond', 20],
    ['2 GiB', 'bytes', 2 ** 31],
    ['500 MB', 'bytes', 5e8],
    ['1 MiB/s', 'bytesPerSecond', 2 ** 20],
    ['64Ki', 'bytes', 65_536],
    ['100 Mb', 'bits', 1e8],
    ['5%', 'ratio', 0.05],
    ['0.05', 'ratio', 0.05],
    ['5 %', 'percent', 5],
    ['5', 'percent', 5],
    ['−3', 'none', -3],
    ['+1e-6', 'none', 1e-6],
    ['.5', 'count', 0.5],
  ])('%s of %s is %d', (text, unit, value) => expect(readQuantity(text, unit)).toEqual({ value }))

  it.each<[string, Unit, RegExp]>([
    ['soon', 'seconds', /“soon” is not a number.*250ms/],
    ['', 'none', /is not a number/],
    ['12parsec', 'perSecond', /“parsec” does not fit/],
    ['5%', 'seconds', /“%” does not fit.*250ms/],
    ['250ms', 'bytes', /“ms” does not fit.*GiB/],
    ['2 GiB', 'ratio', /“GiB” does not fit.*5%/],
    ['1,5', 'none', /is not a number/],
    ['1e999', 'none', /beyond/],
  ])('%s of %s is refused in words', (text, unit, words) => {
    const read = readQuantity(text, unit)
    expect('wrong' in read ? read.wrong : read).toMatch(words)
  })

  it.each<[number, Unit, string]>([
    [0.25, 'seconds', '250 ms'],
    [1500, 'milliseconds', '1.5 s'],
    [2 ** 31, 'bytes', '2 GiB'],
    [0.05, 'ratio', '5 %'],
    [1500, 'perSecond', '1.5 k'],
    [0, 'seconds', '0 s'],
  ])('%d %s is offered as %s', (value, unit, text) => expect(writeQuantity(value, unit)).toBe(text))

  it('is offered so that it is read as the same', () => {
    const values = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e18, max: 1e18 })
    fc.assert(
      fc.property(values, fc.constantFrom(...units), (value, unit) => {
        const read = readQuantity(writeQuantity(value, unit), unit)
        expect('value' in read ? read.value : read).toBeCloseTo(
          value,
          9 - Math.ceil(Math.log10(Math.abs(value) + 1)),
        )
      }),
      { seed, numRuns: 500, endOnFailure: true },
    )
  })
})
