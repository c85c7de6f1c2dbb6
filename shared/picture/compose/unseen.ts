import type { ValueAxis } from '#shared/picture/picture.ts'
import { printValue } from '#shared/picture/scale/number.ts'
import type { Parts, Range } from './parts.ts'

const counted = (count: number, one: string, several: string) =>
  count === 1 ? `1 ${one}` : `${printValue(count, 'count')} ${several}`

const count = (columns: readonly Float64Array[], { from, to }: Range, not: (value: number) => boolean) => {
  let found = 0
  for (const column of columns) for (let i = from; i < to; i++) if (not(column[i] as number)) found++
  return found
}

/** Values in view that the chosen way to draw cannot show: they are counted, so that nothing is missing unsaid. */
export function unseen(parts: Parts, axes: readonly ValueAxis[], range: Range): readonly string[] {
  if (parts.areas.length > 0) {
    const columns = parts.areas.map(({ values }) => values)
    const negative = count(columns, range, value => value < 0)
    if (negative === 0) return []
    const height = negative === 1 ? 'it has' : 'they have'
    return [`${counted(negative, 'value is', 'values are')} below zero: stacked, ${height} no height.`]
  }
  const drawn = [...parts.lines, ...parts.crowds.flatMap(({ members }) => members)].filter(
    ({ axis, shift, computed }) => shift === 0 && !computed && axes[axis]?.scale === 'log',
  )
  const columns = drawn.map(({ values }) => values)
  const low = columns.length === 0 ? 0 : count(columns, range, value => value <= 0)
  if (low === 0) return []
  const it = low === 1 ? 'it' : 'them'
  return [`${counted(low, 'value is', 'values are')} not above zero: a logarithmic scale cannot show ${it}.`]
}
