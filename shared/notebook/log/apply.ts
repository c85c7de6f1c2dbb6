import { inQuery, insertQuery, judge, pin, record, type Stamp } from './alterStep.ts'
import { aboveOf, stepField, stepOf, textAt } from '#shared/notebook/find.ts'
import { limits } from './limits.ts'
import type { Id, Notebook, Person, Step } from '#shared/notebook/notebook.ts'
import type { Entry, Operation, Refusal } from '#shared/notebook/operation.ts'
import { boundsOf, fieldWords, isRefusal, movedFrom, overlong, refusal, tooMany } from './refusal.ts'
import { same } from './same.ts'
import { edited, plainText } from './text.ts'

export type Applied =
  { readonly ok: true; readonly notebook: Notebook } | { readonly ok: false; readonly refusal: Refusal }

const nobody: Person = { id: '', name: '', colour: '' }
const stillNobody = { at: 0, by: nobody }

/** The notebook ahead of its first entry, which must begin with `create`. */
export const emptyNotebook = (id: Id): Notebook => ({
  id,
  number: 0,
  title: '',
  question: '',
  conclusion: '',
  status: 'open',
  range: { from: 'now-1h', to: 'now' },
  blip: null,
  before: null,
  source: '',
  variables: [],
  tags: [],
  followUps: [],
  steps: [],
  created: stillNobody,
  changed: stillNobody,
})

/**
 * The notebook after an entry, or why not. All operations of the entry or none. Total, without effects, and whatever an operation does not
 * touch keeps its identity. The entry must be the next one in the notebook's order.
 */
export function apply(notebook: Notebook, entry: Entry): Applied {
  if (entry.number !== notebook.number + 1) {
    return refused('invalid', `Entry ${entry.number} does not follow entry ${notebook.number}.`)
  }
  const applied = applyOperations(notebook, entry.operations, entry)
  if (!applied.ok) return applied
  const changed = { at: entry.at, by: entry.by }
  const created = notebook.number === 0 ? changed : notebook.created
  return { ok: true, notebook: { ...applied.notebook, number: entry.number, created, changed } }
}

/** The notebook after operations that are in no entry yet (its number stays), or why not. */
export function applyOperations(notebook: Notebook, operations: readonly Operation[], stamp: Stamp): Applied {
  let state = notebook
  let exists = notebook.number > 0
  for (const operation of operations) {
    if (operation.do !== 'create' && !exists) return refused('missing', 'There is no such notebook.')
    if (operation.do === 'create' && exists) return refused('invalid', 'The notebook exists already.')
    exists = true
    const next = applyOne(state, operation, stamp)
    if (isRefusal(next)) return { ok: false, refusal: next }
    state = next
  }
  return { ok: true, notebook: state }
}

function applyOne(notebook: Notebook, operation: Operation, stamp: Stamp): Notebook | Refusal {
  switch (operation.do) {
    case 'create': {
      const { title, range, blip, before, source, variables, tags, followUps, status } = operation.notebook
      const fresh = { ...notebook, title, range, blip, before, source, variables, tags, followUps, status }
      const bound = boundsOf('title', title) ?? boundsOf('tags', tags) ?? boundsOf('followUps', followUps)
      return bound ?? boundsOf('variables', variables) ?? fresh
    }
    case 'edit':
      return edit(notebook, operation)
    case 'set':
      return set(notebook, operation)
    case 'insert':
      return insert(notebook, operation.step, operation.after)
    case 'insertQuery':
      return inStep(notebook, operation.step, step => insertQuery(step, operation.query))
    case 'move':
      return move(notebook, operation.step, operation.to)
    case 'judge':
      return inStep(notebook, operation.step, step => judge(step, operation, stamp))
    case 'pin':
      return inStep(notebook, operation.step, step => pin(step, operation.run, operation.pinned))
    case 'record':
      return inStep(notebook, operation.step, step => record(step, operation.run))
  }
}

type Of<Do extends Operation['do']> = Extract<Operation, { do: Do }>

const refused = (kind: Refusal['kind'], message: string): Applied => ({
  ok: false,
  refusal: refusal(kind, message),
})

function edit(notebook: Notebook, operation: Of<'edit'>): Notebook | Refusal {
  const field = operation.text
  const text = textAt(notebook, field)
  if (text === null) return refusal('missing', 'The text that was typed into is not there.')
  const result = edited(text, operation.edit)
  if (!result.ok) return result.refusal
  if (field.of === 'notebook') return { ...notebook, [field.name]: result.text }
  return inStep(notebook, field.step, step => {
    if (field.of === 'query') return inQuery(step, field.query, query => ({ ...query, text: result.text }))
    if (field.of === 'words') return { ...step, words: result.text }
    return step.is === 'ask' ? step : { ...step, text: result.text }
  })
}

function set(notebook: Notebook, operation: Of<'set'>): Notebook | Refusal {
  const { name, from, to } = operation
  const bound = boundsOf(name, to)
  if (bound) return bound
  if (operation.of === 'notebook') {
    const now = notebook[operation.name]
    return movedFrom(name, now, from, to) ?? (same(now, to) ? notebook : { ...notebook, [name]: to })
  }
  if (operation.of === 'query') {
    return inStep(notebook, operation.step, step =>
      inQuery(step, operation.query, query => {
        const now = query[operation.name]
        return movedFrom(name, now, from, to) ?? (same(now, to) ? query : { ...query, [name]: to })
      }),
    )
  }
  return inStep(notebook, operation.step, step => {
    const now = stepField(step, name)
    if (now === undefined) return refusal('invalid', `This step has no ${fieldWords[name]}.`)
    const conflict = movedFrom(name, now, from, to)
    if (conflict) return conflict
    if (same(now, to)) return step
    if (step.is === 'ask' && (name === 'against' || name === 'where')) {
      return { ...step, request: { ...step.request, [name]: to } } as Step
    }
    return { ...step, [name]: to } as Step
  })
}

function insert(notebook: Notebook, step: Step, after: Id | null): Notebook | Refusal {
  if (stepOf(notebook, step.id)) return refusal('invalid', 'A step of that id is there already.')
  if (step.removed) return refusal('invalid', 'A new step cannot be a removed one.')
  if (step.is === 'ask' && step.runs.length > 0) return refusal('invalid', 'A new step has no runs yet.')
  if (step.is === 'ask' && step.judgment) return refusal('invalid', 'A new step has no judgment yet.')
  if (step.is !== 'ask' && step.words !== '')
    return refusal('invalid', 'Only a step that asks has a written judgment.')
  if (notebook.steps.length >= limits.steps) return tooMany('A notebook', limits.steps, 'steps')
  if (step.grewFrom && !stepOf(notebook, step.grewFrom.step))
    return refusal('missing', 'The step that it grew from is not there.')
  const bound =
    boundsOf('title', step.title) ??
    boundsOf('marks', step.marks) ??
    textsOf(step).map(overlong).find(Boolean)
  if (bound) return bound
  const twice = duplicateQuery(step)
  if (twice !== undefined) return refusal('invalid', `Two queries of the step have the id ${twice}.`)
  return placed(notebook, plainStep(step), after)
}

function placed(notebook: Notebook, step: Step, after: Id | null): Notebook | Refusal {
  const rest = notebook.steps
  const index = after === null ? 0 : rest.findIndex(other => other.id === after) + 1
  if (after !== null && index === 0) return refusal('missing', 'The step to put it below is not there.')
  return { ...notebook, steps: [...rest.slice(0, index), step, ...rest.slice(index)] }
}

function move(notebook: Notebook, id: Id, to: Id | null): Notebook | Refusal {
  const step = stepOf(notebook, id)
  if (!step) return refusal('missing', 'The step is not there.')
  if (to === id) return refusal('invalid', 'A step cannot be put below itself.')
  if (aboveOf(notebook, id) === to) return notebook
  return placed({ ...notebook, steps: notebook.steps.filter(other => other !== step) }, step, to)
}

const inStep = (notebook: Notebook, id: Id, alter: (step: Step) => Step | Refusal): Notebook | Refusal => {
  const step = stepOf(notebook, id)
  if (!step) return refusal('missing', 'The step is not there.')
  const next = alter(step)
  if (isRefusal(next)) return next
  return next === step
    ? notebook
    : { ...notebook, steps: notebook.steps.map(one => (one === step ? next : one)) }
}

const textsOf = (step: Step): readonly string[] => {
  if (step.is !== 'ask') return [step.text]
  return step.request.kind === 'query'
    ? [step.words, ...step.request.queries.map(query => query.text)]
    : [step.words]
}

const duplicateQuery = (step: Step): string | undefined => {
  const ids =
    step.is === 'ask' && step.request.kind === 'query' ? step.request.queries.map(query => query.id) : []
  return ids.find((id, i) => ids.indexOf(id) !== i)
}

const plainStep = (step: Step): Step => {
  if (step.is !== 'ask') return { ...step, text: plainText(step.text) }
  if (step.request.kind !== 'query') return { ...step, words: plainText(step.words) }
  const queries = step.request.queries.map(query => ({ ...query, text: plainText(query.text) }))
  return { ...step, words: plainText(step.words), request: { ...step.request, queries } }
}
