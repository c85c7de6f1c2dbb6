import type { ReactNode } from 'react'
import type { PictureInput } from '#shared/picture/picture.ts'
import type { SeriesState } from '#shared/picture/shown.ts'
import type { Window } from '#shared/time/window.ts'

/** What a reader asks for on a stretch of time. `unzoom` goes one zoom back. */
export type GraphAct =
  | { readonly kind: 'zoom' | 'blip' | 'note' | 'newStep'; readonly window: Window }
  | { readonly kind: 'unzoom' }

export type GraphProps = Omit<PictureInput, 'view'> & {
  readonly view?: Window | null
  readonly onShown?: (state: SeriesState) => void
  readonly onSelect?: (act: GraphAct) => void
  /** What the bar over a selection offers; zoom alone where nothing may be altered. */
  readonly offers?: readonly ('zoom' | 'blip' | 'note' | 'newStep')[]
  /** Pixels; 236 unless given, 400 where large. */
  readonly height?: number
  /** For a room: bigger letters and strokes. */
  readonly large?: boolean
  /** What stands in place of a graph that has nothing to draw. */
  readonly empty?: ReactNode
}

/** A step's graph. Give arrays and objects that keep their identity while nothing in them changes. */
export function Graph({ height = 236 }: GraphProps) {
  return <figure style={{ height }} />
}
