import { Failed } from '#shared/query/failure.ts'
import { metricName } from '#shared/series/labels.ts'
import { instantAt } from '#shared/time/grid.ts'
import type { FunctionName } from '#shared/promql/functions.ts'
import {
  type Aggregate,
  type Binary,
  type Call,
  type Expression,
  inner,
  type Range,
  type Subquery,
} from '#shared/promql/tree.ts'
import { isSetOperator, typeOf } from '#shared/promql/check/typing.ts'
import { aggregateColumns, isRunning, remarkQuantile } from './aggregation/aggregate.ts'
import { setOperation, twoScalars, twoVectors, withScalar } from './binary.ts'
import { type Column, column, distinct, hasAt, mapped, withoutName } from './column.ts'
import { histogramQuantile } from './histogram.ts'
import { dateFunctions, type DateFunctionName, type ValueFunctionName, valueFunctions } from './math.ts'
import { type RangeFunctionName, rangeColumns, rangeFunctions } from './range.ts'
import { labelJoin, labelReplace } from './relabel.ts'
import type { Scope } from './scope.ts'
import { selectInstant } from './select.ts'

const wrong = (node: Expression): Failed =>
  new Failed({ kind: 'query', message: 'This cannot stand here', span: node.span })

/** An expression of scalar type: its number at each instant, where NaN is a value. */
export function scalarOf(node: Expression, scope: Scope): Float64Array {
  const { grid } = scope
  switch (node.kind) {
    case 'number':
      return new Float64Array(grid.count).fill(node.value)
    case 'paren':
      return scalarOf(node.body, scope)
    case 'unary': {
      const body = scalarOf(node.body, scope)
      return node.op === '-' ? body.map(value => -value) : body
    }
    case 'binary':
      return twoScalars(node, scalarOf(node.left, scope), scalarOf(node.right, scope))
    case 'call':
      if (node.name === 'pi') return new Float64Array(grid.count).fill(Math.PI)
      if (node.name === 'time') return secondsOf(scope)
      if (node.name === 'scalar') return soleValues(columnsOf(argument(node, 0), scope), grid.count)
      throw wrong(node)
    default:
      throw wrong(node)
  }
}

const secondsOf = ({ grid }: Scope) =>
  Float64Array.from({ length: grid.count }, (_, i) => instantAt(grid, i) / 1000)

function soleValues(columns: Iterable<Column>, count: number): Float64Array {
  const values = new Float64Array(count).fill(NaN)
  const found = new Int32Array(count)
  for (const one of columns)
    for (let i = 0; i < count; i++) {
      if (!hasAt(one.values, one.present, i)) continue
      found[i] = (found[i] as number) + 1
      values[i] = found[i] === 1 ? (one.values[i] as number) : NaN
    }
  return values
}

function argument(node: Call | Aggregate, i: number): Expression {
  const found = node.args[i]
  if (found === undefined) throw wrong(node)
  return found
}

function textOf(node: Expression): string {
  const bare = inner(node)
  if (bare.kind !== 'string') throw wrong(node)
  return bare.value
}

/** An expression of vector type: its series, pulled one by one where that is possible. Some may be without any value. */
export function columnsOf(node: Expression, scope: Scope): Iterable<Column> {
  switch (node.kind) {
    case 'selector':
      return selectInstant(node, scope)
    case 'paren':
      return columnsOf(node.body, scope)
    case 'unary':
      return node.op === '+' ? columnsOf(node.body, scope) : negated(node, columnsOf(node.body, scope))
    case 'aggregate':
      return aggregated(node, scope)
    case 'binary':
      return combined(node, scope)
    case 'call':
      return (
        (callFunctions as Readonly<Record<string, CallFunction | undefined>>)[node.name]?.(node, scope) ??
        fail(node)
      )
    default:
      throw wrong(node)
  }
}

function fail(node: Expression): never {
  throw wrong(node)
}

function negated(node: Expression, columns: Iterable<Column>): readonly Column[] {
  return distinct(
    [...columns].map(one => mapped(one, withoutName(one.labels), value => -value)),
    node.span,
  )
}

function aggregated(node: Aggregate, scope: Scope): Iterable<Column> {
  const first = argument(node, 0)
  const body = argument(node, node.args.length - 1)
  const parameter =
    node.args.length === 1 ? undefined : typeOf(first) === 'string' ? textOf(first) : scalarOf(first, scope)
  return aggregateColumns(node, aggregableColumns(node, body, scope), scope, parameter)
}

/** Ranges below an aggregation that holds no series back are computed in one buffer, over and over. */
function aggregableColumns(node: Aggregate, body: Expression, scope: Scope): Iterable<Column> {
  const bare = inner(body)
  if (!isRunning(node.op) || bare.kind !== 'call' || !isRangeFunction(bare.name))
    return columnsOf(body, scope)
  return rangeColumns(bare.name, rangeOf(argument(bare, 0)), scope, evaluateAll, undefined, true)
}

/** The range functions that take nothing but their range. */
const isRangeFunction = (name: string): name is RangeFunctionName =>
  Object.hasOwn(rangeFunctions, name) && name !== 'predict_linear' && name !== 'quantile_over_time'

function combined(node: Binary, scope: Scope): readonly Column[] {
  const { left, right } = node
  if (typeOf(left) === 'scalar')
    return withScalar(node, columnsOf(right, scope), scalarOf(left, scope), 'right')
  if (typeOf(right) === 'scalar')
    return withScalar(node, columnsOf(left, scope), scalarOf(right, scope), 'left')
  const [a, b] = [[...columnsOf(left, scope)], [...columnsOf(right, scope)]]
  if (isSetOperator(node.op)) return setOperation(node, a, b, scope.grid.count)
  return twoVectors(node, a, b, scope.grid.count)
}

/** Evaluates a call of vector type. */
type CallFunction = (node: Call, scope: Scope) => Iterable<Column>

const evaluateAll = (node: Expression, scope: Scope): readonly Column[] => [...columnsOf(node, scope)]

function rangeOf(node: Expression): Range | Subquery {
  const bare = inner(node)
  if (bare.kind === 'range' || bare.kind === 'subquery') return bare
  throw wrong(node)
}

const overRange =
  (name: RangeFunctionName): CallFunction =>
  (node, scope) =>
    rangeColumns(name, rangeOf(argument(node, 0)), scope, evaluateAll)

/** A value function; its other arguments are numbers. */
const ofValues =
  (name: ValueFunctionName): CallFunction =>
  (node, scope) => {
    const numbers = node.args.slice(1).map(one => scalarOf(one, scope))
    const change = valueFunctions[name] as (value: number, a?: number, b?: number) => number
    const [a, b] = numbers
    const crossed = name === 'clamp' && a !== undefined && b !== undefined
    const made: Column[] = []
    for (const one of columnsOf(argument(node, 0), scope)) {
      const result = mapped(one, withoutName(one.labels), (value, i) => change(value, a?.[i], b?.[i]))
      made.push(crossed ? withoutCrossed(result, a, b) : result)
    }
    return distinct(made, node.span)
  }

/** Where the lower bound of a clamp lies above the upper one there is no result. */
function withoutCrossed({ labels, values, present }: Column, min: Float64Array, max: Float64Array): Column {
  const crossed = (i: number) => (max[i] as number) < (min[i] as number)
  return column(
    labels,
    values.map((value, i) => (crossed(i) ? NaN : value)),
    present?.map((flag, i) => (crossed(i) ? 0 : flag)),
  )
}

const ofDates =
  (name: DateFunctionName): CallFunction =>
  (node, scope) => {
    const columns =
      node.args.length === 0
        ? [{ labels: {}, values: secondsOf(scope) }]
        : columnsOf(argument(node, 0), scope)
    return distinct(
      [...columns].map(one => mapped(one, withoutName(one.labels), dateFunctions[name])),
      node.span,
    )
  }

const sameColumns: CallFunction = (node, scope) => columnsOf(argument(node, 0), scope)

function absentColumns(columns: Iterable<Column>, of: Expression, scope: Scope): readonly Column[] {
  const values = new Float64Array(scope.grid.count).fill(1)
  for (const one of columns)
    for (let i = 0; i < values.length; i++) if (hasAt(one.values, one.present, i)) values[i] = NaN
  return [{ labels: fixedLabels(of), values }]
}

/** The labels that a selector's matchers fix: those compared by equality, and compared once. */
function fixedLabels(of: Expression): Record<string, string> {
  const bare = inner(of)
  const selector = bare.kind === 'range' ? bare.selector : bare
  if (selector.kind !== 'selector') return {}
  const names = selector.matchers.map(matcher => matcher.name)
  const once = (name: string) => names.indexOf(name) === names.lastIndexOf(name)
  const fixed = selector.matchers.filter(
    ({ name, op, value }) => op === '=' && value !== '' && name !== metricName && once(name),
  )
  return Object.fromEntries(fixed.map(({ name, value }) => [name, value]))
}

/** A row for each name of a table. */
const each = <Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  make: (name: Name) => CallFunction,
) =>
  Object.fromEntries((Object.keys(table) as Name[]).map(name => [name, make(name)])) as Record<
    Name,
    CallFunction
  >

/** How each function of vector type is evaluated, keyed as in functions.ts. */
const callFunctions = {
  ...each(valueFunctions, ofValues),
  ...each(dateFunctions, ofDates),
  ...each(rangeFunctions, overRange),
  predict_linear: (node, scope) =>
    rangeColumns(
      'predict_linear',
      rangeOf(argument(node, 0)),
      scope,
      evaluateAll,
      scalarOf(argument(node, 1), scope),
    ),
  quantile_over_time: (node, scope) => {
    const q = scalarOf(argument(node, 0), scope)
    remarkQuantile(q, argument(node, 0).span, scope)
    return rangeColumns('quantile_over_time', rangeOf(argument(node, 1)), scope, evaluateAll, q)
  },
  absent: (node, scope) => absentColumns(columnsOf(argument(node, 0), scope), argument(node, 0), scope),
  absent_over_time: (node, scope) => {
    const range = rangeOf(argument(node, 0))
    const present = rangeColumns('last_over_time', range, scope, evaluateAll)
    return absentColumns(present, range, scope)
  },
  histogram_quantile: (node, scope) => {
    const q = scalarOf(argument(node, 0), scope)
    remarkQuantile(q, argument(node, 0).span, scope)
    return histogramQuantile(q, columnsOf(argument(node, 1), scope), scope, node.span)
  },
  label_join: (node, scope) => {
    const [, target, separator, ...sources] = node.args
    if (target === undefined || separator === undefined) throw wrong(node)
    const texts = [textOf(target), textOf(separator), ...sources.map(textOf)] as const
    return labelJoin(columnsOf(argument(node, 0), scope), texts, node.span)
  },
  label_replace: (node, scope) => {
    const texts = [1, 2, 3, 4].map(i => textOf(argument(node, i))) as [string, string, string, string]
    return labelReplace(columnsOf(argument(node, 0), scope), texts, node.span)
  },
  sort: sameColumns,
  sort_desc: sameColumns,
  timestamp: (node, scope) => {
    const of = inner(argument(node, 0))
    const seconds = secondsOf(scope)
    const columns = of.kind === 'selector' ? selectInstant(of, scope, 'time') : columnsOf(of, scope)
    const change =
      of.kind === 'selector' ? (value: number) => value : (_: number, i: number) => seconds[i] as number
    return distinct(
      [...columns].map(one => mapped(one, withoutName(one.labels), change)),
      node.span,
    )
  },
  vector: (node, scope) => {
    const values = scalarOf(argument(node, 0), scope)
    const present = values.some(Number.isNaN)
      ? Uint8Array.from(values, value => (Number.isNaN(value) ? 1 : 0))
      : undefined
    return [column({}, values, present)]
  },
} satisfies Record<Exclude<FunctionName, 'pi' | 'time' | 'scalar'>, CallFunction>
