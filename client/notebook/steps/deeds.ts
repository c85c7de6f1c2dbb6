import { newId } from '#client/app/newId.ts'
import { aboveOf, stepField, stepOf } from '#shared/notebook/find.ts'
import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import type { Content, Id, Notebook, Step } from '#shared/notebook/notebook.ts'
import type { NotebookFields, Operation, QueryFields, StepFields } from '#shared/notebook/operation.ts'
import { shownSteps } from './steps.ts'

/** What kinds of step a person may add. */
export type Addable = 'query' | 'note' | 'message' | 'events'

/** The content of a new step of a kind; queries start empty on the notebook's source. */
export function contentOf(kind: Addable, source: string): Content {
  if (kind === 'note') return { is: 'note', text: '' }
  if (kind === 'message') return { is: 'message', text: '', author: '', said: null }
  if (kind === 'query') return asksOne(source, '')
  return { is: 'ask', request: { kind: 'events', where: [] }, runs: [], judgment: null }
}

/** Sets a field of the notebook from what it is now. */
export const setNotebook = <Name extends keyof NotebookFields>(
  notebook: Notebook,
  name: Name,
  to: NotebookFields[Name],
): Operation => ({ do: 'set', of: 'notebook', name, from: notebook[name], to }) as unknown as Operation

/** Sets a field of a step from what it is now. */
export const setStep = <Name extends keyof StepFields>(
  step: Step,
  name: Name,
  to: StepFields[Name],
): Operation =>
  ({ do: 'set', of: 'step', step: step.id, name, from: stepField(step, name), to }) as unknown as Operation

/** Sets a field of a query from what it is now. */
export const setQuery = <Name extends keyof QueryFields>(
  step: Id,
  query: { readonly id: string } & QueryFields,
  name: Name,
  to: QueryFields[Name],
): Operation =>
  ({ do: 'set', of: 'query', step, query: query.id, name, from: query[name], to }) as unknown as Operation

/** The id of the next query of a step: the first of A to Z that none has had. */
export function nextQueryId(ids: readonly string[]): string {
  for (let code = 65; code < 91; code++) {
    const letter = String.fromCharCode(code)
    if (!ids.includes(letter)) return letter
  }
  return newId()
}

/** Moves a step below another shown one, or to the top (null). */
export const moveStep = (notebook: Notebook, step: Id, to: Id | null): Operation => ({
  do: 'move',
  step,
  from: aboveOf(notebook, step),
  to,
})

/** The last shown step; where new steps go unless said otherwise. */
export const lastShown = (notebook: Notebook): Id | null => shownSteps(notebook).at(-1)?.id ?? null

/** A copy of a step with its queries and words, to stand below it; runs and judgment stay with the first. */
export function copyOf(notebook: Notebook, id: Id): Step | null {
  const step = stepOf(notebook, id)
  if (!step) return null
  const content: Content =
    step.is === 'ask' ? { is: 'ask', request: step.request, runs: [], judgment: null } : contentCopy(step)
  return {
    ...freshStep(newId(), content),
    title: step.title,
    kept: true,
    range: step.range,
    drawing: step.drawing,
    grewFrom: step.is === 'ask' ? { step: id, act: { kind: 'copy' } } : null,
  }
}

const contentCopy = (step: Exclude<Step, { is: 'ask' }>): Content =>
  step.is === 'note'
    ? { is: 'note', text: step.text }
    : { is: 'message', text: step.text, author: step.author, said: step.said }
