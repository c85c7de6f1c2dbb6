import type { RawSeries } from '#shared/series/series.ts'
import { type Grid, instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import { fastRate } from '#shared/promql/fast/rate.ts'
import { nameOf, type Range, type Subquery } from '#shared/promql/tree.ts'
import * as overTime from '#shared/promql/window/overTime.ts'
import { delta, idelta, increase, irate, rate } from '#shared/promql/window/rate.ts'
import { derivative, prediction } from '#shared/promql/window/regression.ts'
import type { Samples, WindowFunction } from '#shared/promql/window/windowFunction.ts'
import { column, type Column, distinct, hasAt, marked, withoutName } from './column.ts'
import { readSeries, withoutMarkers } from './select.ts'
import { instantsOf, type Scope } from './scope.ts'
import { type Edges, sharedEdges } from './window.ts'

/** How a function over a range works. `least` samples make a value; `fast` has a shortcut; `counter` expects one. */
type RangeRow = {
  readonly least: 1 | 2
  readonly at: WindowFunction
  readonly keepsName?: true
  readonly counter?: true
  readonly fast?: 'rate' | 'increase'
  /** The result depends on the evaluation time, not on the samples of the window alone. */
  readonly timed?: true
}

export const rangeFunctions = {
  avg_over_time: { least: 1, at: overTime.mean },
  changes: { least: 1, at: overTime.changes },
  count_over_time: { least: 1, at: overTime.count },
  delta: { least: 2, at: delta },
  deriv: { least: 2, at: derivative },
  idelta: { least: 2, at: idelta },
  increase: { least: 2, at: increase, counter: true, fast: 'increase' },
  irate: { least: 2, at: irate },
  last_over_time: { least: 1, at: overTime.newest, keepsName: true },
  max_over_time: { least: 1, at: overTime.max },
  min_over_time: { least: 1, at: overTime.min },
  predict_linear: { least: 2, at: prediction, timed: true },
  present_over_time: { least: 1, at: overTime.present },
  quantile_over_time: { least: 1, at: overTime.quantile },
  rate: { least: 2, at: rate, counter: true, fast: 'rate' },
  resets: { least: 1, at: overTime.resets },
  stddev_over_time: { least: 1, at: overTime.deviation },
  stdvar_over_time: { least: 1, at: overTime.variance },
  sum_over_time: { least: 1, at: overTime.sum },
} as const satisfies Record<string, RangeRow>

export type RangeFunctionName = keyof typeof rangeFunctions

/** Evaluates the body of a subquery in a scope of its own. */
type Evaluate = (node: Subquery['body'], scope: Scope) => readonly Column[]

/** The series below a range function, and the instants at which their windows end. */
type Source = { readonly instants: Grid; readonly length: Ms; readonly series: Iterable<RawSeries> }

/** What a range selector or a subquery hands to the function around it. */
export function sourceOf(node: Range | Subquery, scope: Scope, evaluate: Evaluate): Source {
  const length = node.range.length
  if (node.kind === 'subquery') {
    const instants = instantsOf(node, scope)
    return { instants, length, series: subquerySeries(node, instants, scope, evaluate) }
  }
  const instants = instantsOf(node.selector, scope)
  return { instants, length, series: readSeries(node.selector, instants, length, scope) }
}

/** The body at the absolute multiples of the subquery's step, as series with their own times. */
function* subquerySeries(
  node: Subquery,
  instants: Grid,
  scope: Scope,
  evaluate: Evaluate,
): Generator<RawSeries> {
  if (instants.count === 0) return
  const step = node.step?.length ?? scope.subqueryStep
  const start = (Math.floor((instants.start - node.range.length) / step) + 1) * step
  const end = instantAt(instants, instants.count - 1)
  const count = Math.max(0, Math.floor((end - start) / step) + 1)
  scope.spend(0, count, node.span)
  const columns = evaluate(node.body, { ...scope, grid: { start, step, count } })
  const all = Float64Array.from({ length: count }, (_, i) => start + i * step)
  for (const { labels, values, present } of columns) {
    const keep = (_: number, i: number) => hasAt(values, present, i)
    const whole = values.every((_, i) => hasAt(values, present, i))
    yield { labels, times: whole ? all : all.filter(keep), values: whole ? values : values.filter(keep) }
  }
}

/**
 * One function over windows, series by series; a series without any result is left out.
 * `argument` is the function's number at each instant. With `transient` the values are those of one buffer, good until the next series.
 */
function* overWindows(
  row: RangeRow,
  { instants, length, series: all }: Source,
  scope: Scope,
  argument: Float64Array | undefined,
  transient: boolean,
): Generator<Column> {
  const edges = sharedEdges(instants, length)
  const fast = row.fast === undefined ? undefined : fastRate(instants, length, row.fast === 'rate')
  const room = transient ? new Float64Array(instants.count) : undefined
  for (const raw of all) {
    const { labels, times, values } = withoutMarkers(raw)
    const found = edges(times)
    if (!hasWindow(found, row.least)) continue
    const out = room ?? new Float64Array(instants.count)
    const own = row.keepsName ? labels : withoutName(labels)
    if (fast?.(times, values, found, out)) yield { labels: own, values: out }
    else
      yield column(own, out, walk(row, { times, values }, found, { instants, length }, scope, argument, out))
  }
}

function hasWindow({ first, last }: Edges, least: number): boolean {
  for (let i = 0; i < first.length; i++) if ((last[i] as number) - (first[i] as number) >= least) return true
  return false
}

/** So many windows of one series are walked between two looks at whether the answer is still wanted. */
const stopEvery = 16
const nowhere = { from: 0, to: 0 }

function walk(
  row: RangeRow,
  { times, values }: Pick<RawSeries, 'times' | 'values'>,
  { first, last }: Edges,
  { instants, length }: Pick<Source, 'instants' | 'length'>,
  { grid, spend }: Scope,
  argument: Float64Array | undefined,
  out: Float64Array,
): Uint8Array | undefined {
  const samples: Samples = { times, values, start: 0, end: 0, instant: 0, argument: NaN }
  const once = instants.step === 0 && row.timed === undefined && argument === undefined
  let present: Uint8Array | undefined
  for (let i = 0; i < instants.count; i++) {
    if (i % stopEvery === 0) spend(0, 0, nowhere)
    const a = first[i] as number
    const b = last[i] as number
    if (b - a < row.least) {
      out[i] = NaN
      continue
    }
    if (once && i > 0) out[i] = out[i - 1] as number
    else {
      samples.end = instantAt(instants, i)
      samples.start = samples.end - length
      samples.instant = instantAt(grid, i)
      samples.argument = argument === undefined ? NaN : (argument[i] as number)
      out[i] = row.at(samples, a, b)
    }
    if (Number.isNaN(out[i])) present = marked(present, instants.count, i)
  }
  return present
}

const counterName = /_(?:total|sum|count|bucket)$/

/**
 * The columns of a range function by name, its results distinct by labels, with a remark where a counter is not called like one.
 * `transient` columns are good until the next one is pulled; it is heeded where nothing holds the columns back.
 */
export function rangeColumns(
  name: RangeFunctionName,
  node: Range | Subquery,
  scope: Scope,
  evaluate: Evaluate,
  argument?: Float64Array,
  transient = false,
): Iterable<Column> {
  const row: RangeRow = rangeFunctions[name]
  const source = sourceOf(node, scope, evaluate)
  const named = row.keepsName === true || (node.kind === 'range' && nameOf(node.selector) !== undefined)
  const series = row.counter ? remarked(name, node, source.series, scope) : source.series
  const columns = overWindows(row, { ...source, series }, scope, argument, named && transient)
  return named ? columns : distinct(columns, node.span, false)
}

function* remarked(
  name: string,
  node: Range | Subquery,
  series: Iterable<RawSeries>,
  scope: Scope,
): Generator<RawSeries> {
  for (const one of series) {
    const metric = one.labels.__name__
    if (metric !== undefined && !counterName.test(metric)) {
      const message = `${metric} may be no counter, which ${name} expects: its name does not end in _total, _sum, _count or _bucket`
      scope.remark({ level: 'info', message, span: node.span })
    }
    yield one
  }
}
