import type { SyntheticEvent } from 'react'
import { pinPointer, pointAt } from '#client/graph/pointer.ts'

const instantOf = (event: SyntheticEvent): number | null => {
  const at = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at']
  return at === undefined ? null : Number(at)
}

const point = (event: SyntheticEvent) => {
  const at = instantOf(event)
  if (at !== null) pointAt(at)
}

const rest = (event: SyntheticEvent) => {
  if (instantOf(event) !== null) pointAt(null)
}

/** Keeps the crosshair there, and brings the graph that the words belong to into view. */
const pin = (event: SyntheticEvent) => {
  const at = instantOf(event)
  if (at === null) return
  event.stopPropagation()
  pinPointer(at)
  const graph = (event.target as Element).closest('article')?.querySelector('figure')
  graph?.scrollIntoView({ block: 'nearest' })
}

/** For an element that holds time marks: to hover or focus one points into the graphs, to press it keeps it there. */
export const pointing = {
  onMouseOver: point,
  onMouseOut: rest,
  onFocus: point,
  onBlur: rest,
  onClick: pin,
} as const
