import { judgedRun, lastEvident } from '#client/judgment/verdictOperations.ts'
import type { Hash, Id, Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { valuesUsed } from '#shared/notebook/filling.ts'
import { editedSince, questionOf } from '#shared/notebook/standing.ts'
import { isDraft, trail } from '#shared/notebook/trail.ts'

/** One screen of a presentation: the answer, or one step with the kept run that it is shown on (null: nothing kept). */
export type Slide =
  | { readonly is: 'answer' }
  | { readonly is: 'step'; readonly step: Step; readonly number: number; readonly run: Run | null }

/** What is presented, in order: the answer first where there is one, then each step that is no draft, dead ends among them. */
export function slidesOf(notebook: Notebook): readonly Slide[] {
  const steps = trail(notebook).flatMap(({ step, number }): readonly Slide[] =>
    isDraft(notebook, step) ? [] : [{ is: 'step', step, number, run: shownRun(step) }],
  )
  const answered = notebook.conclusion.trim() !== '' || notebook.question.trim() !== '' || steps.length === 0
  return answered ? [{ is: 'answer' }, ...steps] : steps
}

/** The run that a step is presented on: the judged one, else the last that brought evidence. */
const shownRun = (step: Step): Run | null =>
  step.is === 'ask' ? (judgedRun(step) ?? lastEvident(step) ?? null) : null

/** The evidence of a run; null where it failed, or there is none. */
export const evidenceOf = (run: Run | null): Hash | null =>
  run !== null && 'evidence' in run.outcome ? run.outcome.evidence : null

/** Where a step is among the slides; the first slide for one that is not. */
export const slideAt = (slides: readonly Slide[], step: Id): number =>
  Math.max(
    0,
    slides.findIndex(slide => slide.is === 'step' && slide.step.id === step),
  )

/**
 * What has happened to a step since it was judged, in a few words; null where nothing has, or it is not judged.
 * Compared, never stored.
 */
export function sinceJudged(notebook: Notebook, step: Step): string | null {
  if (step.is !== 'ask' || step.judgment === null) return null
  const judged = judgedRun(step)
  if (judged === undefined) return 'the run it was judged on is gone'
  const was = questionOf(judged.asked)
  const values = valuesUsed(notebook.variables, step.request)
  const edited = editedSince(judged.asked, { ...was, request: step.request, values })
  if (edited.length > 0) return 'its question was edited since'
  return lastEvident(step)?.id === judged.id ? null : 'it was run again since'
}
