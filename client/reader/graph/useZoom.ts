import { useCallback, useState } from 'react'
import type { Window } from '#shared/time/window.ts'

export type Zoom = {
  readonly view: Window | null
  readonly zoom: (window: Window) => void
  /** One zoom back; nothing where there is none. */
  readonly back: () => void
}

/** One reader's zooms into a graph, the last on top: they have a way back of their own and never change the author's window. */
export function useZoom(): Zoom {
  const [views, setViews] = useState<readonly Window[]>([])
  const zoom = useCallback((window: Window) => setViews(before => [...before, window]), [])
  const back = useCallback(() => setViews(before => before.slice(0, -1)), [])
  return { view: views.at(-1) ?? null, zoom, back }
}
