import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Database, Row } from '#server/database/database.ts'
import type { Hash } from '#shared/notebook/notebook.ts'
import type { WhyGone } from './keep.ts'
import type { Store } from './store.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Evidence by its hash, kept as gzip so that it can go out as it is. `clock`: when it was last put, for keeping it small. */
export function evidenceOf(database: Database, clock: () => number): Store['evidence'] {
  const touch = database.prepare('update evidence set at = ? where hash = ?')
  const remembered = database.prepare('delete from swept where hash = ?')
  const gzipped = async (hash: Hash): Promise<Uint8Array | null> =>
    database
      .prepare('select gzip from evidence where hash = ?')
      .get<Row & { readonly gzip: Uint8Array }>(hash)?.gzip ?? null

  const put: Store['evidence']['put'] = async (hash, bytes) => {
    const own = createHash('sha256').update(bytes).digest('hex')
    if (own !== hash) throw new Error(`These bytes have the hash ${own}, not ${hash}.`)
    if (touch.run(clock(), hash).changes > 0) return
    const packed = await pack(bytes, { level: 4 })
    database.transaction(() => {
      database
        .prepare(
          `insert into evidence (hash, at, size, gzip) values (?, ?, ?, ?)
           on conflict (hash) do update set at = excluded.at`,
        )
        .run(hash, clock(), bytes.length, packed)
      remembered.run(hash)
    })
  }

  return {
    put,
    get: async hash => {
      const packed = await gzipped(hash)
      return packed && new Uint8Array(await unpack(packed))
    },
    gzipped,
    whyGone: async hash =>
      database.prepare('select why from swept where hash = ?').get<Row & { readonly why: WhyGone }>(hash)
        ?.why ?? null,
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
  }
}
