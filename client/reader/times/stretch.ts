import { createContext, type SyntheticEvent } from 'react'
import type { Window } from '#shared/time/window.ts'

/** What else a press on a stretch of time in words does; null: nothing but to point to it. */
export const OnStretch = createContext<((stretch: Window) => void) | null>(null)

/** The stretch of time whose mark an event is of; null where it is of none, or of an instant. */
export function stretchOf(event: SyntheticEvent): Window | null {
  const { at, until } = (event.target as Element).closest<HTMLElement>('[data-at][data-until]')?.dataset ?? {}
  return at === undefined || until === undefined ? null : { from: Number(at), to: Number(until) }
}
