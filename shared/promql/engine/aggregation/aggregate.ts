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
import { column, type Column, hasAt, marked, sorted, withoutName } from '#shared/promql/engine/column.ts'
import { ranked } from './rank.ts'
import type { Scope } from '#shared/promql/engine/scope.ts'

/** The labels that a group is known by, and a key for them. */
type Grouper = {
  readonly key: (labels: Labels) => string
  readonly labels: (labels: Labels) => Labels
}

/** How an aggregation's clause puts series into groups. */
function grouperOf({ grouping }: Aggregate): Grouper {
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
    return gather(sorted(columns), grouper).flatMap(group =>
      ranked(group.columns, parameter as Float64Array, node),
    )
  }
  if (node.op === 'quantile') {
    remarkQuantile(parameter as Float64Array, node.args[0]?.span ?? node.span, scope)
    return gather(columns, grouper).map(group => quantileColumn(group, parameter as Float64Array))
  }
  if (node.op === 'count_values') return valuesCounted(columns, node, parameter as string, count)
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
  node: Aggregate,
  label: string,
  count: number,
): Generator<Column> {
  const found = new Map<string, { labels: Labels; counts: Float64Array }>()
  const kept = grouperOf(node).labels
  const without = node.grouping?.without === true
  for (const { labels, values, present } of columns) {
    for (let i = 0; i < count; i++) {
      if (!hasAt(values, present, i)) continue
      const value = { [label]: decimal(values[i] as number) }
      const own = without ? kept({ ...labels, ...value }) : { ...kept(labels), ...value }
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
