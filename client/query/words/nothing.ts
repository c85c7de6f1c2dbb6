import { printWindow, printZone, type Zone } from '#shared/time/clock.ts'
import { minute, overlaps, type Window } from '#shared/time/window.ts'

/** Where in time there is data, as asked of a source: for the query's own selectors, and for the metric without its filters. */
export type Found = { readonly matching: Window | null; readonly metric: Window | null }

/** Why a run yielded no series, as a sentence, and a window where there is data, if it is not in this one. */
export type Nothing = { readonly sentence: string; readonly goTo: Window | null }

/** The window widened to whole minutes. */
const toMinutes = (window: Window): Window => ({
  from: Math.floor(window.from / minute) * minute,
  to: Math.ceil(window.to / minute) * minute,
})

/** Tells nothing-at-all from wrong filters, from data elsewhere in time, and from a query that yields none of the data there is. */
export function nothingWords(metric: string, window: Window, found: Found, zone: Zone): Nothing {
  const name = metric === '' ? 'these filters' : metric
  const lies = (at: Window) => `${printWindow(toMinutes(at), zone)} ${printZone(at.from, zone)}`
  if (found.matching && !overlaps(found.matching, window))
    return {
      sentence: `No data in this window. Data for ${name} lies ${lies(found.matching)}.`,
      goTo: toMinutes(found.matching),
    }
  if (found.matching)
    return {
      sentence: `There is data for ${name} in this window, but the query yields none of it: no value passes its conditions.`,
      goTo: null,
    }
  if (found.metric)
    return {
      sentence: `No series of ${name} matches these filters${overlaps(found.metric, window) ? '' : ', in this window or any other'}.`,
      goTo: null,
    }
  return { sentence: `No data: this source has nothing called ${name}.`, goTo: null }
}
