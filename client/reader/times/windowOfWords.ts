import { createContext } from 'react'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { utc } from '#shared/time/clock.ts'
import { resolveRange } from '#shared/time/range.ts'
import type { Window } from '#shared/time/window.ts'

/** The window that times in words belong to where they do not say a day; null: words here have no times. */
export const WindowOfWords = createContext<Window | null>(null)

/** That of a notebook's own texts: its blip, else what it looks at `now`. */
export function windowOfNotebook(
  { blip, range }: Pick<Notebook, 'blip' | 'range'>,
  now: number,
): Window | null {
  if (blip) return blip
  const resolved = resolveRange(range, now, utc)
  return resolved.ok ? resolved.window : null
}
