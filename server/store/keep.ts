import { statSync } from 'node:fs'
import type { Database, Row } from '#server/database/database.ts'
import type { Hash, Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Ms } from '#shared/time/window.ts'
import { citationsOf, standings, type Standing } from './citations.ts'

/** `age`: nobody judged it in its days; `room`: it went before they were over; `asked`: somebody freed it. */
export type WhyGone = 'age' | 'room' | 'asked'

/** A piece of evidence, or a detail of some, as it stands in the file. Bytes as packed. */
export type Held = {
  /** Ascending; where the next page goes on. */
  readonly place: number
  readonly hash: Hash
  readonly bytes: number
  /** The last time that it was put, or that a step which cites it was altered. */
  readonly at: Ms
  /** The notebook that holds on to it most firmly, and how; null: none does. */
  readonly cited: { readonly notebook: Id; readonly standing: Exclude<Standing, 'picture'> } | null
  /** The evidence that it is the detail of; null: it is evidence itself. */
  readonly detailOf: Hash | null
}

/** Bytes of a notebook's own rows. */
export type NotebookBytes = {
  readonly id: Id
  readonly title: string
  readonly log: number
  readonly pictures: number
}

/** Of the database's files: all bytes, and those of empty pages. */
export type FileBytes = { readonly file: number; readonly free: number }

/** What keeps the notebooks' database small. Each call is short: long work is many calls. */
export type Keep = {
  /** Notebooks of an earlier version, of which it is not known yet what they cite: nothing may be removed before they are counted. */
  readonly uncounted: () => Promise<readonly Id[]>
  /** Writes down what a notebook cites; does nothing where its log has gone on since. */
  readonly count: (notebook: Notebook) => Promise<void>
  /** Evidence and details in the order of their places, after one; fewer than the limit: there are no more. */
  readonly page: (after: number, limit: number) => Promise<readonly Held[]>
  /**
   * Removes evidence with its details, and answers the bytes that this frees. What has been judged, is the latest of its step, or was put at
   * `before` or later stays, whatever was thought when it was chosen.
   */
  readonly remove: (
    hashes: readonly Hash[],
    before: Ms,
    why: WhyGone,
  ) => Promise<{ readonly count: number; readonly bytes: number }>
  /** Removes the details of evidence, and answers the bytes that this frees. */
  readonly removeDetails: (evidence: readonly Hash[]) => Promise<number>
  /** Ascending by title, one page of notebooks. */
  readonly notebooks: (offset: number, limit: number) => Promise<readonly NotebookBytes[]>
  readonly file: () => Promise<FileBytes>
  /** Gives up to so many free pages back to the disk; how many are still free. */
  readonly shrink: (pages: number) => Promise<number>
  /** Writes what was committed into the file itself, and empties the file ahead of it. */
  readonly settle: () => Promise<void>
}

type HeldRow = Row & {
  readonly place: number
  readonly hash: string
  readonly bytes: number
  readonly at: number
  readonly cited: string | null
  readonly detailOf: string | null
}

const held = `
  select place, hash, bytes, at, detailOf,
    (select c.standing || ' ' || c.at || ' ' || c.notebook from citations c where c.hash = coalesce(detailOf, e.hash)
     order by c.standing, c.at desc limit 1) as cited
  from (
    select rowid as place, hash, length(gzip) as bytes, at,
      case when exists (select 1 from citations c where c.hash = evidence.hash) then null else (
        select d.evidence from details d left join citations c on c.hash = d.evidence where d.detail = evidence.hash
        order by coalesce(c.standing, ${standings.length}) limit 1) end as detailOf
    from evidence where rowid > ? order by rowid limit ?) e`

function heldOf({ cited, ...row }: HeldRow): Held {
  const [standing = '', at = '', notebook = ''] = cited?.split(' ') ?? []
  if (cited === null) return { ...row, cited: null }
  return {
    ...row,
    at: Math.max(row.at, Number(at)),
    cited: { notebook, standing: standings[Number(standing)] as Exclude<Standing, 'picture'> },
  }
}

const numberOf = (database: Database, pragma: string) =>
  Number(Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0] ?? 0)

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/**
 * Does work that may be lost with the power, since it would only have to be done again: without waiting for the disk at each commit, and in
 * shorter turns of writing to the file itself. What is committed after it is as safe as ever.
 */
function lightly<Result>(database: Database, work: () => Result): Result {
  database.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 200')
  try {
    return work()
  } finally {
    database.exec('pragma synchronous = full; pragma wal_autocheckpoint = 1000')
  }
}

const firm = standings.indexOf('latest')

/** What is kept in a database and may go; `path`: its file, `clock` in milliseconds. */
export function keepOf(database: Database, path: string, clock: () => Ms): Keep {
  const citations = citationsOf(database)
  const evidenceRow = database.prepare(
    `select length(gzip) as bytes from evidence where hash = ? and at < ?
     and not exists (select 1 from citations where hash = evidence.hash and standing <= ${firm})
     and not exists (select 1 from details where detail = evidence.hash)`,
  )
  const erase = database.prepare('delete from evidence where hash = ?')
  const mark = database.prepare(
    `insert into swept (hash, at, why) select ?1, ?2, ?3 where exists (select 1 from citations where hash = ?1)
     on conflict do update set at = excluded.at, why = excluded.why`,
  )
  const detail = database.prepare('select detail from details where evidence = ?')
  const unlink = database.prepare('delete from details where evidence = ?')
  const looseDetail = database.prepare(
    `select length(gzip) as bytes from evidence where hash = ? and not exists (select 1 from details where detail = evidence.hash)
     and not exists (select 1 from citations where hash = evidence.hash)`,
  )

  /** The bytes that go with the detail of a piece of evidence: none where other evidence shares it. */
  const dropDetail = (evidence: Hash): number => {
    const found = detail.get<Row & { readonly detail: string }>(evidence)
    if (found === undefined) return 0
    unlink.run(evidence)
    const loose = looseDetail.get<Row & { readonly bytes: number }>(found.detail)
    if (loose !== undefined) erase.run(found.detail)
    return loose?.bytes ?? 0
  }

  return {
    uncounted: async () =>
      database
        .prepare('select notebook from uncounted')
        .all<Row & { readonly notebook: string }>()
        .map(row => row.notebook),
    count: async notebook =>
      database.transaction(() => {
        const last = database
          .prepare('select max(number) as last from entries where notebook = ?')
          .get(notebook.id)?.last
        if (last === notebook.number) citations.count(notebook)
      }),
    page: async (after, limit) => database.prepare(held).all<HeldRow>(after, limit).map(heldOf),
    remove: async (hashes, before, why) => {
      const removeAll = () => {
        let [count, bytes] = [0, 0]
        for (const hash of hashes) {
          const row = evidenceRow.get<Row & { readonly bytes: number }>(hash, before)
          if (row === undefined) continue
          erase.run(hash)
          mark.run(hash, clock(), why)
          count += 1
          bytes += row.bytes + dropDetail(hash)
        }
        return { count, bytes }
      }
      return lightly(database, () => database.transaction(removeAll))
    },
    removeDetails: async evidence =>
      lightly(database, () =>
        database.transaction(() => evidence.reduce((sum, hash) => sum + dropDetail(hash), 0)),
      ),
    notebooks: async (offset, limit) =>
      database
        .prepare(
          `select n.id, json_extract(n.summary, '$.title') as title,
             (select total(length(cast(entry as blob))) from entries where notebook = n.id) +
             (select total(length(cast(state as blob))) from snapshots where notebook = n.id) +
             length(cast(n.words as blob)) + length(cast(n.summary as blob)) + length(n.spark) as log,
             (select total(size) from pictures where notebook = n.id) as pictures
           from notebooks n order by n.id limit ? offset ?`,
        )
        .all<Row & NotebookBytes>(limit, offset),
    file: async () => ({
      file: sizeOf(path) + sizeOf(`${path}-wal`),
      free: numberOf(database, 'freelist_count') * numberOf(database, 'page_size'),
    }),
    shrink: async pages => {
      lightly(database, () => database.exec(`pragma incremental_vacuum(${Math.max(1, Math.trunc(pages))})`))
      return numberOf(database, 'freelist_count')
    },
    settle: async () => database.exec('pragma wal_checkpoint(truncate)'),
  }
}
