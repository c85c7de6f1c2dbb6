/**
 * The strokes of a small picture over `width` × `height`: one list of points for each stretch without a gap (null). Drawn from zero, or from
 * the least value where that is below; an even line lies on the ground. A single value between gaps becomes a dot (two equal points).
 */
export function strokesOf(
  values: readonly (number | null)[],
  width: number,
  height: number,
): readonly string[] {
  const known = values.filter(value => value !== null)
  const low = Math.min(0, ...known)
  const span = Math.max(...known, low) - low || 1
  const x = (i: number) => ((i / Math.max(1, values.length - 1)) * width).toFixed(1)
  const y = (value: number) => (height - ((value - low) / span) * height).toFixed(1)
  const strokes: string[][] = [[]]
  values.forEach((value, i) => {
    if (value === null) strokes.push([])
    else strokes.at(-1)?.push(`${x(i)},${y(value)}`)
  })
  return strokes
    .filter(points => points.length > 0)
    .map(points => (points.length === 1 ? [...points, ...points] : points).join(' '))
}
