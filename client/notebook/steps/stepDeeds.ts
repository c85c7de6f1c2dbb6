import { newId } from '#client/app/newId.ts'
import { notify } from '#client/app/notices.tsx'
import { stepOf } from '#shared/notebook/find.ts'
import { freshStep } from '#shared/notebook/fresh.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { type Addable, contentOf, copyOf, lastShown, moveStep, setStep } from './deeds.ts'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import type { Page } from '#client/notebook/page/page.ts'
import { neighbour, placeAfterMove, shownSteps } from './steps.ts'

/** Puts a new step of a kind below another (null: at the top; left out: at the end) and brings its text into focus. */
export function addStep(page: Page, kind: Addable, after?: Id | null): Id | null {
  const notebook = page.session.notebook()
  const step = { ...freshStep(newId(), contentOf(kind, notebook.source)), kept: true }
  const below = after === undefined ? lastShown(notebook) : after
  if (!page.act([{ do: 'insert', step, after: below }])) return null
  page.select(step.id)
  if (kind === 'query') page.focus(focusNames.query(step.id, 'A'))
  else if (kind === 'events') {
    page.focus(focusNames.row(step.id))
    page.run([step.id])
  } else page.focus(focusNames.text(step.id))
  return step.id
}

/** Takes a step away, with the way back offered, and goes to its neighbour. */
export function deleteStep(page: Page, id: Id): void {
  const notebook = page.session.notebook()
  const step = stepOf(notebook, id)
  if (!step) return
  const number = shownSteps(notebook).findIndex(each => each.id === id) + 1
  const isLast = shownSteps(notebook).at(-1)?.id === id
  const next = neighbour(notebook, id, isLast ? -1 : 1)
  if (!page.act([setStep(step, 'removed', true)])) return
  page.select(next === id ? null : next, true)
  const back = () => {
    const gone = stepOf(page.session.notebook(), id)
    if (gone?.removed && page.act([setStep(gone, 'removed', false)])) page.select(id, true)
  }
  notify({ text: `Step ${number} deleted`, act: { title: 'Undo', run: back } })
}

/** A copy of a step right below it. */
export function duplicateStep(page: Page, id: Id): void {
  const copy = copyOf(page.session.notebook(), id)
  if (copy && page.act([{ do: 'insert', step: copy, after: id }])) page.select(copy.id, true)
}

/** Moves a step one place up or down among those shown. */
export function moveBy(page: Page, id: Id, by: -1 | 1): void {
  const notebook = page.session.notebook()
  const to = placeAfterMove(notebook, id, by)
  if (to !== undefined && page.act([moveStep(notebook, id, to)])) page.select(id, true)
}
