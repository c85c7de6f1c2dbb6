import type { Database, Row } from '#server/database/database.ts'
import type { EventKind, WorldEvent } from '#shared/ask/event.ts'
import type { Labels } from '#shared/series/labels.ts'
import { compileMatchers } from '#shared/series/matching.ts'
import type { Store } from './store.ts'

type EventRow = Row & {
  readonly id: string
  readonly kind: string
  readonly at: number
  readonly until: number | null
  readonly title: string
  readonly labels: string
  readonly link: string | null
}

/** What happened in the world, the earliest first; an event that lasted is found by any part of it. */
export function eventsOf(database: Database): Store['events'] {
  const add = database.prepare(
    `insert into events (id, kind, at, until, title, labels, link, demo) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set kind = excluded.kind, at = excluded.at, until = excluded.until, title = excluded.title,
       labels = excluded.labels, link = excluded.link, demo = excluded.demo`,
  )
  return {
    put: async (events, options) =>
      database.transaction(() => {
        const demo = options?.demo ? 1 : 0
        for (const { id, kind, at, until, title, labels, link } of events) {
          add.run(id, kind, at, until ?? null, title, JSON.stringify(labels), link ?? null, demo)
        }
      }),
    list: async ({ window, kinds, where = [], limit = 1000 }) => {
      const matches = compileMatchers(where)
      return database
        .prepare('select * from events where at < ? and (at >= ? or until > ?) order by at, id')
        .all<EventRow>(window.to, window.from, window.from)
        .map(eventOf)
        .filter(event => (kinds?.includes(event.kind) ?? true) && matches(event.labels))
        .slice(0, limit)
    },
  }
}

const eventOf = (row: EventRow): WorldEvent => ({
  id: row.id,
  kind: row.kind as EventKind,
  at: row.at,
  ...(row.until === null ? {} : { until: row.until }),
  title: row.title,
  labels: JSON.parse(row.labels) as Labels,
  ...(row.link === null ? {} : { link: row.link }),
})
