import type { Asked, Request } from '#shared/ask/request.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import type { Notebook, Step } from '#shared/notebook/notebook.ts'
import { Failed } from '#shared/query/failure.ts'
import { utc } from '#shared/time/clock.ts'
import { stepFor } from '#shared/time/grid.ts'
import { resolveRange } from '#shared/time/range.ts'
import type { Ms } from '#shared/time/window.ts'

const asItCounts = (request: Request): Request =>
  request.kind === 'query'
    ? { ...request, queries: request.queries.filter(query => !query.removed) }
    : request

/**
 * The question of a step, made absolute at `now`: its own window or the notebook's, the blip and what it is compared with, the step width.
 * Throws `Failed` (query) where a typed time cannot be read, or the step has nothing to ask.
 */
export function askedOf(notebook: Notebook, step: Step, now: Ms): Asked {
  if (step.is !== 'ask') throw new Failed({ kind: 'query', message: 'This step asks nothing.' })
  const resolved = resolveRange(step.range ?? notebook.range, now, utc)
  if (!resolved.ok)
    throw new Failed({ kind: 'query', message: `The window of this step: ${resolved.reason}.` })
  const request = asItCounts(step.request)
  if (request.kind === 'query' && request.queries.every(query => query.text.trim() === ''))
    throw new Failed({
      kind: 'query',
      message: 'There is no query yet.',
      hint: 'Type one, then press Shift+Enter.',
    })
  return {
    request,
    window: resolved.window,
    blip: notebook.blip,
    before: baselineOf(notebook.blip, notebook.before),
    step: stepFor(resolved.window),
  }
}
