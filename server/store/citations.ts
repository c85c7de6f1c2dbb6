import type { Database, Row } from '#server/database/database.ts'
import type { Hash, Id, Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import type { Entry, Operation } from '#shared/notebook/operation.ts'
import { picturesIn } from '#shared/notebook/pictures.ts'
import type { Ms } from '#shared/time/window.ts'

/**
 * How firmly a notebook holds on to evidence, the firmest first. `judged`: or pinned; `latest`: of a step that is there; `removed`: the latest
 * of a step that was taken out; `seen`: of another run; `picture`: no evidence, but shown by a text.
 */
export const standings = ['judged', 'latest', 'removed', 'seen', 'picture'] as const
export type Standing = (typeof standings)[number]

type Cited = { readonly run: Id; readonly hash: Hash; readonly standing: Standing }

/** What cites: the runs of a step, its text, or the notebook's own texts. Typing touches a text alone, however many runs there are. */
type Place = { readonly of: 'runs' | 'text'; readonly step: Id } | { readonly of: 'notebook' }

/** A place as the table names it, one word. */
const placeName = (place: Place): string =>
  place.of === 'notebook' ? 'notebook' : `${place.of}:${place.step}`

const placesOf = (step: Id): readonly Place[] => [
  { of: 'runs', step },
  { of: 'text', step },
]

/** The places whose citations an operation may alter. */
function touchedBy(operation: Operation): readonly Place[] {
  switch (operation.do) {
    case 'edit': {
      const { text } = operation
      if (text.of === 'query') return []
      return [text.of === 'notebook' ? { of: 'notebook' } : { of: 'text', step: text.step }]
    }
    case 'set':
      return operation.of === 'step' && operation.name === 'removed'
        ? [{ of: 'runs', step: operation.step }]
        : []
    case 'insert':
      return placesOf(operation.step.id)
    case 'judge':
    case 'pin':
    case 'record':
      return [{ of: 'runs', step: operation.step }]
    default:
      return []
  }
}

const evidenceOf = (run: Run): Hash | null => ('evidence' in run.outcome ? run.outcome.evidence : null)

function standingOf(step: Extract<Step, { is: 'ask' }>, run: Run): Standing {
  if (run.pinned || step.judgment?.on === run.id) return 'judged'
  if (step.runs.findLast(one => evidenceOf(one) !== null) !== run) return 'seen'
  return step.removed ? 'removed' : 'latest'
}

/** What a run cites: its own evidence, and as firmly that of the runs from whose detail it was made. */
function ofRun(step: Extract<Step, { is: 'ask' }>, run: Run, known: ReadonlyMap<Id, Hash>): readonly Cited[] {
  const hash = evidenceOf(run)
  if (hash === null) return []
  const standing = standingOf(step, run)
  const sources = ('evidence' in run.outcome && run.outcome.keptFrom) || []
  return [run.id, ...sources].flatMap(id => {
    const found = id === run.id ? hash : known.get(id)
    return found === undefined ? [] : [{ run: id, hash: found, standing }]
  })
}

const ofText = (text: string): readonly Cited[] =>
  picturesIn(text).map(hash => ({ run: '', hash, standing: 'picture' }))

const allRuns = (notebook: Notebook): readonly (readonly [Id, Hash])[] =>
  notebook.steps.flatMap(step =>
    step.is === 'ask'
      ? step.runs.flatMap(run => {
          const hash = evidenceOf(run)
          return hash === null ? [] : [[run.id, hash] as const]
        })
      : [],
  )

function citedBy(
  notebook: Notebook,
  place: Place,
  earlier: readonly (readonly [Id, Hash])[],
): readonly Cited[] {
  if (place.of === 'notebook') return ofText(`${notebook.question}\n${notebook.conclusion}`)
  const step = notebook.steps.find(one => one.id === place.step)
  if (step === undefined) return []
  if (place.of === 'text') return ofText(step.is === 'ask' ? step.words : step.text)
  if (step.is !== 'ask') return []
  const known = new Map([...earlier, ...allRuns(notebook)])
  return step.runs.flatMap(run => ofRun(step, run, known))
}

/** The evidence that the operations of an entry judge or pin. */
function claimedBy(notebook: Notebook, { operations }: Entry): readonly Hash[] {
  const runs = operations.flatMap(operation =>
    operation.do === 'judge' && operation.to !== null
      ? [operation.to.on]
      : operation.do === 'pin' && operation.pinned
        ? [operation.run]
        : [],
  )
  if (runs.length === 0) return []
  const known = new Map(allRuns(notebook))
  return runs.flatMap(run => known.get(run) ?? [])
}

export type Citations = {
  /** True where an entry judges or pins what has been removed already. */
  readonly lost: (notebook: Notebook, entry: Entry) => boolean
  /** Writes anew what the places that an entry has touched cite; `notebook` is the fold with the entry. */
  readonly follow: (notebook: Notebook, entry: Entry) => void
  /** Writes all of a notebook anew. */
  readonly count: (notebook: Notebook) => void
  readonly forget: (notebook: Id) => void
}

/** Which evidence and pictures the notebooks cite: derived, and written in the transaction of the log's entry. */
export function citationsOf(database: Database): Citations {
  const clear = database.prepare('delete from citations where notebook = ? and place = ?')
  const add = database.prepare(
    `insert into citations (notebook, place, run, hash, standing, at) values (?, ?, ?, ?, ?, ?)
     on conflict do update set standing = min(standing, excluded.standing)`,
  )
  const earlier = database.prepare('select run, hash from citations where notebook = ? and place = ?')
  const swept = database.prepare('select 1 as one from swept where hash = ?')

  const write = (notebook: Notebook, place: Place, at: Ms) => {
    const name = placeName(place)
    const before = earlier
      .all<Row & { readonly run: string; readonly hash: string }>(notebook.id, name)
      .map(({ run, hash }) => [run, hash] as const)
    const cited = citedBy(notebook, place, before)
    if (before.length > 0) clear.run(notebook.id, name)
    for (const { run, hash, standing } of cited)
      add.run(notebook.id, name, run, hash, standings.indexOf(standing), at)
  }
  const forget = (notebook: Id) => {
    database.prepare('delete from citations where notebook = ?').run(notebook)
    database.prepare('delete from uncounted where notebook = ?').run(notebook)
  }

  return {
    lost: (notebook, entry) => claimedBy(notebook, entry).some(hash => swept.get(hash) !== undefined),
    follow: (notebook, entry) => {
      const touched = entry.operations.flatMap(touchedBy)
      for (const place of new Map(touched.map(one => [placeName(one), one])).values())
        write(notebook, place, entry.at)
    },
    count: notebook => {
      forget(notebook.id)
      const places: readonly Place[] = [
        { of: 'notebook' },
        ...notebook.steps.flatMap(({ id }) => placesOf(id)),
      ]
      for (const place of places) write(notebook, place, notebook.changed.at)
    },
    forget,
  }
}
