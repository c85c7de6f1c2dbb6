import type { Query } from '#shared/ask/request.ts'
import type { Id, Notebook, Step } from './notebook.ts'
import type { TextField } from './operation.ts'

/** The text of a field; null where there is no such field. */
export function textAt(notebook: Notebook, field: TextField): string | null {
  if (field.of === 'notebook') return notebook[field.name]
  const step = stepOf(notebook, field.step)
  if (!step) return null
  if (field.of === 'query') return queryOf(step, field.query)?.text ?? null
  if (field.of === 'words') return step.is === 'ask' ? step.words : null
  return step.is === 'ask' ? null : step.text
}

/** A step, removed ones included. */
export const stepOf = (notebook: Notebook, id: Id): Step | undefined =>
  notebook.steps.find(step => step.id === id)

/** The step that stands above this one, removed ones included; null for the first. */
export const aboveOf = (notebook: Notebook, id: Id): Id | null =>
  notebook.steps[notebook.steps.findIndex(step => step.id === id) - 1]?.id ?? null

/** What a field of a step holds now; undefined where a step of its kind has no such field. */
export function stepField(step: Step, name: string): unknown {
  if (name === 'against')
    return step.is === 'ask' && step.request.kind === 'query' ? step.request.against : undefined
  if (name === 'where')
    return step.is === 'ask' && step.request.kind === 'events' ? step.request.where : undefined
  if (name === 'author' || name === 'said') return step.is === 'message' ? step[name] : undefined
  return (step as unknown as Record<string, unknown>)[name]
}

/** A query of a step, removed ones included. */
export const queryOf = (step: Step, id: Id): Query | undefined =>
  step.is === 'ask' && step.request.kind === 'query'
    ? step.request.queries.find(query => query.id === id)
    : undefined
