import type { Window } from '#shared/time/window.ts'

/** What a reader asks for on a stretch of time. `unzoom` goes one zoom back. */
export type GraphAct =
  | { readonly kind: 'zoom' | 'blip' | 'note' | 'newStep'; readonly window: Window }
  | { readonly kind: 'unzoom' }
