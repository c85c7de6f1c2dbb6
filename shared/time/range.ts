import { instantOf, type Zone } from './clock.ts'
import { parseDuration } from './duration.ts'
import { day, hour, minute, second, week, type Ms, type Window } from './window.ts'

/**
 * A view window as its author typed it: each end is `now`, `now-1h`, `now/d`, or an absolute ISO instant.
 * Resolved to a Window against a clock and a zone by `resolveRange` when a question is asked.
 */
export type TimeRange = { readonly from: string; readonly to: string }

/** The window, or which end cannot be read and why. `both`: each end is fine, but not together. */
export type ResolvedRange =
  | { readonly ok: true; readonly window: Window }
  | { readonly ok: false; readonly end: 'from' | 'to' | 'both'; readonly reason: string }

type Instant = { readonly at: Ms } | { readonly reason: string }

const rounding: Readonly<Record<string, Ms>> = { s: second, m: minute, h: hour, d: day, w: week }
const relative = /^now(?:([+-])([0-9a-z]+))?(?:\/([a-zA-Z]+))?$/
const absolute =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i
const monday = 4 * day

function rounded(at: Ms, unit: Ms, up: boolean, zone: Zone): Ms {
  const origin = unit === week ? monday : 0
  const units = (at + zone(at) - origin) / unit
  return instantOf((up ? Math.floor(units) + 1 : Math.floor(units)) * unit + origin, zone)
}

function fromNow(found: RegExpExecArray, now: Ms, zone: Zone, up: boolean): Instant {
  const [, sign, length, unit] = found
  const by = length === undefined ? 0 : parseDuration(length)
  if (by === null) return { reason: `“${length}” is not a length of time; write one like 90s, 1h30m or 7d` }
  const at = sign === '-' ? now - by : now + by
  if (unit === undefined) return { at }
  const size = rounding[unit]
  if (size === undefined) return { reason: `cannot round to “/${unit}”; the units are /s /m /h /d /w` }
  return { at: rounded(at, size, up, zone) }
}

function atClock(found: RegExpExecArray, zone: Zone): Instant {
  const part = (i: number) => Number(found[i] ?? 0)
  const wall = Date.UTC(
    part(1),
    part(2) - 1,
    part(3),
    part(4),
    part(5),
    part(6),
    Number((found[7] ?? '').padEnd(3, '0')),
  )
  const read = new Date(Date.UTC(part(1), part(2) - 1, part(3)))
  if (read.getUTCMonth() !== part(2) - 1 || read.getUTCDate() !== part(3))
    return { reason: `there is no day ${found[0].slice(0, 10)}` }
  if (part(4) > 23 || part(5) > 59 || part(6) > 59)
    return { reason: `there is no time ${found[0].slice(11)}` }
  const offset = found[8]?.toUpperCase()
  if (offset === undefined) return { at: instantOf(wall, zone) }
  if (offset === 'Z' || offset === 'UTC') return { at: wall }
  const ahead = Number(offset.slice(1, 3)) * hour + Number(offset.slice(-2)) * minute
  return { at: offset.startsWith('-') ? wall + ahead : wall - ahead }
}

function resolveEnd(text: string, now: Ms, zone: Zone, up: boolean): Instant {
  const typed = text.trim()
  if (typed === '') return { reason: 'no time is given; write one like now-1h or 2026-11-03 14:02' }
  const fromNowOn = relative.exec(typed.toLowerCase())
  if (fromNowOn) return fromNow(fromNowOn, now, zone, up)
  const clock = absolute.exec(typed)
  if (clock) return atClock(clock, zone)
  if (/^\d{12,14}$/.test(typed)) return { at: Number(typed) }
  if (/^\d{9,10}(\.\d+)?$/.test(typed)) return { at: Math.round(Number(typed) * second) }
  return { reason: `“${typed}” is not a time; write one like now-1h, now/d or 2026-11-03 14:02` }
}

/**
 * The window that a typed range means at `now` on the clocks of `zone`. Understood: `now`, `now-1h30m`, `now+5m`, `now/d` (rounded down as a
 * beginning, up as an end; a week begins on Monday), `2026-11-03`, `2026-11-03 14:02[:10[.5]]` (on the clocks of `zone` unless `Z` or an
 * offset such as `+01:00` follows), and seconds or milliseconds since the epoch. The end must come after the beginning.
 */
export function resolveRange(range: TimeRange, now: Ms, zone: Zone): ResolvedRange {
  const from = resolveEnd(range.from, now, zone, false)
  if ('reason' in from) return { ok: false, end: 'from', reason: from.reason }
  const to = resolveEnd(range.to, now, zone, true)
  if ('reason' in to) return { ok: false, end: 'to', reason: to.reason }
  if (to.at <= from.at) return { ok: false, end: 'both', reason: 'the end is not after the beginning' }
  return { ok: true, window: { from: from.at, to: to.at } }
}

/** True where an end of the range moves with the clock. */
export const followsNow = (range: TimeRange): boolean =>
  /^\s*now/i.test(range.from) || /^\s*now/i.test(range.to)
