import { instantOf, printClock, printIso, utc, type Zone } from '#shared/time/clock.ts'
import { day, hour, minute, second, type Ms, type Window } from '#shared/time/window.ts'
import type { Mark } from '#shared/notebook/notebook.ts'

/** A time written in words, as `@14:02`: where it stands in the text, and what it says. */
export type TimeMark = {
  readonly from: number
  readonly to: number
  readonly begins: Written
  /** The end of a stretch, `@14:02–14:07`; null: an instant. */
  readonly ends: Written | null
  /** Says `Z`: holds for everybody wherever it is read. */
  readonly inUtc: boolean
}

/** A day (its midnight by UTC; null: not said) and a time of day, in milliseconds. */
type Written = { readonly day: Ms | null; readonly clock: Ms }

const written = String.raw`(?:(\d{4})-(\d\d)-(\d\d)[T ])?(\d{1,2}):(\d\d)(?::(\d\d))?(Z)?`
const form = new RegExp(String.raw`@${written}(?:[–-]${written})?(?!\w|:\d|\+\d)`, 'y')

/** What before an `@` makes it part of something else: an address, a handle, a path. */
const joined = /[\w.+\-@/]/

function read(parts: readonly (string | undefined)[]): Written | null {
  const part = (i: number) => Number(parts[i] ?? 0)
  if (part(3) > 23 || part(4) > 59 || part(5) > 59) return null
  const clock = part(3) * hour + part(4) * minute + part(5) * second
  if (parts[0] === undefined) return { day: null, clock }
  const midnight = Date.UTC(part(0), part(1) - 1, part(2))
  return new Date(midnight).toISOString().startsWith(parts.slice(0, 3).join('-'))
    ? { day: midnight, clock }
    : null
}

/** The time mark whose `@` stands at an offset; null where none does. */
export function timeMarkAt(text: string, at: number): TimeMark | null {
  if (text[at] !== '@' || joined.test(text[at - 1] ?? ' ')) return null
  form.lastIndex = at
  const found = form.exec(text)
  if (!found) return null
  const parts: readonly (string | undefined)[] = found.slice(1)
  const begins = read(parts.slice(0, 6))
  const ends = parts[10] === undefined ? null : read(parts.slice(7, 13))
  if (!begins || (parts[10] !== undefined && !ends)) return null
  return { from: at, to: form.lastIndex, begins, ends, inUtc: (parts[6] ?? parts[13]) !== undefined }
}

const nearest = (clock: Ms, middle: Ms, zone: Zone) => {
  const wall = middle + zone(middle)
  return instantOf(clock + day * Math.round((wall - clock) / day), zone)
}

/**
 * When a time mark is, around a window: a time without a day is the one nearest to the window's middle, inside it wherever it can be. An end
 * that does not come after its beginning is on the next day. Times are by UTC, or by the clocks of `zone` where one is given. `until` is
 * null for an instant.
 */
export function placed(
  { begins, ends }: TimeMark,
  window: Window,
  zone: Zone = utc,
): { readonly at: Ms; readonly until: Ms | null } {
  const middle = (window.from + window.to) / 2
  const at =
    begins.day === null ? nearest(begins.clock, middle, zone) : instantOf(begins.day + begins.clock, zone)
  if (!ends) return { at, until: null }
  const wall = at + zone(at)
  const sameDay = Math.floor(wall / day) * day + ends.clock
  const until = ends.day === null ? (sameDay > wall ? sameDay : sameDay + day) : ends.day + ends.clock
  return { at, until: instantOf(until, zone) }
}

/** What is no prose: code, links, bare addresses. */
const noProse = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\[[^\]\n]*\]\([^)\n]*\)|<[^>\s]*>|\b(?:https?|mailto):\S+/g

/** The time marks of a Markdown text, in order; code and links are left alone. */
export function timeMarksIn(markdown: string): readonly TimeMark[] {
  if (!markdown.includes('@')) return []
  const prose = markdown.replace(noProse, hidden => ' '.repeat(hidden.length))
  return [...prose.matchAll(/@/g)].flatMap(({ index }) => timeMarkAt(prose, index) ?? [])
}

const clockOf = (at: Ms) => printIso(at).slice(11)

/** The times of a text that lie in a window, each once, as quiet marks of its graph; a stretch is marked where it begins. */
export function marksOfWords(markdown: string, window: Window, zone: Zone): readonly Mark[] {
  const instants = timeMarksIn(markdown).map(mark => placed(mark, window).at)
  return [...new Set(instants)]
    .filter(at => at >= window.from && at < window.to)
    .map(at => ({ id: `time ${at}`, window: { from: at, to: at }, text: printClock(at, zone) }))
}

/**
 * A mark that was written by the clocks of `zone`, written anew so that it means the same to everybody: `@13:03Z`, with its day where the
 * time of day alone would be read as that of another day.
 */
export function inUtc(mark: TimeMark, window: Window, zone: Zone): string {
  const { at, until } = placed(mark, window, zone)
  const bare = `@${clockOf(at)}${until === null ? '' : `–${clockOf(until)}`}`
  const again = timeMarkAt(bare, 0)
  const same = again && placed(again, window)
  if (same && same.at === at && same.until === until) return bare
  return `@${printIso(at)}${until === null ? '' : `–${printIso(until)}`}`
}
