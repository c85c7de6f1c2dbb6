import type { Read } from '#shared/promql/evaluate.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Samples } from './merge.ts'
import type { PackTable } from './packTable.ts'
import type { Registry } from './registry.ts'
import { blockOf } from './schema.ts'
import { select, type Selected } from './select.ts'
import type { SegmentCache } from './segments.ts'

/**
 * What an evaluation reads from: the series that all matchers accept, with their samples of `from < time <= to`. One reader serves one
 * query and counts what it touches: it throws before anything is decoded when that would be more than the limits allow.
 */
export function makeReader(
  registry: Registry,
  packs: PackTable,
  cache: SegmentCache,
  mostSamples: number,
  stop: () => boolean,
): Read {
  let samples = 0

  return function* read(matchers: readonly Matcher[], from: Ms, to: Ms): Generator<RawSeries> {
    const selected = select(registry, matchers)
    const first = blockOf(Math.max(0, from))
    const last = blockOf(to)
    for (const one of selected) samples += estimate(packs, one, from, to)
    if (samples > mostSamples) throw tooMany(Math.round(samples), mostSamples)

    for (const { metric, ids } of selected) {
      if (packs.between(metric.id, first, last).length === 0) continue
      if (stop()) throw new Failed({ kind: 'stopped', message: 'Stopped' })
      const segment = cache.over(metric.id, first, last)
      const cut = cutter(from, to)
      for (const id of ids) {
        const all = segment.series(id)
        cache.settle(segment)
        const part = all && cut(all)
        if (part) yield { labels: registry.labelsOf(id), ...part }
      }
    }
  }
}

/** About how many samples of the window the series have, from the packs' totals alone. */
function estimate(packs: PackTable, { metric, ids }: Selected, from: Ms, to: Ms): number {
  let samples = 0
  for (const pack of packs.between(metric.id, blockOf(Math.max(0, from)), blockOf(to))) {
    const inside = Math.min(to, pack.last) - Math.max(from, pack.first - 1)
    if (inside > 0) samples += (pack.samples * inside) / (pack.last - pack.first + 1)
  }
  return (samples * ids.length) / Math.max(1, metric.series.length)
}

/** Cuts series to `from < time <= to`; those that share their times go on sharing them. Undefined where nothing is left. */
function cutter(from: Ms, to: Ms) {
  const known = new Map<
    Float64Array,
    { readonly low: number; readonly high: number; readonly times: Float64Array }
  >()
  return ({ times, values, stale }: Samples): Samples | undefined => {
    let cut = known.get(times)
    if (!cut) {
      const low = firstAfter(times, from)
      const high = firstAfter(times, to)
      cut = { low, high, times: low === 0 && high === times.length ? times : times.subarray(low, high) }
      known.set(times, cut)
    }
    if (cut.low >= cut.high) return undefined
    if (cut.times === times) return stale ? { times, values, stale } : { times, values }
    const part = { times: cut.times, values: values.subarray(cut.low, cut.high) }
    return stale ? { ...part, stale: stale.subarray(cut.low, cut.high) } : part
  }
}

function firstAfter(times: Float64Array, time: Ms): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) <= time) low = middle + 1
    else high = middle
  }
  return low
}

const tooMany = (found: number, most: number) =>
  new Failed({
    kind: 'limit',
    message: `The query would read about ${found.toLocaleString('en')} samples; the limit is ${most.toLocaleString('en')}`,
    hint: 'Ask for fewer series or a shorter window',
  })
