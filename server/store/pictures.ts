import type { Database, Row } from '#server/database/database.ts'
import type { Hash, Id } from '#shared/notebook/notebook.ts'
import type { Ms } from '#shared/time/window.ts'
import { standings } from './citations.ts'

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

/** A picture as it is kept: its bytes are shown as they are, so they must have been checked. */
export type Picture = { readonly type: PictureType; readonly bytes: Uint8Array }

/** The pictures in the texts of notebooks, each kept with its notebook and found by its hash there only. */
export type Pictures = {
  /** Idempotent; false: with it the notebook would have more than `most` bytes of pictures. */
  readonly put: (notebook: Id, hash: Hash, picture: Picture, most: number) => Promise<boolean>
  readonly get: (notebook: Id, hash: Hash) => Promise<Picture | null>
  /**
   * Notes since when no text has shown a picture, and removes those for which that was before the instant; how many went, and their bytes.
   */
  readonly sweep: (before: Ms) => Promise<{ readonly count: number; readonly bytes: number }>
}

const cited = `exists (select 1 from citations c where c.hash = pictures.hash and c.notebook = pictures.notebook
  and c.standing = ${standings.indexOf('picture')})`

/** The pictures in a database; `clock` in milliseconds. */
export function picturesOf(database: Database, clock: () => Ms): Pictures {
  const find = database.prepare('select type, bytes from pictures where notebook = ? and hash = ?')
  const again = database.prepare('update pictures set uncited = ? where notebook = ? and hash = ?')
  return {
    put: async (notebook, hash, { type, bytes }, most) =>
      database.transaction(() => {
        if (again.run(clock(), notebook, hash).changes > 0) return true
        const held = database
          .prepare('select total(size) as held from pictures where notebook = ?')
          .get(notebook)?.held
        if (Number(held) + bytes.length > most) return false
        database
          .prepare(
            'insert into pictures (notebook, hash, type, at, size, uncited, bytes) values (?, ?, ?, ?, ?, ?, ?)',
          )
          .run(notebook, hash, type, clock(), bytes.length, clock(), bytes)
        return true
      }),
    get: async (notebook, hash) => {
      const row = find.get<Row & { readonly type: PictureType; readonly bytes: Uint8Array }>(notebook, hash)
      return row ? { type: row.type, bytes: row.bytes } : null
    },
    sweep: async before =>
      database.transaction(() => {
        database.exec(`update pictures set uncited = null where uncited is not null and ${cited}`)
        database
          .prepare(`update pictures set uncited = ? where uncited is null and not ${cited}`)
          .run(clock())
        const gone = database
          .prepare('select count(*) as count, total(size) as bytes from pictures where uncited < ?')
          .get(before)
        database.prepare('delete from pictures where uncited < ?').run(before)
        return { count: Number(gone?.count), bytes: Number(gone?.bytes) }
      }),
  }
}
