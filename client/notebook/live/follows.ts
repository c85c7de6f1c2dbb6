import { editedSince, questionOf } from '#shared/notebook/standing.ts'
import type { Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import { followsNow } from '#shared/time/range.ts'
import type { Candidate } from './course.ts'

type AskStep = Extract<Step, { is: 'ask' }>

/** True where the window of a step moves with the clock: its own, or else the notebook's. */
export const stepFollowsNow = (notebook: Notebook, step: Step): boolean =>
  step.is === 'ask' && followsNow(step.range ?? notebook.range)

/** True where the queries of a step are not those that a run has asked. */
export const isOfOlderText = (step: AskStep, run: Run): boolean =>
  editedSince(run.asked, { ...questionOf(run.asked), request: step.request }).length > 0

/**
 * A step as one to refresh; null where it does not follow now, is folded or gone, shows nothing yet, or its text has been edited since what
 * it shows: half a query is not asked.
 */
export function candidateOf(notebook: Notebook, step: Step, shown: Run | undefined): Candidate | null {
  if (step.is !== 'ask' || step.removed || step.folded || !shown) return null
  if (!stepFollowsNow(notebook, step) || isOfOlderText(step, shown)) return null
  const { request } = step
  const queries = request.kind === 'query' ? request.queries.filter(query => !query.removed) : []
  return { step: step.id, sources: [...new Set(queries.map(query => query.source))] }
}
