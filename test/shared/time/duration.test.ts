import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuration, printDuration } from '#shared/time/duration.ts'

describe('a length of time', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['90s', 90_000],
    ['1m', 60_000],
    ['1h30m', 5_400_000],
    ['1d', 86_400_000],
    ['1w', 604_800_000],
    ['1y2w3d4h5m6s7ms', 31_536_000_000 + 1_209_600_000 + 259_200_000 + 14_706_007],
  ])('%s is %d ms', (text, length) => expect(parseDuration(text)).toBe(length))

  it.each(['', 'm', '5', '1.5h', '1h 30m', '30m1h', '1m1m', '-1h', '1M', '1hour', 'now'])(
    '“%s” is none',
    text => expect(parseDuration(text)).toBeNull(),
  )

  it.each([
    [0, '0s'],
    [250, '250ms'],
    [90_000, '1m30s'],
    [604_800_000, '7d'],
    [-3_600_000, '-1h'],
    [1.9, '1ms'],
  ])('%d ms is written %s', (length, text) => expect(printDuration(length)).toBe(text))

  it('is read back as it was written (seed 7)', () => {
    fc.assert(
      fc.property(fc.nat(4e9), length => parseDuration(printDuration(length)) === length),
      { seed: 7 },
    )
  })
})
