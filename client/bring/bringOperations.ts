import { setNotebook, setQuery, setStep } from '#client/notebook/steps/deeds.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import type { Query } from '#shared/ask/request.ts'
import type { Brought, BroughtQuery, BroughtStep, BroughtVariable } from '#shared/forms/bring/brought.ts'
import { aboveOf, stepOf } from '#shared/notebook/find.ts'
import { freshStep } from '#shared/notebook/fresh.ts'
import { editBetween } from '#shared/notebook/log/text.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Id, Notebook, Step, Variable } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { matchSource } from './matchSource.ts'

/** What a notebook is to become by what was brought. `said`: what a person should know of it, in sentences. */
export type Bringing = {
  readonly operations: readonly Operation[]
  readonly steps: readonly Id[]
  readonly asking: readonly Id[]
  readonly said: readonly string[]
}

type Empty = Extract<Step, { is: 'ask' }> & { readonly request: { readonly kind: 'query' } }

const queriesOf = (step: Empty): readonly Query[] => step.request.queries.filter(query => !query.removed)

/** A step that nothing was asked in yet, and that may be filled: one query, blank. */
export function emptyStep(notebook: Notebook, id: Id | null): Empty | null {
  const step = id === null ? undefined : stepOf(notebook, id)
  if (step?.is !== 'ask' || step.request.kind !== 'query' || step.removed || step.runs.length > 0) return null
  const queries = step.request.queries.filter(query => !query.removed)
  return queries.length === 1 && queries[0]?.text.trim() === '' ? (step as Empty) : null
}

const sameRange = (a: Step['range'], b: Step['range']) => a?.from === b?.from && a?.to === b?.to
const listed = (names: readonly string[]) => names.map(name => `“${name}”`).join(', ')

/**
 * The operations that put what was brought into a notebook: the first question into the empty step `into`, the rest below it (or below `after`);
 * variables join those of the notebook, whose own values stay; the window becomes the notebook's where nothing was asked in it yet, else each
 * step's own. All in one entry, so that one undo takes it back.
 */
export function bringOperations(
  notebook: Notebook,
  brought: Pick<Brought, 'steps' | 'variables' | 'range'>,
  place: { readonly into: Id | null; readonly after: Id | null },
  sources: readonly SourceSummary[],
  newId: () => Id,
): Bringing {
  const into = emptyStep(notebook, place.into)
  const untouched = shownSteps(notebook).every(step => step.id === into?.id)
  const missing = new Set<string>()
  const operations: Operation[] = []

  const sourceOf = (query: BroughtQuery) => {
    const { id, instead } = matchSource(query.source, sources, notebook.source)
    if (instead !== null) missing.add(instead)
    return id
  }
  const window = untouched && brought.range ? brought.range : notebook.range
  const rangeOf = (step: Extract<BroughtStep, { is: 'ask' }>) => {
    const own = step.range ?? brought.range
    return own === null || sameRange(own, window) ? null : own
  }
  const queryOf = (query: BroughtQuery, id: string): Query => ({
    id,
    source: sourceOf(query),
    language: 'promql',
    text: query.text,
    legend: query.legend,
    removed: false,
  })
  const letter = (i: number) => String.fromCharCode(65 + i)

  const fill = (step: Empty, from: Extract<BroughtStep, { is: 'ask' }>) => {
    const [first, ...others] = from.queries
    const [blank] = queriesOf(step)
    if (!first || !blank) return
    const edit = editBetween(blank.text, first.text)
    const source = sourceOf(first)
    const taken = step.request.queries.map(query => query.id)
    const letters = Array.from({ length: 26 }, (_, i) => letter(i)).filter(id => !taken.includes(id))
    operations.push({ do: 'edit', text: { of: 'query', step: step.id, query: blank.id }, edit })
    if (source !== blank.source) operations.push(setQuery(step.id, blank, 'source', source))
    if (first.legend !== blank.legend) operations.push(setQuery(step.id, blank, 'legend', first.legend))
    others.forEach((query, i) =>
      operations.push({ do: 'insertQuery', step: step.id, query: queryOf(query, letters[i] ?? newId()) }),
    )
    if (step.title === '' && from.title !== '') operations.push(setStep(step, 'title', from.title))
    operations.push(setStep(step, 'drawing', from.drawing))
    const range = rangeOf(from)
    if (range !== null) operations.push(setStep(step, 'range', range))
  }
  const made = (step: BroughtStep): Step => {
    const id = newId()
    if (step.is === 'note')
      return { ...freshStep(id, { is: 'note', text: step.text }), title: step.title, kept: true }
    const queries = step.queries.map((query, i) => queryOf(query, letter(i)))
    const request = { kind: 'query', queries, against: null } as const
    const fresh = freshStep(id, { is: 'ask', request, runs: [], judgment: null })
    return { ...fresh, title: step.title, kept: true, drawing: step.drawing, range: rangeOf(step) }
  }

  const { variables, kept } = joined(notebook, brought.variables, sources, newId)
  if (variables.length > notebook.variables.length)
    operations.push(setNotebook(notebook, 'variables', variables))
  if (!sameRange(window, notebook.range)) operations.push(setNotebook(notebook, 'range', window))

  const steps: Id[] = []
  const asking: Id[] = []
  let below = into === null ? place.after : aboveOf(notebook, into.id)
  let filled = into === null
  for (const step of brought.steps) {
    if (!filled && into !== null && step.is === 'ask') {
      fill(into, step)
      filled = true
      below = into.id
    } else {
      const inserted = made(step)
      operations.push({ do: 'insert', step: inserted, after: below })
      below = inserted.id
    }
    if (below !== null) steps.push(below)
    if (step.is === 'ask' && below !== null) asking.push(below)
  }
  const said = [
    ...(missing.size > 0
      ? [
          `No source here is called ${listed([...missing])}: ${titleOf(notebook.source, sources)} is asked instead.`,
        ]
      : []),
    ...(kept.length > 0 ? [`${listed(kept)}: the value in this notebook was kept.`] : []),
  ]
  return { operations, steps, asking, said }
}

const titleOf = (id: string, sources: readonly SourceSummary[]) =>
  sources.find(source => source.id === id)?.title ?? id

/** The notebook's variables and those brought that it does not have; `kept`: names that stood already. */
function joined(
  notebook: Notebook,
  brought: readonly BroughtVariable[],
  sources: readonly SourceSummary[],
  newId: () => Id,
): { readonly variables: readonly Variable[]; readonly kept: readonly string[] } {
  const own = new Set(notebook.variables.map(variable => variable.name))
  const fresh = brought
    .filter(variable => !own.has(variable.name))
    .slice(0, limits.variables - notebook.variables.length)
    .map(({ from, ...variable }): Variable => {
      const source =
        from.kind === 'label'
          ? { ...from, source: matchSource(from.source, sources, notebook.source).id }
          : from
      return { ...variable, id: newId(), from: source }
    })
  const kept = brought.filter(variable => own.has(variable.name)).map(variable => variable.name)
  return { variables: [...notebook.variables, ...fresh], kept }
}
