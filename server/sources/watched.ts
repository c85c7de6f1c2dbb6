import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { openBreaker } from './breaker.ts'
import type { Source } from './source.ts'

/** A source whose uses are watched; `state` is null until the first. */
export type Watched = { readonly source: Source; readonly state: () => SourceSummary['state'] }

const sourcesDoing: readonly Failure['kind'][] = ['unreachable', 'timeout', 'source', 'nonsense']

const clock = (at: Ms) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
const second = (at: Ms) => `${new Date(at).toISOString().slice(11, 19)} UTC`

/**
 * The source with its state kept: every use that it answered, if only with “your query is wrong”, makes it up; every use that failed by
 * its doing makes it down, and from the second such failure on the hint says since when. After several in a row it is left alone for a
 * while: uses fail at once, naming why, since when and until when; a question that a person wishes for and a test go through
 * all the same. Stop says nothing of it.
 */
export function watched(source: Source, now: () => Ms): Watched {
  const breaker = openBreaker(now)
  let last: { readonly up: boolean; readonly since: Ms; readonly message: string } | null = null

  const note = (up: boolean, message: string, at: Ms) => {
    last = { up, since: last?.up === up ? last.since : at, message }
  }

  const answered = () => {
    breaker.succeeded()
    note(true, '', now())
  }

  function noteFailure(error: unknown): unknown {
    if (!(error instanceof Failed) || error.failure.kind === 'stopped') {
      breaker.ended()
      return error
    }
    const { failure } = error
    if (!sourcesDoing.includes(failure.kind)) {
      answered()
      return error
    }
    const at = now()
    breaker.failed(at)
    const since = last !== null && !last.up ? last.since : undefined
    note(false, failure.message, at)
    if (since === undefined) return error
    const hint = [failure.hint, `It has not answered since ${clock(since)}.`].filter(Boolean).join(' ')
    return new Failed({ ...failure, hint }, error.part)
  }

  function leftAlone(retryAt: Ms): Failed {
    const since = last === null ? now() : last.since
    return new Failed({
      kind: 'unreachable',
      message: `${source.title} has failed again and again since ${clock(since)} and is left alone until ${second(retryAt)}. The last time: ${last?.message}`,
      hint: 'It is tried again then; to run a step, or a Test in the list of sources, tries it at once.',
      source: source.id,
    })
  }

  async function watch<Result>(work: Promise<Result>): Promise<Result> {
    try {
      const result = await work
      answered()
      return result
    } catch (error) {
      throw noteFailure(error)
    }
  }

  async function use<Result>(work: () => Promise<Result>, wished = false): Promise<Result> {
    const passes = breaker.pass(wished)
    const retryAt = breaker.retryAt()
    if (!passes && retryAt !== null) throw leftAlone(retryAt)
    return watch(work())
  }

  return {
    state: () => last && { ...last, retryAt: breaker.retryAt() },
    source: {
      ...source,
      query: (question, signal) => use(() => source.query(question, signal), question.wished),
      series: (...given) => use(() => source.series(...given)),
      labelNames: (...given) => use(() => source.labelNames(...given)),
      labelValues: (...given) => use(() => source.labelValues(...given)),
      metadata: (...given) => use(() => source.metadata(...given)),
      extent: (...given) => use(() => source.extent(...given)),
      test: (...given) => watch(source.test(...given)),
    },
  }
}
