import { marked } from '#shared/promql/engine/column.ts'

/** What an aggregation holds for one group: two numbers and a count for each instant. */
export type Group = {
  readonly a: Float64Array
  readonly b: Float64Array
  readonly count: Float64Array
  present?: Uint8Array
}

/** Takes one series into a group, value by value, keeping nothing of it; and makes the group's value at one instant. */
export type Accumulator = {
  readonly take: (group: Group, i: number, value: number) => void
  readonly result: (group: Group, i: number) => number
}

function addTo(group: Group, i: number, value: number): void {
  const sum = group.a[i] as number
  const total = sum + value
  if (total === Infinity || total === -Infinity) group.b[i] = 0
  else {
    const lost = Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum
    group.b[i] = (group.b[i] as number) + lost
  }
  group.a[i] = total
}

const sum: Accumulator = {
  take: (group, i, value) => {
    addTo(group, i, value)
    group.count[i] = 1
  },
  result: ({ a, b }, i) => (a[i] as number) + (b[i] as number),
}

/** A sum that turns into an incremental mean, marked by a negative count, where it would overflow. */
const avg: Accumulator = {
  take: (group, i, value) => {
    const { a, b, count } = group
    const before = count[i] as number
    if (before === 0) {
      a[i] = value
      count[i] = 1
      return
    }
    const n = Math.abs(before) + 1
    if (before > 0) {
      const total = (a[i] as number) + value
      if (total !== Infinity && total !== -Infinity) {
        addTo(group, i, value)
        count[i] = n
        return
      }
      a[i] = (a[i] as number) / before
      b[i] = (b[i] as number) / before
    }
    count[i] = -n
    const mean = a[i] as number
    if (Math.abs(mean) === Infinity && (value === mean || Number.isFinite(value))) return
    const weight = (n - 1) / n
    a[i] = mean * weight
    b[i] = (b[i] as number) * weight
    addTo(group, i, value / n)
  },
  result: ({ a, b, count }, i) => {
    const n = count[i] as number
    return n < 0 ? (a[i] as number) + (b[i] as number) : (a[i] as number) / n + (b[i] as number) / n
  },
}

const extreme = (better: (value: number, than: number) => boolean): Accumulator => ({
  take: ({ a, count }, i, value) => {
    const held = a[i] as number
    if (count[i] === 0 || held !== held || better(value, held)) a[i] = value
    count[i] = 1
  },
  result: ({ a }, i) => a[i] as number,
})

/** Welford's running variance: the mean in `a`, the squares in `b`. */
const variance: Accumulator = {
  take: ({ a, b, count }, i, value) => {
    const n = (count[i] as number) + 1
    count[i] = n
    if (n === 1) {
      a[i] = value
      b[i] = Number.isFinite(value) ? 0 : NaN
      return
    }
    const away = value - (a[i] as number)
    a[i] = (a[i] as number) + away / n
    b[i] = (b[i] as number) + away * (value - (a[i] as number))
  },
  result: ({ b, count }, i) => (b[i] as number) / (count[i] as number),
}

const counting: Accumulator['take'] = ({ count }, i) => {
  count[i] = (count[i] as number) + 1
}

/** The aggregations that need no more than a running state. */
export const accumulators = {
  sum,
  avg,
  min: extreme((value, than) => value < than),
  max: extreme((value, than) => value > than),
  count: { take: counting, result: ({ count }, i) => count[i] as number },
  group: { take: counting, result: () => 1 },
  stdvar: variance,
  stddev: { take: variance.take, result: (group, i) => Math.sqrt(variance.result(group, i)) },
} as const satisfies Record<string, Accumulator>

/** A group with nothing in it, over so many instants. */
export const openGroup = (count: number): Group => ({
  a: new Float64Array(count),
  b: new Float64Array(count),
  count: new Float64Array(count),
})

/** Takes a whole column into its group. */
export function takeColumn(
  { take }: Accumulator,
  group: Group,
  values: Float64Array,
  present: Uint8Array | undefined,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value === value || (present !== undefined && present[i] === 1)) take(group, i, value)
  }
}

/** Adds a whole column to a sum; the loop of `sum`, spelt out because most queries end in it. */
export function sumColumn(group: Group, values: Float64Array, present: Uint8Array | undefined): void {
  const { a, b, count } = group
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value !== value && !(present !== undefined && present[i] === 1)) continue
    const held = a[i] as number
    const total = held + value
    if (total === Infinity || total === -Infinity) b[i] = 0
    else {
      const lost = Math.abs(held) >= Math.abs(value) ? held - total + value : value - total + held
      if (lost !== 0) b[i] = (b[i] as number) + lost
    }
    a[i] = total
    count[i] = 1
  }
}

/** The values of a finished group; instants that no series had are gaps. */
export function groupValues(
  { result }: Accumulator,
  group: Group,
): { values: Float64Array; present: Uint8Array | undefined } {
  const size = group.count.length
  const values = new Float64Array(size)
  let present: Uint8Array | undefined
  for (let i = 0; i < size; i++) {
    if (group.count[i] === 0) {
      values[i] = NaN
      continue
    }
    const value = result(group, i)
    values[i] = value
    if (value !== value) present = marked(present, size, i)
  }
  return { values, present }
}
