import type { Database } from '#server/database/database.ts'
import { seriesOf } from '#server/samples/codec/pack.ts'
import type { Samples } from './merge.ts'
import type { PackEntry, PackTable } from './packTable.ts'
import { writePack } from './staging.ts'

/** So many packs of one metric and block are merged into one. */
const mostPacks = 4

/** Blocks that have come in many parts, and wait to be merged. */
export class Compaction {
  readonly #database: Database
  readonly #packs: PackTable
  readonly #waiting = new Map<string, { readonly metric: number; readonly block: number }>()

  constructor(database: Database, packs: PackTable) {
    this.#database = database
    this.#packs = packs
    this.consider([...packs.all()])
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Notes the blocks of these packs that are in too many parts. */
  consider(entries: readonly PackEntry[]) {
    for (const { metric, block } of entries)
      if (this.#packs.between(metric, block, block).length >= mostPacks)
        this.#waiting.set(`${metric} ${block}`, { metric, block })
  }

  clear() {
    this.#waiting.clear()
  }

  /** Merges one block, if one waits. What can be read stays the same. */
  step() {
    const [next] = this.#waiting
    if (!next) return
    this.#waiting.delete(next[0])
    const entries = this.#packs.between(next[1].metric, next[1].block, next[1].block)
    if (entries.length > 1) rewrite(this.#database, this.#packs, entries, () => true)
  }
}

/**
 * Puts one pack in place of several of one metric and block, ascending by rank, with the series of those samples that are to be kept.
 * `keep` may answer samples in place of a series. With nothing left there is no pack.
 */
export function rewrite(
  database: Database,
  packs: PackTable,
  entries: readonly PackEntry[],
  keep: (id: number, samples: Samples) => boolean | Samples,
) {
  const newest = entries.at(-1)
  if (!newest) return
  const series = new Map<number, Samples[]>()
  for (const entry of entries) {
    const pack = packs.read(entry)
    for (let slot = 0; slot < pack.directory.length; slot++) {
      const { id, times, values, stale } = seriesOf(pack, slot)
      const samples = stale ? { times, values, stale } : { times, values }
      const kept = keep(id, samples)
      if (kept === false) continue
      const run = kept === true ? samples : kept
      if (run.times.length > 0) series.set(id, [...(series.get(id) ?? []), run])
    }
  }
  const written = database.transaction(() => {
    for (const entry of entries) packs.erase(entry.id)
    return series.size > 0 ? writePack(packs, newest.metric, newest.block, newest.import, series) : undefined
  })
  for (const entry of entries) packs.drop(entry)
  if (written !== undefined) packs.addOne(written)
}
