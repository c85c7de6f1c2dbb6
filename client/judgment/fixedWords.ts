import { printWindow, printZone, type Zone } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'

/** Said when a verdict has fixed the window of a step that followed now: `Window fixed to 3 Nov 14:02–14:32 UTC`. */
export const fixedWords = (window: Window, zone: Zone): string =>
  `Window fixed to ${printWindow(toSeconds(window), zone)} ${printZone(window.from, zone)}: the step shows what was judged.`

const toSeconds = ({ from, to }: Window): Window => ({
  from: Math.floor(from / 1000) * 1000,
  to: Math.floor(to / 1000) * 1000,
})
