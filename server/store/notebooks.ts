import type { Database, Row, Value } from '#server/database/database.ts'
import type { NotebookSummary } from '#shared/wire/wire.ts'
import { citationsOf } from './citations.ts'
import type { NotebookQuery, Store } from './store.ts'

type ShelfRow = Row & { readonly summary: string; readonly spark: string; readonly demo: number }

/** The library: the newest first. */
export function notebooksOf(database: Database): Store['notebooks'] {
  const citations = citationsOf(database)
  const remove = (id: string): boolean => {
    citations.forget(id)
    database.prepare('delete from pictures where notebook = ?').run(id)
    database.prepare('delete from entries where notebook = ?').run(id)
    database.prepare('delete from snapshots where notebook = ?').run(id)
    return database.prepare('delete from notebooks where id = ?').run(id).changes > 0
  }
  return {
    list: async query => {
      const { where, values } = conditions(query)
      const total = database.prepare(`select count(*) as total from notebooks ${where}`).get(...values)?.total
      const rows = database
        .prepare(
          `select summary, spark, demo from notebooks ${where} order by changed desc, id limit ? offset ?`,
        )
        .all<ShelfRow>(...values, query.limit ?? 50, query.offset ?? 0)
      return { notebooks: rows.map(summaryOf), total: Number(total) }
    },
    setSpark: async (id, values) => {
      database.prepare('update notebooks set spark = ? where id = ?').run(JSON.stringify(values), id)
    },
    removeDemo: async () =>
      database.transaction(() => {
        const rows = database
          .prepare('select id from notebooks where demo = 1')
          .all<Row & { readonly id: string }>()
        database.prepare('delete from events where demo = 1').run()
        return rows.filter(row => remove(row.id)).length
      }),
    remove: async id => database.transaction(() => remove(id)),
  }
}

const summaryOf = (row: ShelfRow): NotebookSummary => ({
  ...(JSON.parse(row.summary) as Omit<NotebookSummary, 'spark' | 'demo'>),
  spark: JSON.parse(row.spark) as NotebookSummary['spark'],
  demo: row.demo === 1,
})

const mostWords = 20
const longestWord = 200

function conditions(query: NotebookQuery): { readonly where: string; readonly values: readonly Value[] } {
  const found: (readonly [string, Value])[] = []
  const contains = (column: string, text: string) =>
    found.push([`${column} like ? escape '\\'`, `%${escaped(text)}%`])
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  for (const word of words.slice(0, mostWords)) contains('words', word.slice(0, longestWord))
  if (query.tag !== undefined) contains('tags', `\n${query.tag}\n`)
  if (query.metric !== undefined) contains('metrics', ` ${query.metric} `)
  if (query.verdict !== undefined) found.push(['verdict = ?', query.verdict])
  const where = found.length > 0 ? `where ${found.map(([condition]) => condition).join(' and ')}` : ''
  return { where, values: found.map(([, value]) => value) }
}

const escaped = (text: string) => text.replaceAll('\u0000', '').replace(/[\\%_]/g, '\\$&')
