import type { Part } from '#shared/ask/answer.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'

/** What one query counts, and in which values. */
export type Counting = { readonly letter: string; readonly unit: Unit; readonly part: Part }

/** The axis of each unit, and what has to be said of units that found no axis of their own. */
export type Axes = { readonly of: ReadonlyMap<Unit, number>; readonly remarks: readonly string[] }

function heightOf(unit: Unit, all: readonly Counting[]): number {
  let most = 0
  for (const counting of all)
    if (counting.unit === unit)
      for (const { values } of counting.part.frame.series)
        for (const value of values) if (value - value === 0 && Math.abs(value) > most) most = Math.abs(value)
  return Math.log10(most || 1)
}

const lettersOf = (unit: Unit, all: readonly Counting[]) =>
  [...new Set(all.filter(counting => counting.unit === unit).map(({ letter }) => letter))].join(', ')

/** Two units have an axis each, the first on the left; a third joins the one whose values are nearest in size, and it is said. */
export function axesFor(all: readonly Counting[]): Axes {
  const units = [...new Set(all.map(({ unit }) => unit))]
  const of = new Map<Unit, number>(units.slice(0, 2).map((unit, axis) => [unit, axis]))
  if (units.length < 3) return { of, remarks: [] }
  const heights = units.map(unit => heightOf(unit, all))
  const remarks = units.slice(2).map((unit, i) => {
    const off = [0, 1].map(axis => Math.abs((heights[i + 2] ?? 0) - (heights[axis] ?? 0)))
    const axis = (off[0] ?? 0) <= (off[1] ?? 0) ? 0 : 1
    of.set(unit, axis)
    const beside = lettersOf(units[axis] ?? 'none', all)
    return `${lettersOf(unit, all)} counts something else, and is drawn on the ${axis === 0 ? 'left' : 'right'} axis with ${beside}.`
  })
  return { of, remarks }
}
