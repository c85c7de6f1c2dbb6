import { Failed } from '#shared/query/failure.ts'
import type { Remark, Span } from '#shared/query/span.ts'
import { type Grid, instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Modifiers } from '#shared/promql/tree.ts'
import { type Limits, type Options, type Read, type Stop, usualLimits } from './reading.ts'

/** What an expression is evaluated in: its instants, the ends of the whole query, where samples come from, and what is left to spend. */
export type Scope = {
  readonly grid: Grid
  readonly start: Ms
  readonly end: Ms
  readonly read: Read
  readonly stop: Stop
  readonly lookback: Ms
  readonly subqueryStep: Ms
  /** Counts what was touched; throws at the limit. */
  readonly spend: (series: number, samples: number, span: Span) => void
  readonly remark: (remark: Remark) => void
}

const thousands = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

function budget(limits: Limits, stop: Stop): Scope['spend'] {
  let series = 0
  let samples = 0
  return (moreSeries, moreSamples, span) => {
    if (stop()) throw new Failed({ kind: 'stopped', message: 'Stopped' })
    series += moreSeries
    samples += moreSamples
    const [name, limit] = series > limits.series ? ['series', limits.series] : ['samples', limits.samples]
    if (series <= limits.series && samples <= limits.samples) return
    throw new Failed({
      kind: 'limit',
      message: `The query would touch more than ${thousands(limit as number)} ${name}, which is the limit`,
      span,
      hint: 'Narrow the selector, shorten the window or the ranges, or take a wider step',
    })
  }
}

/** A scope over the whole query. `remarks` is filled while the query is evaluated, each remark once. */
export function openScope(
  grid: Grid,
  read: Read,
  stop: Stop,
  options: Options,
): { scope: Scope; remarks: readonly Remark[] } {
  const limits = { ...usualLimits, ...options.limits }
  if (grid.count > limits.steps) {
    const message = `The query asks for ${thousands(grid.count)} instants, and ${thousands(limits.steps)} is the limit`
    throw new Failed({ kind: 'limit', message, hint: 'Take a wider step or a shorter window' })
  }
  const remarks: Remark[] = []
  const seen = new Set<string>()
  const remark = (one: Remark) => {
    const key = `${one.level} ${one.message} ${one.span?.from}`
    if (!seen.has(key)) remarks.push(one)
    seen.add(key)
  }
  const scope: Scope = {
    grid,
    start: grid.start,
    end: instantAt(grid, Math.max(0, grid.count - 1)),
    read,
    stop,
    lookback: options.lookback ?? 300_000,
    subqueryStep: options.subqueryStep ?? 60_000,
    spend: budget(limits, stop),
    remark,
  }
  return { scope, remarks }
}

/**
 * The instants that a selector with these modifiers looks at, one for each of the scope's: @ fixes the time first, offset is taken off it.
 * A step of 0 means that all are the same.
 */
export function instantsOf({ offset, at }: Modifiers, scope: Scope): Grid {
  const { grid } = scope
  const by = offset?.by ?? 0
  if (at === undefined) return { start: grid.start - by, step: grid.step, count: grid.count }
  const fixed = at.time === 'start' ? scope.start : at.time === 'end' ? scope.end : at.time
  return { start: fixed - by, step: 0, count: grid.count }
}
