import { describe, expect, it } from 'vitest'
import {
  instantOf,
  printClock,
  printDay,
  printInstant,
  printIso,
  printWindow,
  printZone,
} from '#shared/time/clock.ts'
import { berlin, utcPlus } from './zones.ts'

const at = Date.UTC(2026, 10, 3, 14, 2)
const utc = utcPlus(0)

describe('times in words', () => {
  it.each([
    [utc, '3 Nov 2026 14:02 UTC'],
    [berlin, '3 Nov 2026 15:02 UTC+1'],
    [utcPlus(5.5), '3 Nov 2026 19:32 UTC+5:30'],
    [utcPlus(-8), '3 Nov 2026 06:02 UTC−8'],
    [utcPlus(12), '4 Nov 2026 02:02 UTC+12'],
  ])('an instant, %#', (zone, words) => expect(printInstant(at, zone)).toBe(words))

  it('seconds are said where they are not zero', () => {
    expect(printClock(at, utc)).toBe('14:02')
    expect(printClock(at + 10_000, utc)).toBe('14:02:10')
    expect(printDay(at, utc)).toBe('3 Nov')
  })

  it('a window names its day once, or both days', () => {
    expect(printWindow({ from: at, to: at + 3_600_000 }, utc)).toBe('3 Nov 14:02–15:02')
    expect(printWindow({ from: at, to: at + 36_000_000 }, utc)).toBe('3 Nov 14:02 – 4 Nov 00:02')
    expect(printWindow({ from: at, to: at + 36_000_000 }, utcPlus(-8))).toBe('3 Nov 06:02–16:02')
  })

  it('ISO is as short as it can be', () => {
    expect([at, at + 10_000, at + 1].map(printIso)).toEqual([
      '2026-11-03T14:02Z',
      '2026-11-03T14:02:10Z',
      '2026-11-03T14:02:00.001Z',
    ])
  })

  it('finds the instant of a wall time on either side of a change of clocks', () => {
    const back = (wall: number) => printIso(instantOf(wall, berlin))
    expect(back(Date.UTC(2026, 9, 25, 1, 30))).toBe('2026-10-24T23:30Z')
    expect(back(Date.UTC(2026, 9, 25, 4, 30))).toBe('2026-10-25T03:30Z')
    expect(printZone(Date.UTC(2026, 6, 1), berlin)).toBe('UTC+2')
  })
})
