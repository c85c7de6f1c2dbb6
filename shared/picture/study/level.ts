import type { Line, PictureInput } from '#shared/picture/picture.ts'
import { sumOf } from './stack.ts'
import type { Study } from './study.ts'

/** The part of the time with values in which the highest line of the first axis (or, stacked, all together) is above a level; NaN: never a value. */
export function timeAbove(study: Study, { drawing }: PictureInput, level: number): number {
  const lines = study.groups.filter(({ axis }) => axis === 0).flatMap(group => group.lines)
  const { count } = study.grid
  const highest = drawing.stacked ? sumOf(lines, count) : highestOf(lines, count)
  let known = 0
  let above = 0
  for (const value of highest) {
    if (value !== value) continue
    known++
    if (value > level) above++
  }
  return known === 0 ? Number.NaN : above / known
}

function highestOf(lines: readonly Line[], length: number): Float64Array {
  const highest = new Float64Array(length).fill(Number.NaN)
  for (const { values } of lines)
    for (let i = 0; i < length; i++) {
      const value = values[i] as number
      if (value === value && !(value <= (highest[i] as number))) highest[i] = value
    }
  return highest
}
