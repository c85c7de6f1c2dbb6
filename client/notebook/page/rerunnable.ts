import type { Id, Notebook } from '#shared/notebook/notebook.ts'
import { shownSteps } from '#client/notebook/steps/steps.ts'

/** The steps to ask again when the notebook's window changes: those that follow it, have a question, and that nobody has judged. */
export const rerunnable = (notebook: Notebook): readonly Id[] =>
  shownSteps(notebook)
    .filter(step => step.is === 'ask' && step.range === null && step.judgment === null)
    .filter(
      step =>
        step.is === 'ask' &&
        (step.request.kind === 'events' ||
          step.request.queries.some(query => !query.removed && query.text.trim() !== '')),
    )
    .map(step => step.id)
