import type { Source } from '#server/sources/source.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Asker } from './answer.ts'

const freshFor: Ms = 60_000
const patience: Ms = 250

type Known = { readonly at: Ms; readonly metrics: Promise<ReadonlyMap<string, MetricMeta>> }

const nothing: ReadonlyMap<string, MetricMeta> = new Map()

/**
 * Looks up what sources know of metrics, asking each source at most once a minute. A run waits for it for a quarter of a second at most: a
 * unit is worth no delay, and a source that cannot tell must not fail the query. `wait` resolves after so many milliseconds.
 */
export function metadataLookup(now: () => Ms, wait: (time: Ms) => Promise<void>): Asker['metaOf'] {
  const known = new Map<string, Known>()

  const ask = (source: Source): Known['metrics'] => {
    const last = known.get(source.id)
    if (last && now() - last.at < freshFor) return last.metrics
    const metrics = source
      .metadata(AbortSignal.timeout(10_000))
      .then(list => new Map(list.map(meta => [meta.metric, meta])))
      .catch(() => nothing)
    known.set(source.id, { at: now(), metrics })
    return metrics
  }

  return async (source, metric) => {
    const metrics = await Promise.race([ask(source), wait(patience).then(() => nothing)])
    return metrics.get(metric) ?? metrics.get(metric.replace(/_(bucket|sum|count)$/, ''))
  }
}
