import { Failed } from '#shared/query/failure.ts'
import type { Span } from '#shared/query/span.ts'
import { labelKey, type Labels } from '#shared/series/labels.ts'
import { decimal, printNumber } from '#shared/promql/syntax/literal.ts'
import type { AggregationName } from '#shared/promql/aggregations.ts'
import type { Aggregate } from '#shared/promql/tree.ts'
import { orderForQuantile, quantileOf } from '#shared/promql/window/compensated.ts'
import {
  type Accumulator,
  accumulators,
  type Group,
  groupValues,
  openGroup,
  sumColumn,
  takeColumn,
} from './accumulate.ts'
import { column, type Column, hasAt, marked, withoutName } from './column.ts'
import type { Scope } from './scope.ts'

/** The labels that a group is known by, and a key for them. */
export type Grouper = {
  readonly key: (labels: Labels) => string
  readonly labels: (labels: Labels) => Labels
}

/** How an aggregation's clause puts series into groups. */
export function grouperOf({ grouping }: Aggregate): Grouper {
  const names = grouping?.labels.map(label => label.name) ?? []
  if (grouping?.without) {
    const labels = (of: Labels) => {
      const rest: Record<string, string> = { ...withoutName(of) }
      for (const name of names) delete rest[name]
      return rest
    }
    return { key: of => labelKey(labels(of)), labels }
  }
  const key = (of: Labels) => {
    let text = ''
    for (const name of names) text += `${of[name] ?? ''}\u0001`
    return text
  }
  const labels = (of: Labels) => {
    const kept: Record<string, string> = {}
    for (const name of names) if (of[name]) kept[name] = of[name]
    return kept
  }
  return { key, labels }
}

/** The columns of a group, as they come. */
type Gathered = { readonly labels: Labels; readonly columns: Column[] }

function gather(columns: Iterable<Column>, { key, labels }: Grouper): readonly Gathered[] {
  const groups = new Map<string, Gathered>()
  for (const one of columns) {
    const at = key(one.labels)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, { labels: labels(one.labels), columns: [one] })
    else group.columns.push(one)
  }
  return [...groups.values()]
}

/** True for an aggregation that takes its series one by one and keeps none of them. */
export const isRunning = (op: AggregationName): op is keyof typeof accumulators =>
  Object.hasOwn(accumulators, op)

/** The columns of an aggregation; sums and the like keep no input. `parameter` is its number at each instant. */
export function aggregateColumns(
  node: Aggregate,
  columns: Iterable<Column>,
  scope: Scope,
  parameter: Float64Array | string | undefined,
): Iterable<Column> {
  const grouper = grouperOf(node)
  const count = scope.grid.count
  if (node.op === 'topk' || node.op === 'bottomk') {
    const ks = (parameter as Float64Array).map(k => wholeNumber(k, node))
    return gather(columns, grouper).flatMap(group => ranked(group.columns, ks, node.op === 'topk'))
  }
  if (node.op === 'quantile') {
    remarkQuantile(parameter as Float64Array, node.args[0]?.span ?? node.span, scope)
    return gather(columns, grouper).map(group => quantileColumn(group, parameter as Float64Array))
  }
  if (node.op === 'count_values') return valuesCounted(columns, grouper, parameter as string, count)
  return running(accumulators[node.op], node.op === 'sum', columns, grouper, count)
}

function* running(
  accumulator: Accumulator,
  isSum: boolean,
  columns: Iterable<Column>,
  { key, labels }: Grouper,
  count: number,
): Generator<Column> {
  const groups = new Map<string, { labels: Labels; group: Group }>()
  for (const one of columns) {
    const at = key(one.labels)
    let found = groups.get(at)
    if (found === undefined) groups.set(at, (found = { labels: labels(one.labels), group: openGroup(count) }))
    if (isSum) sumColumn(found.group, one.values, one.present)
    else takeColumn(accumulator, found.group, one.values, one.present)
  }
  for (const { labels: own, group } of groups.values()) {
    const { values, present } = groupValues(accumulator, group)
    yield column(own, values, present)
  }
}

/** A warning where a quantile is not between 0 and 1. */
export function remarkQuantile(q: Float64Array, span: Span, { remark }: Scope): void {
  const wrong = q.find(one => !(one >= 0 && one <= 1))
  if (wrong === undefined) return
  remark({
    level: 'warning',
    message: `A quantile lies between 0 and 1, and this is ${printNumber(wrong)}`,
    span,
  })
}

function quantileColumn({ labels, columns }: Gathered, q: Float64Array): Column {
  const count = q.length
  const values = new Float64Array(count)
  const room = new Float64Array(columns.length)
  let present: Uint8Array | undefined
  for (let i = 0; i < count; i++) {
    let size = 0
    for (const one of columns) if (hasAt(one.values, one.present, i)) room[size++] = one.values[i] as number
    const value = size === 0 ? NaN : quantileOf(q[i] as number, orderForQuantile(room.subarray(0, size)))
    values[i] = value
    if (size > 0 && value !== value) present = marked(present, count, i)
  }
  return column(labels, values, present)
}

function* valuesCounted(
  columns: Iterable<Column>,
  grouper: Grouper,
  label: string,
  count: number,
): Generator<Column> {
  const found = new Map<string, { labels: Labels; counts: Float64Array }>()
  for (const { labels, values, present } of columns) {
    for (let i = 0; i < count; i++) {
      if (!hasAt(values, present, i)) continue
      const own = { ...grouper.labels(labels), [label]: decimal(values[i] as number) }
      const key = labelKey(own)
      let group = found.get(key)
      if (group === undefined)
        found.set(key, (group = { labels: own, counts: new Float64Array(count).fill(NaN) }))
      const before = group.counts[i] as number
      group.counts[i] = before === before ? before + 1 : 1
    }
  }
  for (const { labels, counts } of found.values()) yield { labels, values: counts }
}

/** The k largest or smallest of a group at each instant; NaN only fills up, and of equals the earlier stays. */
function ranked(columns: readonly Column[], ks: Float64Array, largest: boolean): readonly Column[] {
  const count = ks.length
  const out = columns.map(({ labels }) => ({
    labels,
    values: new Float64Array(count).fill(NaN),
    mask: undefined as Uint8Array | undefined,
  }))
  const best = new Int32Array(columns.length)
  for (let i = 0; i < count; i++) {
    const size = bestAt(columns, i, Math.min(ks[i] as number, columns.length), largest, best)
    for (let at = 0; at < size; at++) {
      const c = best[at] as number
      const value = (columns[c] as Column).values[i] as number
      const target = out[c] as (typeof out)[number]
      target.values[i] = value
      if (value !== value) target.mask = marked(target.mask, count, i)
    }
  }
  return out.map(({ labels, values, mask }) => column(labels, values, mask))
}

/** More than so many winners are found by sorting, fewer by insertion. */
const fewWinners = 32

/** Puts the numbers of the k best columns at one instant into `best`, the best first where not all fit; returns how many there are. */
function bestAt(
  columns: readonly Column[],
  i: number,
  k: number,
  largest: boolean,
  best: Int32Array,
): number {
  const valueOf = (c: number) => (columns[c] as Column).values[i] as number
  const beats = (value: number, other: number) =>
    other !== other ? value === value : largest ? value > other : value < other
  const insert = k <= fewWinners
  let size = 0
  for (let c = 0; c < columns.length; c++) {
    const { values, present } = columns[c] as Column
    if (!hasAt(values, present, i)) continue
    let at = size
    while (insert && at > 0 && beats(valueOf(c), valueOf(best[at - 1] as number))) at--
    if (insert && at >= k) continue
    if (!insert || size < k) size++
    for (let move = size - 1; move > at; move--) best[move] = best[move - 1] as number
    best[at] = c
  }
  if (insert || size <= k) return size
  best
    .subarray(0, size)
    .sort((x, y) => (beats(valueOf(x), valueOf(y)) ? -1 : beats(valueOf(y), valueOf(x)) ? 1 : x - y))
  return k
}

function wholeNumber(k: number, node: Aggregate): number {
  if (Number.isFinite(k) && Math.abs(k) < 2 ** 63) return Math.trunc(k)
  const message = `${node.op} needs a finite number of series, not ${printNumber(k)}`
  throw new Failed({ kind: 'execution', message, span: node.args[0]?.span ?? node.span })
}
