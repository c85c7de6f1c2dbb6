import { Failed } from '#shared/query/failure.ts'
import type { Grid } from '#shared/time/grid.ts'

/** A failure for an answer that is none; `why` continues the sentence “It answered something that is no answer: …”. */
export const nonsense = (why: string): Failed =>
  new Failed({ kind: 'nonsense', message: `It answered something that is no Prometheus answer: ${why}.` })

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const specials: Readonly<Record<string, number>> = {
  '+Inf': Infinity,
  '-Inf': -Infinity,
  Inf: Infinity,
  NaN: NaN,
}
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A value as Prometheus writes it. */
export function numberOf(text: unknown): number {
  if (typeof text !== 'string') throw nonsense('a value is not a text')
  if (decimal.test(text)) return Number(text)
  const special = specials[text]
  if (special === undefined) throw nonsense(`“${text.slice(0, 40)}” is not a number`)
  return special
}

/** Calls `use` for each `[seconds, value]` with its place on the grid, which ascends; any other shape is nonsense. */
export function eachPoint(
  points: readonly unknown[],
  grid: Grid,
  use: (index: number, value: unknown) => void,
): void {
  let last = -1
  for (const point of points) {
    if (!Array.isArray(point) || point.length !== 2) throw nonsense('a point is not a pair of time and value')
    const [time, value] = point as readonly unknown[]
    if (typeof time !== 'number') throw nonsense('a time is not a number')
    const index = (Math.round(time * 1000) - grid.start) / grid.step
    if (!Number.isInteger(index) || index < 0 || index >= grid.count)
      throw nonsense('it holds instants that were not asked for')
    if (index <= last) throw nonsense('its instants are not in ascending order')
    last = index
    use(index, value)
  }
}
