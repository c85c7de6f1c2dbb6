import { stored } from '#client/app/stored.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { minute, second, type Ms } from '#shared/time/window.ts'

/** How often a reader may have steps refreshed. */
export const intervals: readonly Ms[] = [5 * second, 10 * second, 30 * second, minute]

/** `5 s`, `1 min`. */
export const intervalWords = (every: Ms): string =>
  every < minute ? `${every / second} s` : `${every / minute} min`

const remembered = 50

type Chosen = readonly (readonly [notebook: Id, every: Ms])[]

/** The intervals that this reader has chosen, notebook by notebook, the last chosen first. What is not there is off. */
export const chosenIntervals = stored<Chosen>(
  'live',
  text => {
    try {
      const read: unknown = JSON.parse(text ?? '[]')
      return Array.isArray(read) ? read.filter(isChoice) : []
    } catch {
      return []
    }
  },
  chosen => JSON.stringify(chosen),
)

const isChoice = (value: unknown): value is Chosen[number] =>
  Array.isArray(value) && typeof value[0] === 'string' && intervals.includes(value[1] as Ms)

/** How often the steps of a notebook are refreshed; null: not at all. */
export const intervalOf = (chosen: Chosen, notebook: Id): Ms | null =>
  chosen.find(([id]) => id === notebook)?.[1] ?? null

/** The choices with one more, the oldest forgotten. */
export const withInterval = (chosen: Chosen, notebook: Id, every: Ms | null): Chosen => {
  const others = chosen.filter(([id]) => id !== notebook)
  return every === null ? others : [[notebook, every] as const, ...others].slice(0, remembered)
}
