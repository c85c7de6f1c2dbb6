export type Extent = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/** The distance from the pointer, and from the edges of the screen, in pixels. */
const gap = 16
const edge = 8

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))

/** From one x to another, in pixels of the screen. */
export type Span = { readonly left: number; readonly right: number }

/**
 * Where a panel's top left corner goes so that it stays on the screen and off the pointer: to its right, else to its left, else (on a
 * narrow screen) below or above it. The side on which it stays over its `graph` comes first, so that what stands beside that is not covered.
 */
export function beside(point: Point, panel: Extent, screen: Extent, graph: Span): Point {
  const middle = within(point.y - panel.height / 2, edge, Math.max(edge, screen.height - panel.height - edge))
  const right = point.x + gap
  const left = point.x - gap - panel.width
  for (const bounds of [graph, { left: edge, right: screen.width - edge }]) {
    if (right + panel.width <= bounds.right) return { x: right, y: middle }
    if (left >= bounds.left) return { x: left, y: middle }
  }
  const x = within(point.x - panel.width / 2, edge, Math.max(edge, screen.width - panel.width - edge))
  const below = point.y + gap * 1.5
  if (below + panel.height <= screen.height - edge) return { x, y: below }
  return { x, y: Math.max(edge, point.y - gap - panel.height) }
}
