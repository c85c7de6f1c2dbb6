import type { RawSeries } from '#shared/series/series.ts'
import { type Grid, instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Selector } from '#shared/promql/tree.ts'
import { column, type Column, marked } from './column.ts'
import { instantsOf, type Scope } from './scope.ts'
import { sharedEdges } from './window.ts'

/** The series of a selector with all samples that any window of `length` at the instants may hold. */
export function* readSeries(node: Selector, instants: Grid, length: Ms, scope: Scope): Generator<RawSeries> {
  if (instants.count === 0) return
  const from = instants.start - length
  const to = instantAt(instants, instants.count - 1)
  const matchers = node.matchers.map(({ name, op, value }) => ({ name, op, value }))
  scope.spend(0, 0, node.span)
  for (const series of scope.read(matchers, from, to)) {
    scope.spend(1, series.times.length + scope.grid.count, node.span)
    yield series
  }
}

/** The series without its stale markers; the very same one where it has none. */
export function withoutMarkers(series: RawSeries): RawSeries {
  const { labels, times, values, stale } = series
  if (stale === undefined || !stale.includes(1)) return series
  const keep = (_: number, k: number) => stale[k] !== 1
  return { labels, times: times.filter(keep), values: values.filter(keep) }
}

/**
 * An instant selector: at each instant the newest sample not older than the lookback, unless that is a stale marker.
 * `pick` says what is taken of it: the value, or its time in seconds.
 */
export function* selectInstant(
  node: Selector,
  scope: Scope,
  pick: 'value' | 'time' = 'value',
): Generator<Column> {
  const instants = instantsOf(node, scope)
  const edges = sharedEdges(instants, scope.lookback)
  for (const { labels, times, values, stale } of readSeries(node, instants, scope.lookback, scope)) {
    const { first, last } = edges(times)
    const out = new Float64Array(instants.count)
    let present: Uint8Array | undefined
    let some = false
    for (let i = 0; i < instants.count; i++) {
      const k = (last[i] as number) - 1
      if (k < (first[i] as number) || (stale !== undefined && stale[k] === 1)) {
        out[i] = NaN
        continue
      }
      const value = pick === 'value' ? (values[k] as number) : (times[k] as number) / 1000
      out[i] = value
      some = true
      if (value !== value) present = marked(present, instants.count, i)
    }
    if (some) yield column(labels, out, present)
  }
}
