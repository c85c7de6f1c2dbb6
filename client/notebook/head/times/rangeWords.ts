import { printWindow, printZone, type Zone } from '#shared/time/clock.ts'
import { followsNow, resolveRange, type TimeRange } from '#shared/time/range.ts'
import type { Ms } from '#shared/time/window.ts'
import { typedInstant } from './blipWords.ts'

/** A range for reading: `last 3h`, `3 Nov 12:30–15:30 UTC`; as typed where it cannot be read. */
export function rangeWords(range: TimeRange, now: Ms, zone: Zone): string {
  const last = /^now-(\w+)$/.exec(range.from)
  if (last && range.to === 'now') return `last ${last[1]}, ${printZone(now, zone)}`
  const read = resolveRange(range, now, zone)
  if (!read.ok || followsNow(range)) return `${range.from} to ${range.to}, ${printZone(now, zone)}`
  return `${printWindow(read.window, zone)} ${printZone(read.window.from, zone)}`
}

/** A range as it goes into the two fields: instants on the reader's clocks, `now` as it is. */
export function typedRange(range: TimeRange, zone: Zone): TimeRange {
  const end = (text: string) => {
    const at = Date.parse(text)
    return /^\s*now/i.test(text) || Number.isNaN(at) || !/T/.test(text) ? text : typedInstant(at, zone)
  }
  return { from: end(range.from), to: end(range.to) }
}
