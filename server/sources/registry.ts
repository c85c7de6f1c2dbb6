import type { Line, Outbound } from '#server/outbound/outbound.ts'
import type { Store, StoredSource } from '#server/store/store.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import type {
  GrafanaList,
  GrafanaQuestion,
  SourceChange,
  SourceDraft,
  SourceSummary,
  SourceTest,
} from '#shared/wire/wire.ts'
import { changed, changeOf } from './change.ts'
import { FixedFileTrouble } from '#server/sources/fixed/trouble.ts'
import { tidyAddress, tidyDraft, type DraftReading, type DraftRefusal } from './draft.ts'
import { grafanaApi } from './grafana/api.ts'
import { grafanaPages, type GrafanaPages } from './grafana/dashboard.ts'
import { listGrafana } from './grafana/list.ts'
import { grafanaSource } from './grafana/source.ts'
import type { Reader } from './prometheus/api.ts'
import { prometheusSource } from './prometheus/source.ts'
import type { Source } from './source.ts'
import { watched, type Watched } from './watched.ts'

/** An alteration of the list, or why it is refused. */
export type Added = { readonly ok: true; readonly source: SourceSummary } | DraftRefusal

/** Every source that a query may be sent to. Only what `list`, `settings` and the tests answer may leave the server. */
export type Registry = {
  /** Embedded ones first, then those of the operator's file, then added ones; `state` tells how the last use went. */
  readonly list: () => readonly SourceSummary[]
  readonly get: (id: string) => Source | undefined
  /** Kept for good; refused where the address is none or the title is taken. Does not contact the address. */
  readonly add: (draft: SourceDraft) => Promise<Added>
  /** What an alteration starts from, without secrets; undefined where there is no such source or it is not an added one. */
  readonly settings: (id: string) => SourceChange | undefined
  /** Alters an added source; undefined where there is none. What is under way with the old settings is broken off. */
  readonly alter: (id: string, change: SourceChange) => Promise<Added | undefined>
  /** Contacts the address; never throws. */
  readonly test: (draft: SourceDraft, signal: AbortSignal) => Promise<SourceTest>
  /** The same of a source of the list, as it is or with a change that is not made yet; undefined where there is none. */
  readonly testAgain: (
    id: string,
    change: SourceChange | null,
    signal: AbortSignal,
  ) => Promise<SourceTest | undefined>
  /** False where there is no such source or it is not an added one. */
  readonly remove: (id: string) => Promise<boolean>
  /** Asks a Grafana what it holds; never throws. */
  readonly listGrafana: (question: GrafanaQuestion, signal: AbortSignal) => Promise<GrafanaList>
  /** The pages of the Grafana through which a source is asked; undefined for any other source. */
  readonly grafanaPages: (id: string) => GrafanaPages | undefined
}

export type RegistryParts = {
  readonly embedded: readonly Source[]
  /** From the operator's file: `readFixedSources`. */
  readonly fixed: readonly StoredSource[]
  readonly store: Store['sources']
  readonly outbound: Outbound
  /** By which answers are read; at once where none is given. */
  readonly reader?: Reader
  readonly now: () => Ms
  readonly newId: () => string
}

/** A source of the list; what is embedded has no settings and no line. */
type Row = {
  readonly watched: Watched
  readonly origin: 'embedded' | 'fixed' | 'added'
  readonly reached?: { readonly stored: StoredSource; readonly line: Line }
}

function summaryOf({ watched: { source, state }, reached, origin }: Row): SourceSummary {
  const { id, title, kind, language, scrape } = source
  const fixed = origin === 'fixed'
  const address = reached?.stored.address ?? null
  const uid = reached?.stored.grafana?.uid
  const grafana = uid === undefined || address === null ? null : { address, uid }
  return { id, title, kind, language, address, fixed, grafana, scrape, state: state() }
}

/** The answer of what may throw `Failed`, without the id of a source that is only tried. */
async function told<Answer>(work: Promise<Answer>) {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    const { source: _tried, ...failure } = error.failure
    return { ok: false, failure, part: error.part ?? null } as const
  }
}

const asTest = async (source: Source, signal: AbortSignal): Promise<SourceTest> =>
  told(source.test(signal).then(found => ({ ok: true, ...found }) as const))

const asFailure = ({ reason, part }: DraftRefusal) =>
  ({ ok: false, failure: { kind: 'source', message: reason }, part }) as const

/** Opens the list: embedded sources, fixed ones, and the added ones that the store holds. Throws `FixedFileTrouble` where a fixed source is no good. */
export async function openRegistry(parts: RegistryParts): Promise<Registry> {
  const { store, outbound, reader, now, newId } = parts
  const rows = new Map<string, Row>()

  function sourceOf(stored: StoredSource, line: Line): Source {
    return stored.grafana === null
      ? prometheusSource(stored, line, now, reader)
      : grafanaSource(stored, stored.grafana.uid, line, now, reader)
  }

  function join(stored: StoredSource, origin: Row['origin']): Row {
    const line = outbound.line(stored)
    const row: Row = { watched: watched(sourceOf(stored, line), now), origin, reached: { stored, line } }
    rows.set(stored.id, row)
    return row
  }

  for (const source of parts.embedded)
    rows.set(source.id, { watched: watched(source, now), origin: 'embedded' })
  for (const { id, ...draft } of parts.fixed) {
    const tidy = tidyDraft(draft)
    if (!tidy.ok) throw new FixedFileTrouble(`The source “${id}” of the sources file: ${tidy.reason}`)
    if (rows.has(id))
      throw new FixedFileTrouble(`The sources file has the id “${id}” twice, or it is a built-in one.`)
    join({ id, ...tidy.draft }, 'fixed')
  }
  for (const stored of await store.list()) if (!rows.has(stored.id)) join(stored, 'added')

  const added = (id: string): StoredSource | undefined => {
    const row = rows.get(id)
    return row?.origin === 'added' ? row.reached?.stored : undefined
  }

  async function keep(id: string, reading: DraftReading<SourceDraft>): Promise<Added> {
    if (!reading.ok) return reading
    const { title } = reading.draft
    const isTaken = [...rows].some(
      ([other, row]) => other !== id && row.watched.source.title.toLowerCase() === title.toLowerCase(),
    )
    if (isTaken) return { ok: false, reason: `There is a source “${title}” already.`, part: null }
    const stored = { id, ...reading.draft }
    await store.put(stored)
    const before = rows.get(id)?.reached?.line
    const source = summaryOf(join(stored, 'added'))
    await before?.close()
    return { ok: true, source }
  }

  /** Does something with a line that goes when it is done. */
  async function briefly<Result>(draft: GrafanaQuestion, work: (line: Line) => Promise<Result>) {
    const line = outbound.line(draft)
    try {
      return await work(line)
    } finally {
      await line.close()
    }
  }

  const tried = async (reading: DraftReading<SourceDraft>, signal: AbortSignal): Promise<SourceTest> =>
    reading.ok
      ? briefly(reading.draft, line => asTest(sourceOf({ id: 'test', ...reading.draft }, line), signal))
      : asFailure(reading)

  return {
    list: () => [...rows.values()].map(summaryOf),
    get: id => rows.get(id)?.watched.source,
    add: draft => keep(newId(), tidyDraft(draft)),
    settings(id) {
      const stored = added(id)
      return stored && changeOf(stored)
    },
    async alter(id, change) {
      const stored = added(id)
      return stored && keep(id, changed(stored, change))
    },
    test: (draft, signal) => tried(tidyDraft(draft), signal),
    async testAgain(id, change, signal) {
      if (change === null) {
        const source = rows.get(id)?.watched.source
        return source && asTest(source, signal)
      }
      const stored = added(id)
      return stored && tried(changed(stored, change), signal)
    },
    async remove(id) {
      const row = rows.get(id)
      if (row?.origin !== 'added') return false
      await store.remove(id)
      rows.delete(id)
      await row.reached?.line.close()
      return true
    },
    async listGrafana(question, signal) {
      const reading = tidyAddress(question, true)
      if (!reading.ok) return asFailure(reading)
      return briefly(reading.draft, line => told(listGrafana(reading.draft, line, signal)))
    },
    grafanaPages(id) {
      const reached = rows.get(id)?.reached
      if (reached === undefined || reached.stored.grafana === null) return undefined
      return grafanaPages(grafanaApi(reached.stored, reached.line), reached.stored)
    },
  }
}
