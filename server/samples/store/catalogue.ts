import { metricName } from '#shared/series/labels.ts'
import type { Window } from '#shared/time/window.ts'
import type { PackEntry, PackTable } from './packTable.ts'
import type { Registry } from './registry.ts'
import { blockLength, blockOf } from './schema.ts'
import type { Selected } from './select.ts'

/**
 * Those of the series that have samples in the window; all of them for all of time, unless `look`. A series whose first and last sample in a
 * block of two hours lie around the window counts as having some.
 */
export function presentIn(
  packs: PackTable,
  selected: readonly Selected[],
  window: Window | null,
  look = false,
): readonly Selected[] {
  if (window === null && !look) return selected
  const { from, to } = window ?? { from: 0, to: Infinity }
  return selected.flatMap(({ metric, ids }) => {
    const wanted = new Set(ids)
    const found = new Set<number>()
    for (const pack of packs.between(metric.id, blockOf(from), blockOf(to))) {
      if (found.size === wanted.size) break
      if (pack.first >= to || pack.last < from) continue
      for (const { id, first, last } of seriesIn(packs, pack))
        if (wanted.has(id) && first < to && last >= from) found.add(id)
    }
    return found.size > 0 ? [{ metric, ids: ids.filter(id => found.has(id)) }] : []
  })
}

/** From the first sample of any of the series to just after the last; null where there are none. */
export function extentOf(packs: PackTable, selected: readonly Selected[]): Window | null {
  let earliest = Infinity
  let latest = -Infinity
  for (const { metric, ids } of selected) {
    const entries = packs.between(metric.id)
    const wanted = ids.length === metric.series.length ? null : new Set(ids)
    const from = firstFound(entries, entry => edgeOf(packs, entry, wanted, 'first'), Math.min)
    const to = firstFound(entries.toReversed(), entry => edgeOf(packs, entry, wanted, 'last'), Math.max)
    earliest = Math.min(earliest, from ?? Infinity)
    latest = Math.max(latest, to ?? -Infinity)
  }
  return earliest <= latest ? { from: earliest, to: latest + 1 } : null
}

/** The best edge within the first block that has one. */
function firstFound(
  entries: readonly PackEntry[],
  edge: (entry: PackEntry) => number | undefined,
  better: (a: number, b: number) => number,
): number | undefined {
  let best: number | undefined
  let block: number | undefined
  for (const entry of entries) {
    if (best !== undefined && entry.block !== block) break
    const found = edge(entry)
    if (found !== undefined) best = better(best ?? found, found)
    block = entry.block
  }
  return best
}

function edgeOf(
  packs: PackTable,
  entry: PackEntry,
  wanted: ReadonlySet<number> | null,
  side: 'first' | 'last',
): number | undefined {
  if (wanted === null) return entry[side]
  let best: number | undefined
  for (const series of seriesIn(packs, entry)) {
    if (!wanted.has(series.id)) continue
    const found = series[side]
    best = side === 'first' ? Math.min(best ?? found, found) : Math.max(best ?? found, found)
  }
  return best
}

function* seriesIn(packs: PackTable, entry: PackEntry) {
  const directory = packs.directoryOf(entry)
  const start = entry.block * blockLength
  for (let slot = 0; slot < directory.length; slot++)
    yield { id: directory.id(slot), first: start + directory.first(slot), last: start + directory.last(slot) }
}

/** Sorted. */
export function labelNamesOf(registry: Registry, selected: readonly Selected[]): readonly string[] {
  const names = new Set<string>()
  for (const { metric, ids } of selected) {
    if (metric.name !== '') names.add(metricName)
    if (ids.length === metric.series.length) for (const name of metric.postings.keys()) names.add(name)
    else for (const id of ids) for (const name of Object.keys(registry.labelsOf(id))) names.add(name)
  }
  return [...names].sort()
}

/** Sorted. */
export function labelValuesOf(
  registry: Registry,
  selected: readonly Selected[],
  name: string,
): readonly string[] {
  const values = new Set<string>()
  for (const { metric, ids } of selected) {
    if (name === metricName) values.add(metric.name)
    else if (ids.length === metric.series.length)
      for (const value of metric.postings.get(name)?.keys() ?? []) values.add(value)
    else for (const id of ids) values.add(registry.labelsOf(id)[name] ?? '')
  }
  values.delete('')
  return [...values].sort()
}
