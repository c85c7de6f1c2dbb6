import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Database, Row } from '#server/database/database.ts'
import type { Hash } from '#shared/notebook/notebook.ts'
import type { Store } from './store.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Evidence by its hash, kept as gzip so that it can go out as it is. `clock`: when it came, for `sweep`. */
export function evidenceOf(database: Database, clock: () => number): Store['evidence'] {
  const has = (hash: Hash) =>
    database.prepare('select 1 as one from evidence where hash = ?').get(hash) !== undefined
  const gzipped = async (hash: Hash): Promise<Uint8Array | null> =>
    database
      .prepare('select gzip from evidence where hash = ?')
      .get<Row & { readonly gzip: Uint8Array }>(hash)?.gzip ?? null

  const put: Store['evidence']['put'] = async (hash, bytes) => {
    const own = createHash('sha256').update(bytes).digest('hex')
    if (own !== hash) throw new Error(`These bytes have the hash ${own}, not ${hash}.`)
    if (has(hash)) return
    const packed = await pack(bytes, { level: 4 })
    database
      .prepare('insert into evidence (hash, at, size, gzip) values (?, ?, ?, ?) on conflict do nothing')
      .run(hash, clock(), bytes.length, packed)
  }

  const removeUnkept = (keep: ReadonlySet<Hash>, before: number, where: string): number => {
    const rows = database
      .prepare(`select hash from evidence where at < ? and ${where}`)
      .all<Row & { readonly hash: string }>(before)
    const gone = rows.filter(row => !keep.has(row.hash))
    for (const row of gone) database.prepare('delete from evidence where hash = ?').run(row.hash)
    return gone.length
  }

  return {
    put,
    get: async hash => {
      const packed = await gzipped(hash)
      return packed && new Uint8Array(await unpack(packed))
    },
    gzipped,
    putDetail: async (evidence, hash, bytes) => {
      await put(hash, bytes)
      database
        .prepare(
          'insert into details (evidence, detail) values (?, ?) on conflict do update set detail = excluded.detail',
        )
        .run(evidence, hash)
    },
    detailOf: async evidence =>
      database
        .prepare('select detail from details where evidence = ?')
        .get<Row & { readonly detail: string }>(evidence)?.detail ?? null,
    sweep: async (keep, before) =>
      database.transaction(() => {
        const unlinked = 'hash not in (select detail from details)'
        const evidence = removeUnkept(keep, before, unlinked)
        database.exec('delete from details where evidence not in (select hash from evidence)')
        return evidence + removeUnkept(keep, before, unlinked)
      }),
  }
}
