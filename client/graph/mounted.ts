import type { Box } from '#shared/picture/place/box.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'
import type { Reading } from '#shared/picture/reading.ts'
import type { SeriesKey } from '#shared/picture/shown.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** What a graph tells whoever mounted it. Boxes are in pixels from the top left of its element. */
export type GraphHandlers = {
  /** A stretch was dragged over, or chosen by keys. */
  readonly selected: (window: Window, box: Box) => void
  /** The selection is gone: a click, or another picture. */
  readonly cleared: () => void
  readonly zoomedOut: () => void
  /** The name of a series was clicked; `toggle` where Ctrl or Cmd was held. */
  readonly picked: (key: SeriesKey, toggle: boolean) => void
  /** What the cursor stands on after it was moved by a key, in words. */
  readonly read: (text: string) => void
  /** The values at an instant shall stay on the screen. */
  readonly pinned: (pin: Pin) => void
  /** The words of a note were clicked. */
  readonly marked: (id: string) => void
}

/** An instant whose values are pinned: its index, the line that was pointed at, and where, in pixels from the top left of the graph. */
export type Pin = {
  readonly index: number
  readonly line: Line | null
  readonly left: number
  readonly top: number
  readonly byKeys: boolean
}

export type GraphOptions = {
  /** For a room: bigger letters and strokes. */
  readonly large: boolean
}

export type MountedGraph = {
  readonly update: (picture: Picture) => void
  readonly destroy: () => void
  /** Moves the cursor by so many instants; `select` stretches the selection from where it stood. */
  readonly nudge: (by: number, select: boolean) => void
  /** Ends a selection by keys and hands it over, as the end of a drag does; false where there is none. */
  readonly finish: () => boolean
  readonly clear: () => void
  /** Pins the values where the cursor stands; nothing where it stands nowhere. */
  readonly pin: () => void
  /** The instant under the cursor; null: it stands nowhere. */
  readonly instant: () => Ms | null
  /** All values of a pin, the bucket that was pointed at first. */
  readonly readingOf: (pin: Pin) => Reading
  /** Takes the tooltip away until the cursor moves. */
  readonly quiet: () => void
}
