import type { Layout } from '#shared/picture/layout.ts'
import type { Line, Picture } from '#shared/picture/picture.ts'

const squared = (x: number, y: number) => x * x + y * y

/** The squared distance of the origin from the stretch between two points. */
function toStretch(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax
  const dy = by - ay
  const length = squared(dx, dy)
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
  return squared(ax + along * dx, ay + along * dy)
}

/** The squared distance in pixels of a point from a line, tried around one index; infinite at a gap. */
function distanceTo(
  line: Line,
  index: number,
  left: number,
  top: number,
  picture: Picture,
  { x, y }: Layout,
): number {
  const { grid } = picture
  let nearest = Infinity
  for (let i = index - 1; i <= index; i++) {
    const value = line.values[i] as number
    const next = line.values[i + 1] as number
    const ax = x(grid.start + i * grid.step) - left
    const bx = x(grid.start + (i + 1) * grid.step) - left
    const ay = y(value, line.axis) - top
    const by = y(next, line.axis) - top
    const distance =
      value === value && next === next
        ? toStretch(ax, ay, bx, by)
        : value === value
          ? squared(ax, ay)
          : next === next
            ? squared(bx, by)
            : Infinity
    if (distance < nearest) nearest = distance
  }
  return nearest
}

/**
 * The line nearest to a point of the graph, those of the crowd among them, or null where none is within `reach` pixels. Allocates
 * nothing: it runs at every move of the pointer.
 */
export function nearestLine(
  picture: Picture,
  layout: Layout,
  index: number,
  left: number,
  top: number,
  reach: number,
): Line | null {
  let best: Line | null = null
  let least = reach * reach
  for (let i = picture.lines.length - 1; i >= 0; i--) {
    const line = picture.lines[i] as Line
    const distance = distanceTo(line, index, left, top, picture, layout)
    if (distance < least) [best, least] = [line, distance]
  }
  for (let c = 0; c < picture.crowds.length; c++) {
    const crowd = picture.crowds[c]
    if (!crowd || crowd.shift !== 0) continue
    for (let i = 0; i < crowd.members.length; i++) {
      const line = crowd.members[i] as Line
      const distance = distanceTo(line, index, left, top, picture, layout)
      if (distance < least) [best, least] = [line, distance]
    }
  }
  return best
}
