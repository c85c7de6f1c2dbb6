import type { Failure } from '#shared/query/failure.ts'
import { printClock, type Zone } from '#shared/time/clock.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'

const whose: Readonly<Record<Failure['kind'], 'query' | 'source' | 'person'>> = {
  query: 'query',
  execution: 'query',
  limit: 'query',
  unreachable: 'source',
  timeout: 'source',
  source: 'source',
  nonsense: 'source',
  stopped: 'person',
}

/**
 * What failed, in a heading: the query, the source by name and since when it is down, or nobody. `several`: the step has more queries, so
 * that it is said for which one a source failed.
 */
export function failureHeading(
  failure: Failure,
  sources: readonly SourceSummary[],
  zone: Zone,
  several: boolean,
): string {
  if (whose[failure.kind] === 'person') return 'Stopped'
  if (failure.kind === 'limit') return 'Refused before it could hurt'
  if (whose[failure.kind] === 'query')
    return failure.query === undefined ? 'The query failed' : `Query ${failure.query} failed`
  const source = sources.find(each => each.id === failure.source)
  const title = source?.title ?? failure.source ?? 'The source'
  const name = several && failure.query !== undefined ? `${title} (query ${failure.query})` : title
  const since = source?.state && !source.state.up ? ` since ${printClock(source.state.since, zone)}` : ''
  if (failure.kind === 'unreachable') return `${name} is down${since}`
  if (failure.kind === 'timeout') return `${name} is too slow`
  if (failure.kind === 'nonsense') return `${name} answered something that is no answer`
  return `${name} answered an error`
}

/** True where evidence kept earlier says nothing less for this failure. */
export const isSourceFailure = (failure: Failure): boolean => whose[failure.kind] === 'source'
