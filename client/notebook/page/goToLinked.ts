import { notify } from '#client/app/notices.tsx'
import { setStep } from '#client/notebook/steps/deeds.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import type { Page } from './page.ts'

/** The shown step next to where a deleted one stood: the one above, else the first; null where none is shown. */
export function besideDeleted(notebook: Notebook, id: Id): Id | null {
  const at = notebook.steps.findIndex(step => step.id === id)
  const above = notebook.steps.slice(0, at).findLast(step => !step.removed)
  return (above ?? shownSteps(notebook)[0])?.id ?? null
}

/**
 * Goes to the step that a link names, wherever it stands by now. Where it was deleted, goes to its place, says so and offers to bring it back;
 * one that never was here is said too.
 */
export function goToLinked(page: Page, linked: Id): void {
  const notebook = page.session.notebook()
  const step = stepOf(notebook, linked)
  if (step && !step.removed) {
    page.select(linked, true)
    document.getElementById(linked)?.scrollIntoView({ block: 'start' })
    return
  }
  const beside = step ? besideDeleted(notebook, linked) : null
  page.select(beside, beside !== null)
  if (!step) return notify({ text: 'This notebook does not have the step of the link.', tone: 'trouble' })
  const bringBack = () => {
    const gone = stepOf(page.session.notebook(), linked)
    if (gone?.removed && page.act([setStep(gone, 'removed', false)])) page.select(linked, true)
  }
  notify({
    text: 'The step of this link was deleted; this is where it stood.',
    tone: 'trouble',
    act: { title: 'Bring it back', run: bringBack },
  })
}
