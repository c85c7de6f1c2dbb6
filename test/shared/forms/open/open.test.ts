import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Brought } from '#shared/forms/bring/brought.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import {
  type Asking,
  behindGrafana,
  curlCommands,
  grafanaLink,
  prometheusLink,
} from '#shared/forms/open/open.ts'
import { utc } from '#shared/time/clock.ts'
import { resolveRange } from '#shared/time/range.ts'
import type { Window } from '#shared/time/window.ts'

const window = { from: Date.UTC(2026, 10, 3, 14, 2), to: Date.UTC(2026, 10, 3, 14, 7) }
const asking: Asking = {
  queries: [
    { text: 'rate(up{job="a b"}[5m]) + 1', legend: '{{node}}' },
    { text: "x{y='&#'}", legend: '' },
  ],
  window,
  step: 15_000,
}

describe('A link out', () => {
  it('to Prometheus has a graph for each query', () => {
    expect(prometheusLink('http://prom:9090/', asking)).toBe(
      'http://prom:9090/graph?g0.expr=rate(up%7Bjob%3D%22a+b%22%7D%5B5m%5D)+%2B+1&g0.tab=0&g0.range_input=5m&g0.end_input=2026-11-03+14%3A07%3A00' +
        "&g1.expr=x%7By%3D'%26%23'%7D&g1.tab=0&g1.range_input=5m&g1.end_input=2026-11-03+14%3A07%3A00",
    )
  })
  it('as curl asks one query after the other', () => {
    expect(curlCommands(behindGrafana('https://graf.example', 'prod'), asking)).toBe(
      `curl -G 'https://graf.example/api/datasources/proxy/uid/prod/api/v1/query_range' \\
  --data-urlencode 'query=rate(up{job="a b"}[5m]) + 1' \\
  -d start=1793714520 -d end=1793714820 -d step=15

curl -G 'https://graf.example/api/datasources/proxy/uid/prod/api/v1/query_range' \\
  --data-urlencode 'query=x{y='\\''&#'\\''}' \\
  -d start=1793714520 -d end=1793714820 -d step=15`,
    )
  })
})

const text = fc
  .string({ unit: fc.constantFrom(...'ab_ {}[]()"\'`=~!+-*/%&#?$\\|;:,.^\n<>é😀') })
  .map(each => `m${each}m`)
const someAsking = fc.record({
  queries: fc.array(fc.record({ text, legend: fc.constantFrom('', '{{node}}', 'p99 {{le}}') }), {
    minLength: 1,
    maxLength: 5,
  }),
  from: fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }),
  length: fc.integer({ min: 1, max: 10_000_000 }),
})

const textsOf = (brought: Brought | null) =>
  brought?.steps.flatMap(step => (step.is === 'ask' ? step.queries.map(query => query.text) : []))
const windowOf = (brought: Brought | null): Window | null => {
  const read = resolveRange(brought?.range ?? { from: '', to: '' }, 0, utc)
  return read.ok ? read.window : null
}

const ways: Readonly<Record<string, (asking: Asking) => string>> = {
  Prometheus: each => prometheusLink('https://p.example/prom', each),
  Grafana: each => grafanaLink('https://graf.example/ops', 'prod', each),
  curl: each => curlCommands('http://p:9090', each),
}

describe('What goes out comes in again', () => {
  it.each(Object.keys(ways))('by %s', way => {
    fc.assert(
      fc.property(someAsking, ({ queries, from, length }) => {
        const there = { from: from * 1000, to: (from + length) * 1000 }
        const brought = readBrought(ways[way]?.({ queries, window: there, step: 15_000 }) ?? '')
        expect(textsOf(brought)).toEqual(queries.map(query => query.text))
        expect(windowOf(brought)).toEqual(there)
        expect(brought?.left).toEqual([])
      }),
      { numRuns: 300, seed: 3112026 },
    )
  })
})
