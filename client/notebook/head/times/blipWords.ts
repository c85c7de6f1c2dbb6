import { printClock, printDay, type Zone } from '#shared/time/clock.ts'
import { beforeOf, type Window } from '#shared/time/window.ts'
import type { Before } from '#shared/notebook/notebook.ts'

/** `14:02–14:07`; with the day ahead where the blip is not on the day given. */
export function windowWords(window: Window, zone: Zone, besideDay?: string): string {
  const from = printDay(window.from, zone)
  const to = printDay(window.to, zone)
  const lead = besideDay === undefined || from === besideDay ? '' : `${from} `
  const tail = to === from ? '' : `${to} `
  return `${lead}${printClock(window.from, zone)}–${tail}${printClock(window.to, zone)}`
}

/** What the blip is compared with: `13:31–14:01`, `the day before`, `the week before`. */
export function beforeWords(blip: Window, before: Before, zone: Zone): string {
  if (before === 'day') return 'the day before'
  if (before === 'week') return 'the week before'
  return windowWords(before ?? beforeOf(blip), zone, printDay(blip.from, zone))
}

/** An instant as it is typed into a field: `2026-11-03 14:02`, with seconds where they are not zero. */
export function typedInstant(at: number, zone: Zone): string {
  const wall = new Date(at + zone(at)).toISOString()
  return `${wall.slice(0, 10)} ${wall.slice(11, at % 60_000 === 0 ? 16 : 19)}`
}
