import { describe, expect, it } from 'vitest'
import { printIso } from '#shared/time/clock.ts'
import { followsNow, resolveRange } from '#shared/time/range.ts'
import { berlin, utcPlus } from './zones.ts'

const now = Date.UTC(2026, 10, 3, 14, 2, 10, 500)
const utc = utcPlus(0)

function resolved(typed: string, zone = utc): string {
  const [from = '', to = ''] = typed.split(' to ')
  const range = resolveRange({ from, to }, now, zone)
  return range.ok
    ? `${printIso(range.window.from)} to ${printIso(range.window.to)}`
    : `${range.end}: ${range.reason}`
}

describe('a typed range at 2026-11-03T14:02:10.5Z', () => {
  it.each([
    ['now-1h to now', '2026-11-03T13:02:10.500Z to 2026-11-03T14:02:10.500Z'],
    ['now-1h30m to now+5m', '2026-11-03T12:32:10.500Z to 2026-11-03T14:07:10.500Z'],
    [' NOW-1d  to now', '2026-11-02T14:02:10.500Z to 2026-11-03T14:02:10.500Z'],
    ['now/d to now/d', '2026-11-03T00:00Z to 2026-11-04T00:00Z'],
    ['now/h to now/m', '2026-11-03T14:00Z to 2026-11-03T14:03Z'],
    ['now-1d/d to now-1d/d', '2026-11-02T00:00Z to 2026-11-03T00:00Z'],
    ['now/w to now/w', '2026-11-02T00:00Z to 2026-11-09T00:00Z'],
    ['2026-11-03T12:30Z to 2026-11-03T15:30Z', '2026-11-03T12:30Z to 2026-11-03T15:30Z'],
    ['2026-11-03 12:30 to 2026-11-03 12:30:10.25', '2026-11-03T12:30Z to 2026-11-03T12:30:10.250Z'],
    ['2026-11-02 to 2026-11-03', '2026-11-02T00:00Z to 2026-11-03T00:00Z'],
    ['2026-11-03T12:30+01:00 to 2026-11-03T12:30-0530', '2026-11-03T11:30Z to 2026-11-03T18:00Z'],
    ['1762173000 to 1762173600000', '2025-11-03T12:30Z to 2025-11-03T12:40Z'],
  ])('%s is %s', (typed, window) => expect(resolved(typed)).toBe(window))

  it.each([
    ['now-1x to now', 'from: “1x” is not a length of time; write one like 90s, 1h30m or 7d'],
    ['now to now/y', 'to: cannot round to “/y”; the units are /s /m /h /d /w'],
    ['banana to now', 'from: “banana” is not a time; write one like now-1h, now/d or 2026-11-03 14:02'],
    [' to now', 'from: no time is given; write one like now-1h or 2026-11-03 14:02'],
    ['2026-02-30 to now', 'from: there is no day 2026-02-30'],
    ['2026-13-01 to now', 'from: there is no day 2026-13-01'],
    ['2026-11-03 25:00 to now', 'from: there is no time 25:00'],
    ['now to now', 'both: the end is not after the beginning'],
    ['now to now-1h', 'both: the end is not after the beginning'],
  ])('“%s” is refused, %s', (typed, words) => expect(resolved(typed)).toBe(words))

  it('reads and rounds by the clocks of its zone', () => {
    expect(resolved('now/d to now/d', utcPlus(5.5))).toBe('2026-11-02T18:30Z to 2026-11-03T18:30Z')
    expect(resolved('2026-11-03 12:30 to 2026-11-03T15:30Z', utcPlus(-8))).toBe(
      'both: the end is not after the beginning',
    )
    expect(resolved('2026-11-03 12:30 to 2026-11-03 13:30', berlin)).toBe(
      '2026-11-03T11:30Z to 2026-11-03T12:30Z',
    )
  })

  it('knows the day on which the clocks go back as one of 25 hours', () => {
    expect(resolved('2026-10-25 to 2026-10-26', berlin)).toBe('2026-10-24T22:00Z to 2026-10-25T23:00Z')
  })

  it('follows now where either end does', () => {
    expect(followsNow({ from: 'now-1h', to: 'now' })).toBe(true)
    expect(followsNow({ from: '2026-11-03', to: ' Now/d' })).toBe(true)
    expect(followsNow({ from: '2026-11-03', to: '2026-11-04' })).toBe(false)
  })
})
