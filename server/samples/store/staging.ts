import type { Database } from '#server/database/database.ts'
import { encodePack } from '#server/samples/codec/pack.ts'
import type { Batch, Committed } from '#server/samples/samples.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import type { RawSeries } from '#shared/series/series.ts'
import { blockLength, blockOf } from './schema.ts'
import { merged, type Samples } from './merge.ts'
import type { PackEntry, PackTable } from './packTable.ts'
import type { Registry } from './registry.ts'

/** Samples held back before they are packed and written: 64 MB of them. */
const mostBuffered = 4_000_000

type Piece = {
  readonly block: number
  readonly from: number
  readonly to: number
  readonly times: Float64Array
}

/** One import on its way in: buffered, packed, written under its own number, and unseen until `commit`. */
export class StagedImport {
  readonly #database: Database
  readonly #registry: Registry
  readonly #packs: PackTable
  readonly #id: number
  readonly #series = new Set<number>()
  readonly #meta = new Map<string, MetricMeta>()
  readonly #made: number[] = []
  #buffer = new Map<number, Map<number, Map<number, Samples[]>>>()
  #buffered = 0
  #samples = 0
  #first = Infinity
  #last = -Infinity

  constructor(database: Database, registry: Registry, packs: PackTable) {
    this.#database = database
    this.#registry = registry
    this.#packs = packs
    this.#id = database.prepare('INSERT INTO imports (rank) VALUES (NULL)').run().lastRowId
  }

  append({ meta, series }: Batch) {
    for (const each of series) check(each)
    for (const each of meta ?? []) this.#meta.set(each.metric, each)
    const ids = this.#identify(series)
    const cuts = new Map<Float64Array, readonly Piece[]>()
    series.forEach((given, i) => {
      if (given.times.length > 0) this.#hold(ids[i] as number, merged([given]), cuts)
    })
    if (this.#buffered >= mostBuffered) this.#flush()
  }

  /** Makes it all seen, at once; answers what came in, and the packs that it came in. */
  commit(): { readonly committed: Committed; readonly packs: readonly PackEntry[] } {
    this.#flush()
    this.#database.transaction(() => {
      this.#database
        .prepare('UPDATE imports SET rank = (SELECT coalesce(max(rank), 0) + 1 FROM imports) WHERE id = ?')
        .run(this.#id)
      this.#registry.markUsed(this.#series)
      const describe = this.#database.prepare(
        'INSERT OR REPLACE INTO metadata (metric, type, help, unit) VALUES (?, ?, ?, ?)',
      )
      for (const { metric, type, help, unit } of this.#meta.values()) describe.run(metric, type, help, unit)
    })
    this.#registry.show(this.#series)
    const window = this.#samples > 0 ? { from: this.#first, to: this.#last + 1 } : null
    return {
      committed: { samples: this.#samples, series: this.#series.size, window },
      packs: this.#packs.addImport(this.#id),
    }
  }

  /** Leaves nothing; `alone`: no other import may have met the series that this one has made. */
  abandon(alone: boolean) {
    this.#buffer = new Map()
    this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM packs WHERE import = ?').run(this.#id)
      this.#database.prepare('DELETE FROM imports WHERE id = ?').run(this.#id)
      if (alone) this.#registry.forgetUnused(this.#made)
    })
  }

  #identify(series: readonly RawSeries[]): readonly number[] {
    const made: number[] = []
    try {
      return this.#database.transaction(() =>
        series.map(({ labels }) => {
          const { id, fresh } = this.#registry.idOf(labels)
          if (fresh) made.push(id)
          return id
        }),
      )
    } catch (error) {
      this.#registry.forgetUnused(made.splice(0))
      throw error
    } finally {
      for (const id of made) this.#made.push(id)
    }
  }

  #hold(id: number, samples: Samples, cuts: Map<Float64Array, readonly Piece[]>) {
    const metric = this.#registry.metricOf(id)?.id as number
    let pieces = cuts.get(samples.times)
    if (!pieces) cuts.set(samples.times, (pieces = cut(samples.times)))
    for (const { block, from, to, times } of pieces) {
      const blocks = entryOf(this.#buffer, metric, () => new Map<number, Map<number, Samples[]>>())
      const runs = entryOf(
        entryOf(blocks, block, () => new Map<number, Samples[]>()),
        id,
        () => [],
      )
      const stale = samples.stale?.subarray(from, to)
      const values = samples.values.subarray(from, to)
      runs.push(stale ? { times, values, stale } : { times, values })
    }
    const count = samples.times.length
    this.#series.add(id)
    this.#buffered += count
    this.#samples += count
    this.#first = Math.min(this.#first, samples.times[0] as number)
    this.#last = Math.max(this.#last, samples.times.at(-1) as number)
  }

  #flush() {
    this.#database.transaction(() => {
      for (const [metric, blocks] of this.#buffer)
        for (const [block, series] of blocks) writePack(this.#packs, metric, block, this.#id, series)
    })
    this.#buffer = new Map()
    this.#buffered = 0
  }
}

/** Merges the runs of each series, packs them and writes the pack; answers its id. */
export function writePack(
  packs: PackTable,
  metric: number,
  block: number,
  owner: number,
  series: ReadonlyMap<number, readonly Samples[]>,
): PackEntry['id'] {
  let samples = 0
  let first = Infinity
  let last = -Infinity
  const ascending = [...series.keys()].sort((a, b) => a - b)
  const packed = ascending.map(id => {
    const { times, values, stale } = merged(series.get(id) ?? [])
    samples += times.length
    first = Math.min(first, times[0] as number)
    last = Math.max(last, times.at(-1) as number)
    return { id, times, values, stale }
  })
  return packs.write(metric, block, owner, encodePack(packed, block * blockLength), { samples, first, last })
}

/** The stretches of ascending times that lie in one block each. */
function cut(times: Float64Array): readonly Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; from < times.length;) {
    const block = blockOf(times[from] as number)
    const end = (block + 1) * blockLength
    let low = from
    let high = times.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((times[middle] as number) < end) low = middle + 1
      else high = middle
    }
    pieces.push({ block, from, to: low, times: times.subarray(from, low) })
    from = low
  }
  return pieces
}

function check({ times, values, stale }: RawSeries) {
  if (values.length !== times.length || (stale && stale.length !== times.length))
    throw new RangeError('A series needs as many values, and stale flags, as times')
  for (const time of times)
    if (!(time >= 0 && Number.isSafeInteger(time)))
      throw new RangeError(`The time of a sample must be whole milliseconds from 0 on, not ${time}`)
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
