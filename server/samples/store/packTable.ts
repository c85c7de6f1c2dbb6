import type { Database, Row } from '#server/database/database.ts'
import { Directory, Pack, type EncodedPack } from '#server/samples/codec/pack.ts'
import type { Ms } from '#shared/time/window.ts'

/** What is known of a pack without reading it. */
export type PackEntry = {
  readonly id: number
  readonly metric: number
  readonly block: number
  readonly import: number
  readonly rank: number
  readonly samples: number
  readonly first: Ms
  readonly last: Ms
}

type EntryRow = Row & { readonly [Name in keyof PackEntry]: number }

const entries = `
  SELECT p.id, p.metric, p.block, p.import, i.rank, p.samples, p.first, p.last
  FROM packs p JOIN imports i ON i.id = p.import WHERE i.rank IS NOT NULL`

/** The packs of all committed imports, by metric and block; their bytes stay in the database. */
export class PackTable {
  readonly #byMetric = new Map<number, Map<number, PackEntry[]>>()
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
    for (const entry of database.prepare(entries).all<EntryRow>()) this.add(entry)
  }

  /** Writes a pack; it is found once it is added. */
  write(
    metric: number,
    block: number,
    owner: number,
    encoded: EncodedPack,
    extent: Pick<PackEntry, 'samples' | 'first' | 'last'>,
  ): number {
    return this.#database
      .prepare(
        'INSERT INTO packs (metric, block, import, samples, first, last, directory, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(metric, block, owner, extent.samples, extent.first, extent.last, encoded.directory, encoded.data)
      .lastRowId
  }

  erase(id: number) {
    this.#database.prepare('DELETE FROM packs WHERE id = ?').run(id)
  }

  /** Adds the packs of an import that has just been committed; answers them. */
  addImport(owner: number): readonly PackEntry[] {
    const added = this.#database.prepare(`${entries} AND p.import = ?`).all<EntryRow>(owner)
    for (const entry of added) this.add(entry)
    return added
  }

  addOne(id: number) {
    for (const entry of this.#database.prepare(`${entries} AND p.id = ?`).all<EntryRow>(id)) this.add(entry)
  }

  add(entry: PackEntry) {
    let blocks = this.#byMetric.get(entry.metric)
    if (!blocks) this.#byMetric.set(entry.metric, (blocks = new Map()))
    const packs = [...(blocks.get(entry.block) ?? []), entry]
    blocks.set(
      entry.block,
      packs.sort((a, b) => a.rank - b.rank || a.id - b.id),
    )
  }

  drop(entry: PackEntry) {
    const blocks = this.#byMetric.get(entry.metric)
    const left = (blocks?.get(entry.block) ?? []).filter(each => each.id !== entry.id)
    if (left.length > 0) blocks?.set(entry.block, left)
    else blocks?.delete(entry.block)
  }

  clear() {
    this.#byMetric.clear()
  }

  /** The packs of a metric in blocks `from` to `to` (both included), ascending by block, then by rank. */
  between(metric: number, from = -Infinity, to = Infinity): readonly PackEntry[] {
    const blocks = this.#byMetric.get(metric)
    if (!blocks) return []
    const numbers = [...blocks.keys()].filter(block => block >= from && block <= to).sort((a, b) => a - b)
    return numbers.flatMap(block => blocks.get(block) ?? [])
  }

  *all(): Generator<PackEntry> {
    for (const blocks of this.#byMetric.values()) for (const packs of blocks.values()) yield* packs
  }

  directoryOf(entry: PackEntry): Directory {
    const row = this.#database
      .prepare('SELECT directory FROM packs WHERE id = ?')
      .get<{ directory: Uint8Array }>(entry.id)
    return new Directory(row?.directory ?? new Uint8Array())
  }

  read(entry: PackEntry): Pack {
    const row = this.#database
      .prepare('SELECT directory, data FROM packs WHERE id = ?')
      .get<{ directory: Uint8Array; data: Uint8Array }>(entry.id)
    return new Pack(new Directory(row?.directory ?? new Uint8Array()), row?.data ?? new Uint8Array())
  }
}
