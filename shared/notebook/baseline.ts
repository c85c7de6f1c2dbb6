import { beforeOf, day, shifted, week, type Window } from '#shared/time/window.ts'
import type { Before } from './notebook.ts'

/** The window that a blip is compared with: what was set, or 30 min ending 1 min ahead of it. Null without a blip. */
export function baselineOf(blip: Window | null, before: Before): Window | null {
  if (blip === null) return null
  if (before === null) return beforeOf(blip)
  if (before === 'day') return shifted(blip, -day)
  if (before === 'week') return shifted(blip, -week)
  return before
}
