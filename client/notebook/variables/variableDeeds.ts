import { differenceOf } from '#client/text/editor/difference.ts'
import { setNotebook } from '#client/notebook/steps/deeds.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { namesIn, queriesOf, valuesUsed } from '#shared/notebook/filling.ts'
import { same } from '#shared/notebook/log/same.ts'
import type { Id, Notebook, Run, Step, Variable } from '#shared/notebook/notebook.ts'
import type { Edit, Operation } from '#shared/notebook/operation.ts'
import { edited } from '#shared/query/edited.ts'
import { scan } from '#shared/query/variables/mention.ts'

/** The numbers of the steps whose queries speak of a variable, as they are shown. */
export const stepsWith = (notebook: Notebook, name: string): readonly number[] =>
  shownSteps(notebook).flatMap((step, i) =>
    step.is === 'ask' && namesIn(step.request).has(name) ? [i + 1] : [],
  )

/** A text that speaks of a variable by another name. */
export function renamedIn(text: string, from: string, to: string): string {
  const edits = scan(text)
    .mentions.filter(({ name }) => name === from)
    .map(mention => {
      const at = text.indexOf(from, mention.from)
      return { from: at, to: at + from.length, text: to }
    })
  return edited(text, edits)
}

function renameInQueries(notebook: Notebook, from: string, to: string): readonly Operation[] {
  return notebook.steps.flatMap(step => {
    if (step.is !== 'ask' || step.removed) return []
    return queriesOf(step.request).flatMap(({ id, text }): readonly Operation[] => {
      const change = differenceOf(text, renamedIn(text, from, to))
      if (!change) return []
      const edit = change.toJSON() as unknown as Edit
      return [{ do: 'edit', text: { of: 'query', step: step.id, query: id }, edit }]
    })
  })
}

/**
 * Puts a variable in the place of the one with its id, or at the end; `rename`: queries, and what other variables choose from, speak of it by
 * its new name.
 */
export function putVariable(notebook: Notebook, variable: Variable, rename: boolean): readonly Operation[] {
  const { variables } = notebook
  const was = variables.find(({ id }) => id === variable.id)
  if (!was) return [setNotebook(notebook, 'variables', [...variables, variable])]
  const renaming = rename && was.name !== variable.name
  const to = variables.map((each): Variable => {
    if (each.id === variable.id) return variable
    if (!renaming || each.from.kind !== 'label') return each
    return {
      ...each,
      from: { ...each.from, selector: renamedIn(each.from.selector, was.name, variable.name) },
    }
  })
  const set = same(to, variables) ? [] : [setNotebook(notebook, 'variables', to)]
  return [...set, ...(renaming ? renameInQueries(notebook, was.name, variable.name) : [])]
}

/** Chooses what a variable stands for. */
export const choose = (notebook: Notebook, id: Id, chosen: Variable['chosen']): readonly Operation[] => {
  const variable = notebook.variables.find(each => each.id === id)
  return variable ? putVariable(notebook, { ...variable, chosen }, false) : []
}

/** Moves a variable by so many places, to the first or last at most; nothing where it stands there already. */
export function moveVariable(notebook: Notebook, id: Id, by: number): readonly Operation[] {
  const { variables } = notebook
  const from = variables.findIndex(each => each.id === id)
  const to = Math.max(0, Math.min(variables.length - 1, from + by))
  const moved = variables[from]
  if (!moved || to === from) return []
  return [setNotebook(notebook, 'variables', variables.toSpliced(from, 1).toSpliced(to, 0, moved))]
}

/** Takes a variable away. */
export const dropVariable = (notebook: Notebook, id: Id): Operation =>
  setNotebook(
    notebook,
    'variables',
    notebook.variables.filter(each => each.id !== id),
  )

const lastRun = (step: Step): Run | undefined => (step.is === 'ask' ? step.runs.at(-1) : undefined)

/** The variables of a step that stand for something else than its last run, or the one given, was asked with, by name. */
export function notAskedWith(
  notebook: Pick<Notebook, 'variables'>,
  step: Step,
  last = lastRun(step),
): readonly string[] {
  if (step.is !== 'ask') return []
  const filled = last?.asked.filled
  if (!filled) return []
  const now = valuesUsed(notebook.variables, step.request)
  return Object.keys(now).filter(name => name in filled.values && !same(now[name], filled.values[name]))
}

/** The shown steps whose last run was asked with other values than are chosen now. */
export const stepsToRun = (notebook: Notebook): readonly Id[] =>
  shownSteps(notebook)
    .filter(step => notAskedWith(notebook, step).length > 0)
    .map(({ id }) => id)

/** What is wrong with a variable's name, in words; null: nothing. */
export function nameProblem(variables: readonly Variable[], id: Id, name: string): string | null {
  if (name === '') return 'It needs a name, as in node.'
  if (name.startsWith('__')) return 'Names that begin with __ are built in.'
  if (!/^[a-zA-Z_]\w*$/.test(name)) return 'A name is a letter or _, then letters, digits and _.'
  return variables.some(each => each.id !== id && each.name === name)
    ? `There is a variable ${name} already.`
    : null
}
