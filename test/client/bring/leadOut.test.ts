import { describe, expect, it } from 'vitest'
import { waysOut } from '#client/bring/leadOut.ts'
import type { Asked, Query } from '#shared/ask/request.ts'
import { plainConnection, type SourceSummary } from '#shared/wire/wire.ts'

const source = (
  id: string,
  address: string | null,
  grafana: SourceSummary['grafana'] = null,
): SourceSummary => ({
  id,
  title: id.toUpperCase(),
  kind: address === null ? 'embedded' : 'prometheus',
  language: 'promql',
  address,
  fixed: false,
  state: null,
  grafana,
  scrape: plainConnection.scrape,
})
const sources = [
  source('embedded', null),
  source('prom', 'http://prom:9090'),
  source('behind', 'https://graf.example', { address: 'https://graf.example', uid: 'P18' }),
]
const query = (text: string, of: string, removed = false): Query => ({
  id: text,
  source: of,
  language: 'promql',
  text,
  legend: '',
  removed,
})
const asked = (...queries: readonly Query[]): Asked => ({
  request: { kind: 'query', queries, against: null },
  window: { from: 1793714520000, to: 1793714820000 },
  blip: null,
  before: null,
  step: 15_000,
})
const ways = (...queries: readonly Query[]) => waysOut(asked(...queries), sources, 'http://127.0.0.1:4780')

describe('The ways out of a step', () => {
  it('lead to each source that was asked, by its own page', () => {
    expect(ways(query('a', 'prom'), query('b', 'behind')).links.map(each => each.title)).toEqual([
      'Open in Prometheus: PROM',
      'Open in Grafana: BEHIND',
    ])
  })
  it('need no name where there is one source', () => {
    expect(ways(query('a', 'prom')).links).toEqual([
      {
        title: 'Open in Prometheus',
        link: 'http://prom:9090/graph?g0.expr=a&g0.tab=0&g0.range_input=5m&g0.end_input=2026-11-03+14%3A07%3A00',
      },
    ])
  })
  it('leave out what was removed, and sources that are gone', () => {
    expect(ways(query('a', 'prom', true), query('b', 'gone'))).toEqual({ links: [], curl: '' })
  })
  it('have no page for the embedded store, but its API', () => {
    const { links, curl } = ways(query('a', 'embedded'))
    expect(links).toEqual([])
    expect(curl).toContain("curl -G 'http://127.0.0.1:4780/prometheus/api/v1/query_range'")
  })
  it('through Grafana ask its proxy', () => {
    expect(ways(query('a', 'behind')).curl).toContain(
      "'https://graf.example/api/datasources/proxy/uid/P18/api/v1/query_range'",
    )
  })
})
