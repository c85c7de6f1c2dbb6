import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import type { Source } from './source.ts'

/** A source whose uses are watched; `state` is null until the first. */
export type Watched = { readonly source: Source; readonly state: () => SourceSummary['state'] }

const sourcesDoing: readonly Failure['kind'][] = ['unreachable', 'timeout', 'source', 'nonsense']

const clock = (at: Ms) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/**
 * The source with its state kept: every use that it answered, if only with “your query is wrong”, makes it up; every use that failed by
 * its doing makes it down, and from the second such failure on the hint says since when. Stop says nothing of it.
 */
export function watched(source: Source, now: () => Ms): Watched {
  let state: SourceSummary['state'] = null

  const note = (up: boolean, message: string) => {
    state = { up, since: state?.up === up ? state.since : now(), message, retryAt: null }
  }

  function noteFailure(error: unknown): unknown {
    if (!(error instanceof Failed) || error.failure.kind === 'stopped') return error
    const { failure } = error
    if (!sourcesDoing.includes(failure.kind)) {
      note(true, '')
      return error
    }
    const since = state !== null && !state.up ? state.since : undefined
    note(false, failure.message)
    if (since === undefined) return error
    const hint = [failure.hint, `It has not answered since ${clock(since)}.`].filter(Boolean).join(' ')
    return new Failed({ ...failure, hint })
  }

  async function use<Result>(work: Promise<Result>): Promise<Result> {
    try {
      const result = await work
      note(true, '')
      return result
    } catch (error) {
      throw noteFailure(error)
    }
  }

  return {
    state: () => state,
    source: {
      ...source,
      query: (...given) => use(source.query(...given)),
      series: (...given) => use(source.series(...given)),
      labelNames: (...given) => use(source.labelNames(...given)),
      labelValues: (...given) => use(source.labelValues(...given)),
      metadata: (...given) => use(source.metadata(...given)),
      extent: (...given) => use(source.extent(...given)),
      test: (...given) => use(source.test(...given)),
    },
  }
}
