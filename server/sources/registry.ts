import type { Outbound } from '#server/outbound/outbound.ts'
import type { Store, StoredSource } from '#server/store/store.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import type { SourceDraft, SourceSummary, SourceTest } from '#shared/wire/wire.ts'
import { problemOf } from './connection.ts'
import { readAddress } from './prometheus/address.ts'
import { prometheusSource } from './prometheus/source.ts'
import type { Source } from './source.ts'
import { watched, type Watched } from './watched.ts'

/** An alteration of the list, or why it is refused. */
export type Added =
  { readonly ok: true; readonly source: SourceSummary } | { readonly ok: false; readonly reason: string }

/** Every source that a query may be sent to. */
export type Registry = {
  /** Embedded ones first, then those of the operator's file, then added ones; `state` tells how the last use went. */
  readonly list: () => readonly SourceSummary[]
  readonly get: (id: string) => Source | undefined
  /** Kept for good; refused where the address is none or the title is taken. Does not contact the address. */
  readonly add: (draft: SourceDraft) => Promise<Added>
  /** Contacts the address; never throws. */
  readonly test: (draft: SourceDraft, signal: AbortSignal) => Promise<SourceTest>
  /** False where there is no such source or it is not an added one. */
  readonly remove: (id: string) => Promise<boolean>
}

export type RegistryParts = {
  readonly embedded: readonly Source[]
  /** From the operator's file: `readFixedSources`. */
  readonly fixed: readonly StoredSource[]
  readonly store: Store['sources']
  readonly outbound: Outbound
  readonly now: () => Ms
  readonly newId: () => string
}

type Row = {
  readonly watched: Watched
  readonly address: string | null
  readonly origin: 'embedded' | 'fixed' | 'added'
  /** Breaks off what is under way. */
  readonly close: () => Promise<void>
}

/**
 * The draft as it is kept: the address reduced to what matters, and a user and password taken out of it, so that no list shows them.
 * A text where the draft is refused.
 */
function tidied(draft: SourceDraft): SourceDraft | string {
  const reading = readAddress(draft.address)
  if (!reading.ok) return reading.reason
  const title = draft.title.trim()
  if (title === '') return 'The source needs a title.'
  const auth = draft.auth.kind === 'none' && reading.auth !== undefined ? reading.auth : draft.auth
  if (auth.kind === 'bearer' && !/^[\x21-\x7e]+$/.test(auth.token.trim()))
    return 'A token is one word of plain characters, without spaces or line breaks.'
  if (auth.kind === 'basic' && auth.user.includes(':')) return 'A user name cannot contain a colon.'
  const problem = problemOf({ ...draft, auth })
  if (problem !== null) return problem.reason
  return {
    ...draft,
    title,
    address: reading.address,
    auth: auth.kind === 'bearer' ? { kind: 'bearer', token: auth.token.trim() } : auth,
  }
}

function summaryOf({ watched: { source, state }, address, origin }: Row): SourceSummary {
  const { id, title, kind, language, scrape } = source
  const fixed = origin === 'fixed'
  return { id, title, kind, language, address, fixed, grafana: null, scrape, state: state() }
}

/** Opens the list: embedded sources, fixed ones, and the added ones that the store holds. Throws where a fixed source is no good. */
export async function openRegistry(parts: RegistryParts): Promise<Registry> {
  const { store, outbound, now, newId } = parts
  const rows = new Map<string, Row>()

  function join(stored: StoredSource, origin: Row['origin']): Row {
    const line = outbound.line(stored)
    const source = prometheusSource(stored, line, now)
    const row: Row = { watched: watched(source, now), address: stored.address, origin, close: line.close }
    rows.set(stored.id, row)
    return row
  }

  for (const source of parts.embedded)
    rows.set(source.id, {
      watched: watched(source, now),
      address: null,
      origin: 'embedded',
      close: async () => {},
    })
  for (const { id, ...draft } of parts.fixed) {
    const tidy = tidied(draft)
    if (typeof tidy === 'string') throw new Error(`The source “${id}” of the sources file: ${tidy}`)
    if (rows.has(id)) throw new Error(`The sources file has the id “${id}” twice, or it is a built-in one.`)
    join({ id, ...tidy }, 'fixed')
  }
  for (const stored of await store.list()) if (!rows.has(stored.id)) join(stored, 'added')

  const titleTaken = (title: string) =>
    [...rows.values()].some(row => row.watched.source.title.toLowerCase() === title.toLowerCase())

  return {
    list: () => [...rows.values()].map(summaryOf),
    get: id => rows.get(id)?.watched.source,
    async add(draft) {
      const tidy = tidied(draft)
      if (typeof tidy === 'string') return { ok: false, reason: tidy }
      if (titleTaken(tidy.title)) return { ok: false, reason: `There is a source “${tidy.title}” already.` }
      const stored = { id: newId(), ...tidy }
      await store.put(stored)
      return { ok: true, source: summaryOf(join(stored, 'added')) }
    },
    async test(draft, signal) {
      const tidy = tidied(draft)
      if (typeof tidy === 'string')
        return { ok: false, failure: { kind: 'source', message: tidy }, part: null }
      const line = outbound.line(tidy)
      try {
        return { ok: true, ...(await prometheusSource({ id: 'test', ...tidy }, line, now).test(signal)) }
      } catch (error) {
        if (!(error instanceof Failed)) throw error
        const { source: _tested, ...failure } = error.failure
        return { ok: false, failure, part: error.part ?? null }
      } finally {
        await line.close()
      }
    },
    async remove(id) {
      const row = rows.get(id)
      if (row?.origin !== 'added') return false
      await store.remove(id)
      rows.delete(id)
      await row.close()
      return true
    },
  }
}
