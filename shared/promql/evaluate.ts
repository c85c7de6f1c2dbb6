import { Failed } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Frame, RawSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import { check } from './check/check.ts'
import { type Column, column, sorted } from './engine/column.ts'
import { columnsOf, scalarOf } from './engine/expression.ts'
import { sourceOf } from './engine/range.ts'
import type { Options, Read, Stop } from './engine/reading.ts'
import { openScope, type Scope } from './engine/scope.ts'
import { withoutMarkers } from './engine/select.ts'
import { type Expression, inner } from './tree.ts'
import { typeOf, typeWords } from './check/typing.ts'

export type { Options, Read, Stop } from './engine/reading.ts'

function refuseWrong(tree: Expression): void {
  const problem = check(tree)[0]
  if (problem === undefined) return
  const { message, span, hint, replacement } = problem
  throw new Failed({
    kind: 'query',
    message,
    span,
    ...(hint !== undefined && { hint }),
    ...(replacement !== undefined && { replacement }),
  })
}

/** A number at each instant as the one series without labels that a graph shows of it. */
function scalarColumn(values: Float64Array): Column {
  const present = values.some(Number.isNaN)
    ? Uint8Array.from(values, value => (Number.isNaN(value) ? 1 : 0))
    : undefined
  return column({}, values, present)
}

const columnsAt = (tree: Expression, scope: Scope): Iterable<Column> =>
  typeOf(tree) === 'scalar' ? [scalarColumn(scalarOf(tree, scope))] : columnsOf(tree, scope)

/**
 * Evaluates a query at every instant of a grid, synchronously, pulling series by series through `read`. The series come sorted by
 * their labels, none of them empty. Throws Failed: `query` for a tree that `check` faults or that yields no vector or number,
 * `execution` where the data does not fit the query, `limit`, and `stopped` once `stop()` is true.
 */
export function evaluate(
  tree: Expression,
  grid: Grid,
  read: Read,
  stop: Stop = () => false,
  options: Options = {},
): { readonly frame: Frame; readonly remarks: readonly Remark[] } {
  refuseWrong(tree)
  const type = typeOf(tree)
  if (type === 'matrix' || type === 'string') {
    const message = `A graph needs an instant vector or a number, not ${typeWords[type]}`
    throw new Failed({ kind: 'query', message, span: tree.span })
  }
  const { scope, remarks } = openScope(grid, read, stop, options)
  const series = grid.count === 0 ? [] : sorted(columnsAt(tree, scope))
  return { frame: { grid, series }, remarks }
}

/** A value at one instant, with the labels of its series. */
export type Sample = { readonly labels: Labels; readonly value: number }

/** What a query yields at one instant; a matrix holds raw samples, stale markers taken out. */
export type InstantResult =
  | { readonly type: 'vector'; readonly samples: readonly Sample[] }
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'matrix'; readonly series: readonly RawSeries[] }

/** Evaluates a query at one instant. Vectors are sorted by labels, or by value under an outermost sort, topk or bottomk. Throws as `evaluate`. */
export function evaluateInstant(
  tree: Expression,
  at: Ms,
  read: Read,
  stop: Stop = () => false,
  options: Options = {},
): { readonly result: InstantResult; readonly remarks: readonly Remark[] } {
  refuseWrong(tree)
  const { scope, remarks } = openScope({ start: at, step: 1000, count: 1 }, read, stop, options)
  return { result: instantResult(tree, scope), remarks }
}

function instantResult(tree: Expression, scope: Scope): InstantResult {
  const bare = inner(tree)
  if (bare.kind === 'string') return { type: 'string', value: bare.value }
  if (bare.kind === 'range' || bare.kind === 'subquery') {
    const source = sourceOf(bare, scope, (node, below) => [...columnsOf(node, below)])
    const series = [...source.series].map(withoutMarkers).filter(one => one.times.length > 0)
    const order = sorted(series.map(({ labels }, i) => ({ labels, values: Float64Array.of(i) })))
    return { type: 'matrix', series: order.map(one => series[one.values[0] as number] as RawSeries) }
  }
  if (typeOf(tree) === 'scalar') return { type: 'scalar', value: scalarOf(tree, scope)[0] as number }
  const samples = sorted(columnsOf(tree, scope)).map(({ labels, values }) => ({
    labels,
    value: values[0] as number,
  }))
  const order = orderOf(bare)
  return { type: 'vector', samples: order === 0 ? samples : byValue(samples, order) }
}

function orderOf(node: Expression): -1 | 0 | 1 {
  if (node.kind === 'call') return node.name === 'sort' ? 1 : node.name === 'sort_desc' ? -1 : 0
  if (node.kind !== 'aggregate') return 0
  return node.op === 'bottomk' ? 1 : node.op === 'topk' ? -1 : 0
}

const byValue = (samples: readonly Sample[], order: -1 | 1): readonly Sample[] =>
  samples.toSorted((a, b) => {
    if (Number.isNaN(a.value) || Number.isNaN(b.value))
      return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value))
    return order * (a.value - b.value)
  })
