import { createHash } from 'node:crypto'
import type { Database, Row } from '#server/database/database.ts'
import { schemaVersion, type Entry } from '#shared/notebook/operation.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { upcast } from '#shared/notebook/log/upcast.ts'
import { citationsOf } from './citations.ts'
import type { Store } from './store.ts'
import { shelve } from './summary.ts'

type EntryRow = Row & { readonly entry: string }

/** The log, the newest snapshot of each notebook, and the library's rows, which are written with the log. */
export function entriesOf(database: Database): Store['entries'] {
  const add = database.prepare(
    'insert into entries (notebook, number, id, hash, entry) values (?, ?, ?, ?, ?)',
  )
  const shelf = database.prepare(
    `insert into notebooks (id, changed, demo, verdict, tags, metrics, words, summary, spark)
     values (?, ?, ?, ?, ?, ?, ?, ?, '[]')
     on conflict (id) do update set changed = excluded.changed, verdict = excluded.verdict, tags = excluded.tags,
       metrics = excluded.metrics, words = excluded.words, summary = excluded.summary`,
  )
  const snap = database.prepare(
    `insert into snapshots (notebook, schema, number, state) values (?, ?, ?, ?)
     on conflict (notebook) do update set schema = excluded.schema, number = excluded.number, state = excluded.state`,
  )

  const citations = citationsOf(database)

  const shelveRow = (notebook: Notebook, demo: boolean) => {
    const { summary, words, metrics } = shelve(notebook)
    const tags = `\n${notebook.tags.join('\n')}\n`.replaceAll('\u0000', '')
    const names = ` ${metrics.join(' ')} `
    const text = JSON.stringify(summary)
    shelf.run(notebook.id, summary.changed, demo ? 1 : 0, summary.verdict, tags, names, words, text)
  }

  return {
    append: async (notebook, entry, { snapshot, demo = false }) =>
      database.transaction(() => {
        if (citations.lost(notebook, entry)) return null
        const text = JSON.stringify(entry)
        const hash = createHash('sha256').update(text).digest('hex')
        add.run(notebook.id, entry.number, entry.id, hash, text)
        shelveRow(notebook, demo)
        citations.follow(notebook, entry)
        if (snapshot) snap.run(notebook.id, schemaVersion, notebook.number, JSON.stringify(notebook))
        return hash
      }),
    from: async (notebook, from, limit = -1) =>
      database
        .prepare('select entry from entries where notebook = ? and number >= ? order by number limit ?')
        .all<EntryRow>(notebook, from, limit)
        .map(read),
    byId: async (notebook, id) => {
      const row = database
        .prepare('select entry from entries where notebook = ? and id = ?')
        .get<EntryRow>(notebook, id)
      return row ? read(row) : null
    },
    head: async notebook =>
      database
        .prepare('select number, hash from entries where notebook = ? order by number desc limit 1')
        .get<Row & { readonly number: number; readonly hash: string }>(notebook) ?? null,
    snapshot: async notebook => {
      const row = database
        .prepare('select state from snapshots where notebook = ? and schema = ?')
        .get<Row & { readonly state: string }>(notebook, schemaVersion)
      return row ? (JSON.parse(row.state) as Notebook) : null
    },
  }
}

const read = (row: EntryRow): Entry => upcast(JSON.parse(row.entry) as Entry)
