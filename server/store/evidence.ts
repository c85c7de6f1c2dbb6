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

  return {
    put: async (hash, bytes) => {
      const own = createHash('sha256').update(bytes).digest('hex')
      if (own !== hash) throw new Error(`These bytes have the hash ${own}, not ${hash}.`)
      if (has(hash)) return
      const packed = await pack(bytes, { level: 4 })
      database
        .prepare('insert into evidence (hash, at, size, gzip) values (?, ?, ?, ?) on conflict do nothing')
        .run(hash, clock(), bytes.length, packed)
    },
    get: async hash => {
      const packed = await gzipped(hash)
      return packed && new Uint8Array(await unpack(packed))
    },
    gzipped,
    sweep: async (keep, before) =>
      database.transaction(() => {
        const rows = database
          .prepare('select hash from evidence where at < ?')
          .all<Row & { readonly hash: string }>(before)
        const gone = rows.filter(row => !keep.has(row.hash))
        for (const row of gone) database.prepare('delete from evidence where hash = ?').run(row.hash)
        return gone.length
      }),
  }
}
