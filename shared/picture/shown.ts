import { printLabels, type Labels } from '#shared/series/labels.ts'

/** The name of a series within its step: the letter of its query and its labels, `A{node="i-0c3f9a"}`. Fit for a link. */
export type SeriesKey = string

/** What one reader chose to see. Where any are `isolated`, only those are drawn; else all but the `hidden`. */
export type SeriesState = { readonly isolated: readonly SeriesKey[]; readonly hidden: readonly SeriesKey[] }

export const allShown: SeriesState = { isolated: [], hidden: [] }

export const seriesKey = (letter: string, labels: Labels): SeriesKey => letter + printLabels(labels)

export const isShown = (state: SeriesState, key: SeriesKey): boolean =>
  state.isolated.length > 0 ? state.isolated.includes(key) : !state.hidden.includes(key)

/** A click on a series: it alone; again: all. */
export function isolate(state: SeriesState, key: SeriesKey): SeriesState {
  const alone = state.isolated.length === 1 && state.isolated[0] === key
  return alone ? allShown : { isolated: [key], hidden: [] }
}

const without = (keys: readonly SeriesKey[], key: SeriesKey) =>
  keys.includes(key) ? keys.filter(other => other !== key) : [...keys, key]

/** A Ctrl- or Cmd-click: this one is shown, or no longer shown, and the others stay as they are. */
export const toggle = (state: SeriesState, key: SeriesKey): SeriesState =>
  state.isolated.length > 0
    ? { isolated: without(state.isolated, key), hidden: [] }
    : { isolated: [], hidden: without(state.hidden, key) }
