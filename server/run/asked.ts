import type { Asker } from './answer.ts'
import type { Asked, Request } from '#shared/ask/request.ts'
import { baselineOf } from '#shared/notebook/baseline.ts'
import { fillRequest, queriesOf } from '#shared/notebook/filling.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Notebook, Step, Variable } from '#shared/notebook/notebook.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import { plainScrape } from '#shared/query/variables/builtIn.ts'
import { writtenSpan } from '#shared/query/variables/fill.ts'
import { utc } from '#shared/time/clock.ts'
import { stepFor } from '#shared/time/grid.ts'
import { resolveRange } from '#shared/time/range.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** How often a source scrapes, in milliseconds. */
export const scrapeOf =
  (asker: Pick<Asker, 'source'>) =>
  (source: string): Ms =>
    asker.source(source)?.scrape ?? plainScrape

/** A question made absolute. `inWritten` takes a failure about its filled-in texts to the same place of the texts as they are written. */
export type Question = { readonly asked: Asked; readonly inWritten: (failure: Failure) => Failure }

/**
 * The question of a step as it is written, made absolute at `now`: its own window or the notebook's, the blip and what it is compared with, the
 * step width. Throws `Failed` (query) where a typed time cannot be read, or the step asks nothing.
 */
export function writtenQuestion(notebook: Notebook, step: Step, now: Ms): Asked {
  if (step.is !== 'ask') throw new Failed({ kind: 'query', message: 'This step asks nothing.' })
  const resolved = resolveRange(step.range ?? notebook.range, now, utc)
  if (!resolved.ok)
    throw new Failed({ kind: 'query', message: `The window of this step: ${resolved.reason}.` })
  const { request } = step
  const { window } = resolved
  const { blip } = notebook
  return {
    request: request.kind === 'query' ? { ...request, queries: queriesOf(request) } : request,
    window,
    blip,
    before: baselineOf(blip, notebook.before),
    step: stepFor(window),
  }
}

/**
 * A question with its variables filled in. `scrapes`: how often a source scrapes. Throws `Failed` (query) where there is no query yet, or a
 * variable cannot be filled in.
 */
export function filledQuestion(
  written: Asked,
  variables: readonly Variable[],
  scrapes: (source: string) => Ms,
): Question {
  const { request } = written
  if (request.kind === 'query' && request.queries.every(query => query.text.trim() === ''))
    throw new Failed({
      kind: 'query',
      message: 'There is no query yet.',
      hint: 'Type one, then press Shift+Enter.',
    })
  const { inWritten, ...filled } = filledFor(request, variables, written, scrapes)
  return { asked: { ...written, ...filled }, inWritten }
}

/** A request with its variables filled in for a window and a step width. Throws `Failed` (query) where one of them cannot be. */
export function filledFor(
  written: Request,
  variables: readonly Variable[],
  on: { readonly window: Window; readonly step: Ms },
  scrapes: (source: string) => Ms,
): Pick<Asked, 'request' | 'filled'> & Pick<Question, 'inWritten'> {
  const { request, filled, fillings } = fillRequest(written, variables, query => ({
    ...on,
    scrape: scrapes(query.source),
  }))
  for (const [query, { problems, text }] of fillings) {
    if (problems[0]) throw new Failed({ kind: 'query', query, ...problems[0] })
    if (text.length > limits.text)
      throw new Failed({
        kind: 'limit',
        query,
        message: `With its variables filled in, the query has ${text.length.toLocaleString('en')} characters.`,
        hint: 'Choose fewer values, or all of them as one pattern.',
      })
  }
  return {
    request,
    ...(filled && { filled }),
    inWritten: failure => {
      const filling = fillings.get(failure.query ?? '')
      const { span, replacement: _, ...rest } = failure
      return filling === undefined || filling.parts.length === 0 || span === undefined
        ? failure
        : { ...rest, span: writtenSpan(filling, span) }
    },
  }
}
