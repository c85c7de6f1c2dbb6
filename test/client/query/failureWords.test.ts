import { describe, expect, it } from 'vitest'
import { failureHeading, isSourceFailure } from '#client/query/words/failureWords.ts'
import type { Failure } from '#shared/query/failure.ts'
import { utc } from '#shared/time/clock.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'

const source: SourceSummary = {
  id: 'prom',
  title: 'Prometheus of production',
  kind: 'prometheus',
  language: 'promql',
  address: 'http://prom:9090',
  fixed: false,
  grafana: null,
  scrape: 15_000,
  state: { up: false, since: Date.UTC(2026, 10, 3, 14, 2), message: 'refused', retryAt: null },
}
const heading = (failure: Partial<Failure> & Pick<Failure, 'kind'>, several = false) =>
  failureHeading({ message: '', ...failure }, [source], utc, several)

describe('the heading of a failure', () => {
  it('names a source that is down, and since when', () =>
    expect(heading({ kind: 'unreachable', source: 'prom' })).toBe(
      'Prometheus of production is down since 14:02',
    ))
  it('names the query for which a source failed, where there are several', () => {
    const failure = { kind: 'timeout', source: 'prom', query: 'B' } as const
    expect(heading(failure, true)).toBe('Prometheus of production (query B) is too slow')
    expect(heading(failure)).toBe('Prometheus of production is too slow')
  })
  it('names the query that failed', () =>
    expect(heading({ kind: 'query', query: 'B' })).toBe('Query B failed'))
  it('says that a limit refused it', () =>
    expect(heading({ kind: 'limit' })).toBe('Refused before it could hurt'))
  it('blames nobody for Stop', () => expect(heading({ kind: 'stopped' })).toBe('Stopped'))
  it('uses the id of a source that is gone', () =>
    expect(heading({ kind: 'timeout', source: 'old' })).toBe('old is too slow'))
  it.each(['unreachable', 'timeout', 'source', 'nonsense'] as const)('%s is the source’s doing', kind =>
    expect(isSourceFailure({ kind, message: '' })).toBe(true),
  )
  it.each(['query', 'execution', 'limit', 'stopped'] as const)('%s is not', kind =>
    expect(isSourceFailure({ kind, message: '' })).toBe(false),
  )
})
