import { statSync } from 'node:fs'
import { openDatabase } from '#server/database/open.ts'
import type {
  Batch,
  Committed,
  MetricBytes,
  SamplesLimits,
  SamplesStats,
  Selectors,
} from '#server/samples/samples.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import { Failed } from '#shared/query/failure.ts'
import { printLabels, type Labels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Read } from '#shared/promql/evaluate.ts'
import type { Window } from '#shared/time/window.ts'
import { Compaction, rewrite } from './compaction.ts'
import { labelNamesOf, labelValuesOf, presentIn, extentOf } from './catalogue.ts'
import { PackTable } from './packTable.ts'
import { makeReader } from './reader.ts'
import { Registry } from './registry.ts'
import { outside } from './remove.ts'
import { blockOf, prepareSchema } from './schema.ts'
import { SegmentCache } from './segments.ts'
import { selectAny } from './select.ts'
import { StagedImport } from './staging.ts'

/** The sample database: everything of the port `Samples`, synchronous, without its thread and without evaluation. */
export type SampleStore = {
  readonly begin: () => StoreStaging
  /** A reader for one query, which counts what that touches, and gives up once `stop()`. */
  readonly reader: (stop: () => boolean) => Read
  readonly series: (
    selectors: Selectors,
    window: Window | null,
    limit: number,
  ) => { series: readonly Labels[]; more: boolean }
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
  /** Merges one block that has come in many parts; false when none waits. */
  readonly tidy: () => boolean
  readonly close: () => void
}

export type StoreStaging = {
  readonly append: (batch: Batch) => void
  readonly commit: () => Committed
  readonly abandon: () => void
}

const pageSize = 16_384

/** Opens (and makes) the sample database; sweeps away imports that were never committed. */
export function openStore(path: string, limits: SamplesLimits): SampleStore {
  const database = openDatabase(path, { durability: 'normal', pageSize })
  prepareSchema(database)
  const registry = new Registry(database, limits.series)
  const packs = new PackTable(database)
  const cache = new SegmentCache(packs, limits.cacheBytes)
  const compaction = new Compaction(database, packs)
  const open = new Set<StagedImport>()

  const begin = (): StoreStaging => {
    const staged = new StagedImport(database, registry, packs)
    open.add(staged)
    const end = () => {
      if (!open.delete(staged)) throw new Error('This import has ended')
    }
    return {
      append: batch => staged.append(batch),
      commit: () => {
        const { committed, packs: added } = staged.commit()
        end()
        for (const { metric, block } of added) cache.forget(metric, block)
        compaction.consider(added)
        return committed
      },
      abandon: () => {
        end()
        staged.abandon(open.size === 0)
      },
    }
  }

  const present = (selectors: Selectors, window: Window | null) =>
    presentIn(
      packs,
      known(() => selectAny(registry, selectors)),
      window,
    )

  const series = (selectors: Selectors, window: Window | null, limit: number) => {
    const found = present(selectors, window).flatMap(({ ids }) => ids.map(id => registry.labelsOf(id)))
    const printed = found.map(labels => ({ labels, text: printLabels(labels) }))
    const sorted = printed.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ labels }) => labels)
    const more = limit > 0 && sorted.length > limit
    return { series: more ? sorted.slice(0, limit) : sorted, more }
  }

  const remove = (selectors: Selectors, window: Window | null) => {
    const before = total(packs)
    for (const { metric, ids } of known(() => selectAny(registry, selectors))) {
      const gone = new Set(ids)
      const entries = packs.between(
        metric.id,
        window ? blockOf(window.from) : -Infinity,
        window ? blockOf(window.to) : Infinity,
      )
      database.transaction(() => {
        for (const entry of entries)
          rewrite(database, packs, [entry], (id, samples) => !gone.has(id) || outside(samples, window))
        const left = new Set(presentIn(packs, [{ metric, ids }], null, true).flatMap(one => one.ids))
        registry.forget(ids.filter(id => !left.has(id)))
      })
      cache.forget(metric.id)
    }
    return before - total(packs)
  }

  const removeAll = () => {
    database.transaction(() => {
      for (const entry of packs.all()) packs.erase(entry.id)
      registry.forget([...registry.metrics.values()].flatMap(metric => [...metric.series]))
      database.exec('DELETE FROM metadata')
    })
    packs.clear()
    cache.forget()
    compaction.clear()
    database.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)')
  }

  return {
    begin,
    reader: stop => makeReader(registry, packs, cache, limits.querySamples, stop),
    series,
    labelNames: (selectors, window) => labelNamesOf(registry, present(selectors, window)),
    labelValues: (name, selectors, window, limit) => {
      const values = labelValuesOf(registry, present(selectors, window), name)
      return limit > 0 ? values.slice(0, limit) : values
    },
    metadata: () =>
      database
        .prepare('SELECT metric, type, help, unit FROM metadata ORDER BY metric')
        .all<MetricMeta & Row>(),
    extent: selector =>
      extentOf(
        packs,
        known(() => selectAny(registry, [selector])),
      ),
    remove,
    removeAll,
    stats: () => statsOf(path, registry, packs),
    sizes: () =>
      database
        .prepare(
          `SELECT m.name, total(length(p.directory) + length(p.data)) AS bytes, total(p.samples) AS samples
           FROM packs p JOIN metrics m ON m.id = p.metric GROUP BY m.id ORDER BY bytes DESC, m.name`,
        )
        .all<MetricBytes & { readonly [name: string]: string | number }>(),
    tidy: () => {
      compaction.step()
      return compaction.waiting > 0
    },
    close: database.close,
  }
}

type Row = Readonly<Record<string, string>>

/** A regular expression that is none is the asker's mistake. */
function known<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof Failed) throw error
    throw new Failed({ kind: 'query', message: error instanceof Error ? error.message : String(error) })
  }
}

function total(packs: PackTable): number {
  let samples = 0
  for (const entry of packs.all()) samples += entry.samples
  return samples
}

function statsOf(path: string, registry: Registry, packs: PackTable): SamplesStats {
  const metrics = [...registry.metrics.values()].filter(metric => metric.series.length > 0)
  let earliest = Infinity
  let latest = -Infinity
  for (const { first, last } of packs.all()) {
    earliest = Math.min(earliest, first)
    latest = Math.max(latest, last)
  }
  return {
    series: metrics.reduce((sum, metric) => sum + metric.series.length, 0),
    metrics: metrics.length,
    samples: total(packs),
    bytes: statSync(path).size,
    window: earliest <= latest ? { from: earliest, to: latest + 1 } : null,
  }
}
