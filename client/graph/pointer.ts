import type { Ms } from '#shared/time/window.ts'

/** Puts the crosshair of one graph at an instant, or takes it away. */
type Crosshair = (at: Ms | null) => void

const crosshairs = new Set<Crosshair>()
let pinned: Ms | null = null

/** Lets words point into a graph for as long as it is mounted; returns the end of that. A pinned instant is shown at once. */
export function followPointer(crosshair: Crosshair): () => void {
  crosshairs.add(crosshair)
  if (pinned !== null) crosshair(pinned)
  return () => void crosshairs.delete(crosshair)
}

/** Shows the crosshair at an instant in every graph on the page that has it; null: back to what is pinned, if anything is. */
export function pointAt(at: Ms | null): void {
  for (const crosshair of crosshairs) crosshair(at ?? pinned)
}

/** Keeps the crosshair at an instant until a pointer enters a graph. */
export function pinPointer(at: Ms): void {
  pinned = at
  pointAt(at)
}

/** To be called when a pointer enters a graph: from then on the crosshair follows that. */
export function unpinPointer(): void {
  pinned = null
}
