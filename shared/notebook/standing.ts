import type { Asked, Request } from '#shared/ask/request.ts'
import type { Failure } from '#shared/query/failure.ts'
import type { Comparison, Deviation } from './compare.ts'
import type { Run } from './notebook.ts'
import { same } from '#shared/notebook/log/same.ts'

/** What about the question differs from what was judged. */
export type Edited = 'queries' | 'comparison' | 'window' | 'blip'

/** How a judgment stands today; derived, never stored. */
export type Standing =
  | { readonly is: 'holds' }
  | { readonly is: 'changed'; readonly share: number; readonly series: number; readonly most: Deviation }
  /** The source has nothing any more of what was judged. */
  | { readonly is: 'pastRetention' }
  | { readonly is: 'sourceFailed'; readonly failure: Failure }
  | { readonly is: 'edited'; readonly what: readonly Edited[] }

/** The question as the step would ask it now. `window` is null where it follows the clock, and then does not count. */
export type Question = Pick<Asked, 'request' | 'blip' | 'before'> & {
  readonly window: Asked['window'] | null
}

/**
 * How a judgment on the run `judged` stands: edited, where the question is another one by now; else what the latest run says. `comparison` is of
 * the judged evidence with the latest run's, null where both are the same evidence or it is not known yet.
 */
export function standing(judged: Run, now: Question, latest: Run, comparison: Comparison | null): Standing {
  const what = editedSince(judged.asked, now)
  if (what.length > 0) return { is: 'edited', what }
  if ('failure' in latest.outcome) return { is: 'sourceFailed', failure: latest.outcome.failure }
  if (!comparison || comparison.is === 'same') return { is: 'holds' }
  if (comparison.is === 'gone') return { is: 'pastRetention' }
  const { share, changed, fresh, gone, most } = comparison
  return { is: 'changed', share, series: changed + fresh + gone, most }
}

/** What a question differs in from one that was asked. Removed queries, and what queries are called, do not count. */
export function editedSince(asked: Asked, now: Question): readonly Edited[] {
  const what: Edited[] = []
  if (!same(essence(asked.request), essence(now.request))) what.push('queries')
  if (shiftOf(asked.request) !== shiftOf(now.request)) what.push('comparison')
  if (now.window && !same(asked.window, now.window)) what.push('window')
  if (!same(asked.blip, now.blip) || !same(asked.before, now.before)) what.push('blip')
  return what
}

const essence = (request: Request) =>
  request.kind === 'events'
    ? { where: request.where }
    : request.queries
        .filter(query => !query.removed)
        .map(({ source, language, text }) => ({ source, language, text: text.trim() }))

const shiftOf = (request: Request) => (request.kind === 'query' ? request.against : null)
