import type { Notebook } from '#shared/notebook/notebook.ts'
import type { TextField } from '#shared/notebook/operation.ts'

/** The text that a field of a notebook holds; undefined where the step or query is missing or has no such text. */
export function fieldText(notebook: Notebook, field: TextField): string | undefined {
  if (field.of === 'notebook') return notebook[field.name]
  const step = notebook.steps.find(each => each.id === field.step)
  if (!step) return undefined
  if (field.of === 'query')
    return step.is === 'ask' && step.request.kind === 'query'
      ? step.request.queries.find(query => query.id === field.query)?.text
      : undefined
  if (field.of === 'words') return step.words
  return step.is === 'ask' ? undefined : step.text
}

/** A text that is equal for two fields exactly when they are the same field. */
export const fieldKey = (field: TextField): string =>
  field.of === 'notebook'
    ? `notebook.${field.name}`
    : field.of === 'query'
      ? `query.${field.step}.${field.query}`
      : `${field.of}.${field.step}`
