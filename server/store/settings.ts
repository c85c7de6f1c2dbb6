import type { Database, Row } from '#server/database/database.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import type { Store, StoredSource } from './store.ts'

/**
 * Sources that somebody connected here, with their secrets; sorted by title. What an older version did not know is plain.
 */
export const sourcesOf = (database: Database): Store['sources'] => ({
  list: async () =>
    database
      .prepare('select draft from sources')
      .all<Row & { readonly draft: string }>()
      .map(row => ({ ...plainConnection, ...(JSON.parse(row.draft) as StoredSource) }))
      .toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)),
  put: async source => {
    database
      .prepare(
        'insert into sources (id, draft) values (?, ?) on conflict (id) do update set draft = excluded.draft',
      )
      .run(source.id, JSON.stringify(source))
  },
  remove: async id => database.prepare('delete from sources where id = ?').run(id).changes > 0,
})

/** Small values by name; undefined where never set. */
export const settingsOf = (database: Database): Store['settings'] => ({
  get: async name => {
    const row = database
      .prepare('select value from settings where name = ?')
      .get<Row & { readonly value: string }>(name)
    return row ? (JSON.parse(row.value) as unknown) : undefined
  },
  set: async (name, value) => {
    database
      .prepare(
        'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
      )
      .run(name, JSON.stringify(value))
  },
})
