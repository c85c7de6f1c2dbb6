import type {
  Batch,
  Committed,
  MetricBytes,
  SamplesLimits,
  SamplesStats,
  Selectors,
} from '#server/samples/samples.ts'
import { openStore, type SampleStore, type StoreStaging } from '#server/samples/store/store.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import { evaluate, evaluateInstant, type InstantResult, type Stop } from '#shared/promql/evaluate.ts'
import { parse } from '#shared/promql/parse.ts'
import type { Expression } from '#shared/promql/tree.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Frame } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** What the thread answers, each call by its name; all of it synchronous there. Imports are known by a number. */
export type Service = {
  readonly query: (text: string, grid: Grid) => { readonly frame: Frame; readonly remarks: readonly Remark[] }
  readonly instant: (
    text: string,
    at: Ms,
  ) => { readonly result: InstantResult; readonly remarks: readonly Remark[] }
  readonly series: (
    selectors: Selectors,
    window: Window | null,
    limit: number,
  ) => { readonly series: readonly Labels[]; readonly more: boolean }
  readonly labelNames: (selectors: Selectors, window: Window | null) => readonly string[]
  readonly labelValues: (
    name: string,
    selectors: Selectors,
    window: Window | null,
    limit: number,
  ) => readonly string[]
  readonly metadata: () => readonly MetricMeta[]
  readonly extent: (selector: readonly Matcher[]) => Window | null
  readonly remove: (selectors: Selectors, window: Window | null) => number
  readonly removeAll: () => void
  readonly stats: () => SamplesStats
  readonly sizes: () => readonly MetricBytes[]
  readonly stage: () => number
  readonly append: (staging: number, batch: Batch) => void
  readonly commit: (staging: number) => Committed
  readonly abandon: (staging: number) => void
  readonly close: () => void
}

/** A service whose running call looks at `stop`. */
export type OpenService = { readonly serviceFor: (stop: Stop) => Service; readonly tidy: () => boolean }

/** Opens the store and joins it with evaluation. */
export function openService(path: string, limits: SamplesLimits): OpenService {
  const store = openStore(path, limits)
  const stagings = new Map<number, StoreStaging>()
  const options = { limits: { steps: 11_001, samples: limits.querySamples, series: limits.querySeries } }
  let next = 1

  const staging = (id: number): StoreStaging => {
    const found = stagings.get(id)
    if (!found) throw new Error('This import has ended')
    return found
  }

  const serviceFor = (stop: Stop): Service => ({
    ...catalogueOf(store),
    query: (text, grid) => evaluate(treeOf(text), grid, store.reader(stop), stop, options),
    instant: (text, at) => evaluateInstant(treeOf(text), at, store.reader(stop), stop, options),
    stage: () => {
      stagings.set(next, store.begin())
      return next++
    },
    append: (id, batch) => staging(id).append(batch),
    commit: id => {
      const committed = staging(id).commit()
      stagings.delete(id)
      return committed
    },
    abandon: id => {
      staging(id).abandon()
      stagings.delete(id)
    },
    close: store.close,
  })
  return { serviceFor, tidy: store.tidy }
}

const catalogueOf = ({
  series,
  labelNames,
  labelValues,
  metadata,
  extent,
  remove,
  removeAll,
  stats,
  sizes,
}: SampleStore) => ({
  series,
  labelNames,
  labelValues,
  metadata,
  extent,
  remove,
  removeAll,
  stats,
  sizes,
})

function treeOf(text: string): Expression {
  const parsed = parse(text)
  if (parsed.ok) return parsed.tree
  const [problem] = parsed.problems
  throw new Failed({ kind: 'query', message: 'The query cannot be read', ...problem })
}
