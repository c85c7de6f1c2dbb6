import { day, hour, minute, second, type Ms, type Window } from './window.ts'

/** How far a place's clocks are ahead of UTC at an instant, in milliseconds: an hour in Paris in winter, two in summer. */
export type Zone = (at: Ms) => Ms

export const utc: Zone = () => 0

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')

/** The instant at which a place's clocks show the wall time `wall` (written as if it were UTC). */
export function instantOf(wall: Ms, zone: Zone): Ms {
  const guess = wall - zone(wall)
  return wall - zone(guess)
}

/** `UTC`, `UTC+1` or `UTC+5:30`, as it holds at the instant. */
export function printZone(at: Ms, zone: Zone): string {
  const offset = zone(at)
  if (offset === 0) return 'UTC'
  const size = Math.abs(offset)
  const minutes = Math.round((size % hour) / minute)
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(size / hour)}${minutes > 0 ? `:${two(minutes)}` : ''}`
}

/** The time of day: `14:02`, or `14:02:10` where the seconds are not zero. */
export function printClock(at: Ms, zone: Zone): string {
  const wall = new Date(at + zone(at))
  const seconds = wall.getUTCSeconds()
  return `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}${seconds > 0 ? `:${two(seconds)}` : ''}`
}

/** The day: `3 Nov`, or `3 Nov 2026` with its year. */
export function printDay(at: Ms, zone: Zone, year = false): string {
  const wall = new Date(at + zone(at))
  return `${wall.getUTCDate()} ${months[wall.getUTCMonth()]}${year ? ` ${wall.getUTCFullYear()}` : ''}`
}

/** `3 Nov 2026 14:02 UTC`. */
export const printInstant = (at: Ms, zone: Zone): string =>
  `${printDay(at, zone, true)} ${printClock(at, zone)} ${printZone(at, zone)}`

const sameDay = (a: Ms, b: Ms, zone: Zone) =>
  Math.floor((a + zone(a)) / day) === Math.floor((b + zone(b)) / day)

/** `3 Nov 12:30–15:30`, or `2 Nov 23:00 – 3 Nov 01:00` over midnight; the zone is said elsewhere. */
export function printWindow(window: Window, zone: Zone): string {
  const from = `${printDay(window.from, zone)} ${printClock(window.from, zone)}`
  const to = printClock(window.to, zone)
  if (sameDay(window.from, window.to, zone)) return `${from}–${to}`
  return `${from} – ${printDay(window.to, zone)} ${to}`
}

/** An instant in ISO 8601 and UTC, as short as it can be without loss: `2026-11-03T14:02Z`, with seconds and milliseconds where not zero. */
export function printIso(at: Ms): string {
  const text = new Date(at).toISOString()
  if (at % minute === 0) return `${text.slice(0, -8)}Z`
  return at % second === 0 ? `${text.slice(0, -5)}Z` : text
}
