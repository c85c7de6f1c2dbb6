import { instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import { countsAt } from '#shared/picture/histogram/buckets.ts'
import type { Heat, Line, Picture } from './picture.ts'
import { printShare, printValue } from './scale/number.ts'
import type { Unit } from './scale/unit.ts'

/** One value at an instant. */
export type ReadRow = {
  /** Null for what is no series: a bucket, or the crowd of a stack. */
  readonly line: Line | null
  readonly name: string
  /** 0 to 10 as that of a line; null: the colour of the crowd. */
  readonly colour: number | null
  readonly value: number
  /** With its unit; `no data` at a gap. */
  readonly text: string
  /** How much earlier than the instant it was. */
  readonly shift: Ms
  /** It is the one that is pointed at. */
  readonly nearest: boolean
}

/** What a graph says at one instant: the strongest values, from the highest down. */
export type Reading = {
  readonly index: number
  readonly at: Ms
  readonly rows: readonly ReadRow[]
  /** How many more values there are. */
  readonly more: number
  /** Of a stack: all its layers together, with the unit. */
  readonly total: string | null
}

/** The most rows of a reading. */
export const mostRead = 12

type Valued = {
  readonly name: string
  readonly colour: number | null
  readonly unit: Unit
  readonly shift: Ms
  readonly line: Line | null
  readonly value: number
}

const textOf = (value: number, unit: Unit) => (Number.isNaN(value) ? 'no data' : printValue(value, unit))

/** Keeps the highest values of a list that is in order, without sorting all of them. */
function insert(kept: Valued[], one: Valued, most: number): void {
  if (kept.length === most && one.value <= (kept.at(-1) as Valued).value) return
  let place = kept.length
  while (place > 0 && (kept[place - 1] as Valued).value < one.value) place--
  kept.splice(place, 0, one)
  if (kept.length > most) kept.pop()
}

const valued = (line: Line, index: number): Valued => ({
  name: line.name,
  colour: line.colour,
  unit: line.unit,
  shift: line.shift,
  line,
  value: line.values[index] as number,
})

function rowOf({ name, colour, unit, shift, line, value }: Valued, nearest: boolean): ReadRow {
  return { line, name, colour, value, text: textOf(value, unit), shift, nearest }
}

const same = (a: Line | null, b: Line | null) =>
  a !== null && b !== null && a.key === b.key && a.shift === b.shift

/**
 * What a picture says at an index of its grid: at most so many values, sorted, the one of the line that is pointed at always among them.
 * Runs at every move of a pointer, over 500 series and more.
 */
export function readingAt(picture: Picture, index: number, nearest: Line | null, most = mostRead): Reading {
  const kept: Valued[] = []
  let known = 0
  const offer = (line: Line) => {
    const value = line.values[index] as number
    if (value !== value) return
    known++
    if (kept.length < most || value > (kept.at(-1) as Valued).value) insert(kept, valued(line, index), most)
  }
  for (const line of picture.lines) offer(line)
  for (const crowd of picture.crowds) if (crowd.shift === 0) for (const line of crowd.members) offer(line)
  let total = Number.NaN
  for (const area of picture.areas) {
    const value = area.values[index] as number
    if (value !== value) continue
    known++
    insert(kept, { ...area, shift: 0, value }, most)
    if (area.axis === 0) total = (total === total ? total : 0) + Math.max(0, value)
  }
  if (nearest && !kept.some(({ line }) => same(line, nearest))) {
    const value = nearest.values[index] as number
    if (kept.length === most) kept.pop()
    if (value !== value) known++
    kept.push(valued(nearest, index))
  }
  const rows = kept.map(one => rowOf(one, same(one.line, nearest)))
  return {
    index,
    at: instantAt(picture.grid, index),
    rows,
    more: Math.max(0, known - rows.length),
    total:
      picture.areas.length > 1 && total === total ? printValue(total, picture.axes[0]?.unit ?? 'none') : null,
  }
}

/** The range of a bucket: `100–250 ms`, `up to 5 ms`, `over 10 s`. */
function bucketName({ bounds, unit }: Heat, row: number): string {
  const high = bounds[row] ?? Infinity
  const low = row === 0 ? null : (bounds[row - 1] ?? 0)
  if (high === Infinity) return `over ${printValue(low ?? 0, unit)}`
  return low === null
    ? `up to ${printValue(high, unit)}`
    : `${printValue(low, unit)} to ${printValue(high, unit)}`
}

/** The bucket at a height of the first axis; null beyond the rows. */
export function bucketAt({ edges, rows }: Heat, value: number): number | null {
  for (let row = rows.from; row < rows.to; row++)
    if (value >= (edges[row] ?? Infinity) && value < (edges[row + 1] ?? -Infinity)) return row
  return null
}

/** What is known of one bucket at an instant: its count, its share of all, and between which percentiles it lies. */
export function bucketReading(heat: Heat, index: number, row: number): readonly ReadRow[] {
  const counts = countsAt(heat, index).map(count => count || 0)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const below = counts.slice(0, row).reduce((sum, count) => sum + count, 0)
  const count = counts[row] ?? 0
  const entry = (name: string, text: string, value: number): ReadRow => ({
    line: null,
    name,
    colour: null,
    value,
    text,
    shift: 0,
    nearest: !Number.isNaN(value),
  })
  const percentile = (part: number) => `p${Math.round((part / all) * 100)}`
  const known = Number.isNaN(heat.counts[row]?.[index]) ? 'no data' : printValue(count, heat.counted)
  return [
    entry(bucketName(heat, row), known, count),
    ...(all > 0
      ? [
          entry('share of all', printShare(count / all), Number.NaN),
          entry('lies between', `${percentile(below)} and ${percentile(below + count)}`, Number.NaN),
        ]
      : []),
  ]
}
