import type { Database } from '#server/database/database.ts'
import { Failed } from '#shared/query/failure.ts'
import { canonicalLabels, labelKey, metricName, type Labels } from '#shared/series/labels.ts'

/** All series of one metric name. `series` holds only those in use, ascending by id; so do the postings. */
export type Metric = {
  readonly id: number
  readonly name: string
  readonly series: number[]
  /** label → value → ids of series, ascending. The name itself is not among the labels. */
  readonly postings: Map<string, Map<string, number[]>>
}

/** Which series there are, and their ids. A series is found by selectors once it is in use, that is, once an import with it is committed. */
export class Registry {
  readonly metrics = new Map<string, Metric>()
  readonly #byId = new Map<
    number,
    { readonly labels: Labels; readonly key: string; readonly metric: Metric; used: boolean }
  >()
  readonly #ids = new Map<string, number>()
  readonly #database: Database
  readonly #most: number
  #next = 1

  constructor(database: Database, most: number) {
    this.#database = database
    this.#most = most
    const rows = database
      .prepare(
        'SELECT s.id, s.labels, s.metric, m.name FROM series s JOIN metrics m ON m.id = s.metric ORDER BY s.id',
      )
      .all<{ id: number; labels: string; metric: number; name: string }>()
    for (const row of rows) {
      const labels = JSON.parse(row.labels) as Labels
      this.#add(row.id, labels, labelKey(labels), this.#metric(row.name, row.metric))
      this.#show(row.id)
    }
  }

  get size(): number {
    return this.#ids.size
  }

  labelsOf(id: number): Labels {
    return this.#byId.get(id)?.labels ?? {}
  }

  metricOf(id: number): Metric | undefined {
    return this.#byId.get(id)?.metric
  }

  /** The id of a series, a fresh one where it has none. Throws where the store would hold too many. */
  idOf(given: Labels): { readonly id: number; readonly fresh: boolean } {
    const key = labelKey(given)
    const known = this.#ids.get(key)
    if (known !== undefined) return { id: known, fresh: false }
    if (this.#ids.size >= this.#most) throw tooManySeries(this.#most)
    const labels = canonicalLabels(given)
    const metric = this.#metric(labels[metricName] ?? '')
    const id = this.#next
    this.#database
      .prepare('INSERT INTO series (id, metric, labels) VALUES (?, ?, ?)')
      .run(id, metric.id, JSON.stringify(labels))
    this.#add(id, labels, key, metric)
    return { id, fresh: true }
  }

  /** Within a transaction of the caller's: notes in the database that these are in use; `show` then makes them be found. */
  markUsed(ids: Iterable<number>) {
    const mark = this.#database.prepare('UPDATE series SET used = 1 WHERE id = ?')
    for (const id of ids) if (this.#byId.get(id)?.used === false) mark.run(id)
  }

  show(ids: Iterable<number>) {
    for (const id of ids) this.#show(id)
  }

  /** Forgets series, within a transaction of the caller's. */
  forget(ids: Iterable<number>) {
    const remove = this.#database.prepare('DELETE FROM series WHERE id = ?')
    for (const id of ids) {
      remove.run(id)
      this.#hide(id)
    }
  }

  forgetUnused(ids: readonly number[]) {
    this.forget(ids.filter(id => this.#byId.get(id)?.used === false))
  }

  #hide(id: number) {
    const entry = this.#byId.get(id)
    if (!entry) return
    const { labels, key, metric } = entry
    this.#byId.delete(id)
    this.#ids.delete(key)
    drop(metric.series, id)
    for (const [name, values] of metric.postings) {
      const ids = values.get(labels[name] ?? '')
      if (!ids) continue
      drop(ids, id)
      if (ids.length === 0) values.delete(labels[name] ?? '')
      if (values.size === 0) metric.postings.delete(name)
    }
  }

  #metric(name: string, known?: number): Metric {
    const found = this.metrics.get(name)
    if (found) return found
    const id = known ?? this.#database.prepare('INSERT INTO metrics (name) VALUES (?)').run(name).lastRowId
    const metric: Metric = { id, name, series: [], postings: new Map() }
    this.metrics.set(name, metric)
    return metric
  }

  #add(id: number, labels: Labels, key: string, metric: Metric) {
    this.#byId.set(id, { labels, key, metric, used: false })
    this.#ids.set(key, id)
    this.#next = Math.max(this.#next, id + 1)
  }

  #show(id: number) {
    const entry = this.#byId.get(id)
    if (!entry || entry.used) return
    entry.used = true
    insert(entry.metric.series, id)
    for (const [name, value] of Object.entries(entry.labels)) {
      if (name === metricName) continue
      let values = entry.metric.postings.get(name)
      if (!values) entry.metric.postings.set(name, (values = new Map()))
      const ids = values.get(value)
      if (ids) insert(ids, id)
      else values.set(value, [id])
    }
  }
}

export const tooManySeries = (most: number) =>
  new Failed({
    kind: 'limit',
    message: `The store would hold more than ${most.toLocaleString('en')} series, the most that it takes`,
    hint: 'Leave out a label that has a value of its own for every request, or raise the limit',
  })

/** Ids mostly come in order, so that this is an append. */
function insert(ids: number[], id: number) {
  if (id > (ids.at(-1) ?? 0)) return void ids.push(id)
  const at = ids.findIndex(each => each >= id)
  if (ids[at] !== id) ids.splice(at, 0, id)
}

function drop(ids: number[], id: number) {
  const at = ids.indexOf(id)
  if (at >= 0) ids.splice(at, 1)
}
