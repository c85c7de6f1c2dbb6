import type { Asked, Filled, Request } from '#shared/ask/request.ts'
import type { Failure } from '#shared/query/failure.ts'
import type { Comparison, Deviation } from './compare.ts'
import type { Run } from './notebook.ts'
import { namesIn, queriesOf, writtenRequest } from './filling.ts'
import { same } from '#shared/notebook/log/same.ts'

/** What about the question differs from what was judged. */
export type Edited = 'queries' | 'variables' | 'comparison' | 'window' | 'blip'

/** A variable that stands for something else by now; `is` null: there is none of that name any more. */
export type Revalued = {
  readonly name: string
  readonly was: readonly string[]
  readonly is: readonly string[] | null
}

/** How a judgment stands today; derived, never stored. */
export type Standing =
  | { readonly is: 'holds' }
  | { readonly is: 'changed'; readonly share: number; readonly series: number; readonly most: Deviation }
  /** The source has nothing any more of what was judged. */
  | { readonly is: 'pastRetention' }
  | { readonly is: 'sourceFailed'; readonly failure: Failure }
  /** The step follows the clock, and its latest run is of later instants. */
  | { readonly is: 'moved' }
  | {
      readonly is: 'edited'
      readonly what: readonly Edited[]
      readonly variables: readonly Revalued[]
    }

/** The question as the step would ask it now. `window` is null where it follows the clock, and then does not count. */
export type Question = Pick<Asked, 'blip' | 'before'> & {
  /** As it is written. */
  readonly request: Request
  /** What the variables of the notebook that it speaks of stand for. */
  readonly values: Filled['values']
  readonly window: Asked['window'] | null
}

/** The question that a run has asked, as it was written. */
export const questionOf = (asked: Asked): Question => ({
  request: writtenRequest(asked),
  values: asked.filled?.values ?? {},
  window: asked.window,
  blip: asked.blip,
  before: asked.before,
})

/**
 * How a judgment on the run `judged` stands: edited, where the question is another one by now; else what the latest run says. `comparison` is of
 * the judged evidence with the latest run's, null where both are the same evidence or it is not known yet.
 */
export function standing(judged: Run, now: Question, latest: Run, comparison: Comparison | null): Standing {
  const what = editedSince(judged.asked, now)
  if (what.length > 0) return { is: 'edited', what, variables: revalued(judged.asked, now) }
  if ('failure' in latest.outcome) return { is: 'sourceFailed', failure: latest.outcome.failure }
  if (now.window === null && !same(judged.asked.window, latest.asked.window)) return { is: 'moved' }
  if (!comparison || comparison.is === 'same') return { is: 'holds' }
  if (comparison.is === 'gone') return { is: 'pastRetention' }
  const { share, changed, fresh, gone, most } = comparison
  return { is: 'changed', share, series: changed + fresh + gone, most }
}

/** What a question differs in from one that was asked. Removed queries, and what queries are called, do not count. */
export function editedSince(asked: Asked, now: Question): readonly Edited[] {
  const was = questionOf(asked)
  const what: Edited[] = []
  if (!same(essence(was.request), essence(now.request))) what.push('queries')
  if (revalued(asked, now).length > 0) what.push('variables')
  if (shiftOf(was.request) !== shiftOf(now.request)) what.push('comparison')
  if (now.window && !same(was.window, now.window)) what.push('window')
  if (!same(was.blip, now.blip) || !same(was.before, now.before)) what.push('blip')
  return what
}

/** The variables that were asked with and stand for something else now. */
function revalued(asked: Asked, now: Question): readonly Revalued[] {
  const spoken = namesIn(now.request)
  return Object.entries(asked.filled?.values ?? {}).flatMap(([name, was]) => {
    const is = now.values[name] ?? null
    return same(was, is) || !spoken.has(name) ? [] : [{ name, was, is }]
  })
}

const essence = (request: Request) =>
  request.kind === 'events'
    ? { where: request.where }
    : queriesOf(request).map(({ source, language, text }) => ({ source, language, text: text.trim() }))

const shiftOf = (request: Request) => (request.kind === 'query' ? request.against : null)
