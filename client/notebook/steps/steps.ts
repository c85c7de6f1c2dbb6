import { aboveOf } from '#shared/notebook/find.ts'
import type { Id, Notebook, Step } from '#shared/notebook/notebook.ts'

/** The steps that are shown, in order. */
export const shownSteps = (notebook: Notebook): readonly Step[] =>
  notebook.steps.filter(step => !step.removed)

/** The shown step `by` places away from another, stopping at the ends; from nowhere, the first or the last. */
export function neighbour(notebook: Notebook, from: Id | null, by: number): Id | null {
  const steps = shownSteps(notebook)
  const at = steps.findIndex(step => step.id === from)
  if (at < 0) return (by > 0 ? steps[0] : steps.at(-1))?.id ?? null
  return steps[Math.min(steps.length - 1, Math.max(0, at + by))]?.id ?? null
}

/**
 * Where to put a step so that it is shown `by` places further down (negative: up): the step that it must come below, null for the top;
 * undefined where it is at that end already.
 */
export function placeAfterMove(notebook: Notebook, step: Id, by: -1 | 1): Id | null | undefined {
  const steps = shownSteps(notebook)
  const at = steps.findIndex(each => each.id === step)
  const target = steps[at + by]
  if (at < 0 || !target) return undefined
  return by > 0 ? target.id : aboveOf(notebook, target.id)
}
