import { printIso, utc } from '#shared/time/clock.ts'
import { parseDuration, printDuration } from '#shared/time/duration.ts'
import { resolveRange, type TimeRange } from '#shared/time/range.ts'
import { hour, type Ms } from '#shared/time/window.ts'

const epoch = /^-?\d{9,14}(\.\d+)?$/
/** Any clock will do to see whether a text can be read. */
const someNow = Date.UTC(2026, 0, 1)

/**
 * An instant as a link or a dashboard writes it, in the form that a notebook keeps: milliseconds or seconds since the epoch and ISO texts become
 * an ISO text, `now-1h` and `now/d` stay. Clock times without a zone are UTC. Null: it cannot be read.
 */
export function readInstant(value: unknown): string | null {
  const text = (typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '').trim()
  if (epoch.test(text)) {
    const number = Number(text)
    return printIso(Math.round(Math.abs(number) < 1e11 ? number * 1000 : number))
  }
  const read = resolveRange({ from: text, to: 'now+100y' }, someNow, utc)
  if (!read.ok) return null
  return /^now/i.test(text) ? text.toLowerCase() : printIso(read.window.from)
}

/** A window from its two ends; null where either cannot be read, or the end is not after the beginning (as far as
 * that can be told without a clock). */
export function readRange(from: unknown, to: unknown): TimeRange | null {
  const range = { from: readInstant(from), to: readInstant(to) }
  if (range.from === null || range.to === null) return null
  const whole = { from: range.from, to: range.to }
  const mixed = whole.from.startsWith('now') !== whole.to.startsWith('now')
  return mixed || resolveRange(whole, someNow, utc).ok ? whole : null
}

/** The window of a length that ends at an instant (as `readInstant` gives it). */
export function endingAt(end: string, length: Ms): TimeRange {
  if (end === 'now') return { from: `now-${printDuration(length)}`, to: 'now' }
  const read = resolveRange({ from: end, to: 'now+100y' }, someNow, utc)
  if (!read.ok || end.startsWith('now')) return { from: `now-${printDuration(length)}`, to: 'now' }
  return { from: printIso(read.window.from - length), to: end }
}

/** A length of time such as `1h`, `1h30m`; an hour where it cannot be read. */
export const readLength = (text: string): Ms => {
  const length = parseDuration(text.trim().replace(/\s+/g, ''))
  return length === null || length === 0 ? hour : length
}

/**
 * A window `back` and of another length, as a panel may set its own (`timeFrom`, `timeShift`): null where that cannot be written, because the
 * window is rounded to days.
 */
export function moved(range: TimeRange | null, from: string, shift: string): TimeRange | null {
  const length = from === '' ? null : parseDuration(from.replace(/^now-/, ''))
  if (from !== '' && length === null) return null
  const own = length === null ? range : { from: `now-${printDuration(length)}`, to: 'now' }
  if (shift === '') return own
  const back = parseDuration(shift.replace(/^now-/, ''))
  if (back === null || own === null) return null
  const ends = [own.from, own.to].map(end => earlier(end, back))
  return ends[0] == null || ends[1] == null ? null : { from: ends[0], to: ends[1] }
}

function earlier(end: string, by: Ms): string | null {
  const relative = /^now(?:-(\w+))?$/.exec(end)
  if (relative) {
    const before = relative[1] === undefined ? 0 : parseDuration(relative[1])
    return before === null ? null : `now-${printDuration(before + by)}`
  }
  if (end.startsWith('now')) return null
  const read = resolveRange({ from: end, to: 'now+100y' }, someNow, utc)
  return read.ok ? printIso(read.window.from - by) : null
}
