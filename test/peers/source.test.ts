import { plainConnection } from '#shared/wire/wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Grid } from '#shared/time/grid.ts'
import { until, type Peer } from './programs/program.ts'
import { startPrometheus } from './programs/prometheus.ts'
import { remoteWrite } from './remoteWrite.ts'
import { begin, written } from './samples.ts'

const never = new AbortController().signal
const minute = 60_000
const grid: Grid = { start: begin, step: minute, count: 180 }
const all = { from: begin, to: begin + 180 * minute }
const metric = (value: string): readonly Matcher[] => [{ name: '__name__', op: '=', value }]

const outbound = openOutbound()
let peer: Peer
let source: Source

beforeAll(async () => {
  peer = await startPrometheus()
  await remoteWrite(peer.address, written)
  const place = { id: 'peer', title: 'Peer', address: peer.address, ...plainConnection } as const
  source = prometheusSource(place, outbound, () => begin + 10 * 24 * 60 * minute)
})

afterAll(async () => {
  await outbound.close()
  await peer.stop()
})

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Failed) return error.failure
  throw new Error('expected a failure', { cause: error })
}

const failureAsking = (text: string) => failureOf(source.query({ text, grid }, never))

describe('completion from a real Prometheus', () => {
  const metrics = [...new Set(written.map(one => one.labels['__name__']))].sort()

  it('has the names of metrics, all of them or of a selector, cut at a limit', async () => {
    expect(await source.labelValues('__name__', [], null, 0, never)).toEqual(metrics)
    expect(
      await source.labelValues('__name__', [[{ name: 'x', op: '=', value: '1' }]], all, 0, never),
    ).toEqual(['aligned', 'aligned_total'])
    expect((await source.labelValues('__name__', [], null, 2, never)).length).toBe(2)
  })

  it('has label names and values, also beyond the plain ones', async () => {
    expect(await source.labelNames([metric('requests_total')], all, never)).toEqual([
      '__name__',
      'node',
      'region',
      'status',
    ])
    expect(await source.labelNames([], null, never)).toContain('http.method')
    expect(await source.labelValues('http.method', [], null, 10, never)).toEqual(['GET'])
    expect(await source.labelValues('region', [metric('temperature')], all, 10, never)).toEqual([
      'eu-west-1',
      'us-east-1',
    ])
    expect(await source.labelValues('nosuchlabel', [], null, 10, never)).toEqual([])
  })

  it('has series, and says where there are more', async () => {
    const every = await source.series([metric('requests_total')], all, 100, never)
    expect([every.series.length, every.more]).toEqual([12, false])
    const some = await source.series([metric('requests_total'), metric('aligned')], all, 5, never)
    expect([some.series.length, some.more]).toEqual([5, true])
    expect(await source.series([metric('nosuchmetric')], all, 5, never)).toEqual({ series: [], more: false })
    expect((await source.series([[]], null, 0, never)).series.length).toBe(written.length)
    expect(
      (await source.series([[{ name: 'http.method', op: '=~', value: 'G.*' }]], null, 5, never)).series,
    ).toEqual([{ __name__: 'choppy', 'http.method': 'GET' }])
  })

  it('has an empty list of metadata where nothing was scraped', async () => {
    expect(await source.metadata(never)).toEqual([])
  })

  it('knows its version and how many metrics there are', async () => {
    expect(await source.test(never)).toMatchObject({
      version: expect.stringMatching(/^3\./),
      metrics: metrics.length,
    })
  })
})

describe('the extent of a selector', () => {
  it('is where it has samples, to the minute', async () => {
    const extent = await source.extent(metric('aligned'), never)
    expect(extent?.from).toBeGreaterThan(begin - 2 * minute)
    expect(extent?.from).toBeLessThanOrEqual(begin)
    expect(extent?.to).toBeGreaterThan(begin + 179 * minute)
    expect(extent?.to).toBeLessThan(begin + 181 * minute)
  })

  it('is null where there are none', async () => {
    expect(await source.extent(metric('nosuchmetric'), never)).toBeNull()
  })

  it('is found for ten minutes of samples, and for samples of half a year ago', async () => {
    const at = begin - 3 * 60 * minute + 21 * minute
    const times = Float64Array.from({ length: 20 }, (_, i) => at + i * 30_000)
    const short = { labels: { __name__: 'short' }, times, values: new Float64Array(20) }
    const other = await startPrometheus()
    try {
      await remoteWrite(other.address, [short])
      const within = async (later: number) => {
        const place = { id: 'other', title: 'Other', address: other.address, ...plainConnection } as const
        return prometheusSource(place, outbound, () => at + later).extent(metric('short'), never)
      }
      for (const extent of [await within(5 * 24 * 60 * minute), await within(180 * 24 * 60 * minute)]) {
        expect(extent?.from).toBeLessThanOrEqual(at)
        expect(extent?.from).toBeGreaterThan(at - 5 * minute)
        expect(extent?.to).toBeGreaterThan(at + 9 * minute)
        expect(extent?.to).toBeLessThan(at + 15 * minute)
      }
    } finally {
      await other.stop()
    }
  })
})

describe('errors of a real Prometheus', () => {
  it.each([
    ['sum(rate(requests_total[5m])', /unclosed left paren/, ')'],
    ['requests_total{node="ü"} + foo(1)', /unknown function/, 'foo'],
    ['temperature\n  + "ü" + 1', /binary expression/, '"ü"'],
    ['requests_total{node=="b"}', /unexpected/, '='],
    ['rate(temperature)', /expected type range vector/, 'temperature'],
    ['sum by (node) temperature', /unexpected identifier/, 'temperature'],
    ['temperature[5m]', /invalid expression type/, undefined],
    ['', /no expression/, undefined],
  ])('%j is wrong at its place', async (text, message, at) => {
    const failure = await failureAsking(text)
    expect(failure).toMatchObject({ kind: 'query', source: 'peer', message: expect.stringMatching(message) })
    if (at !== undefined) expect(text.slice(failure.span?.from, failure.span?.to)).toBe(at)
  })

  it('of evaluation are of their own kind', async () => {
    expect(await failureAsking('requests_total + on(node) temperature')).toMatchObject({
      kind: 'execution',
      message: expect.stringContaining('many-to-'),
    })
  })

  it('do not come where the limit of points is known beforehand', async () => {
    const wide = { ...grid, step: 1000, count: 11_000 }
    expect((await source.query({ text: 'aligned', grid: wide }, never)).frame.series.length).toBe(1)
    expect(
      (await failureOf(source.query({ text: 'aligned', grid: { ...wide, count: 11_001 } }, never))).kind,
    ).toBe('limit')
  })
})

describe('remarks of a real Prometheus', () => {
  it('have their places', async () => {
    const text = 'sum(rate(temperature[5m])) + quantile(2, aligned)'
    const { remarks } = await source.query({ text, grid }, never)
    const told = remarks.map(one => [one.level, one.span && text.slice(one.span.from, one.span.to)])
    expect(told).toEqual(
      expect.arrayContaining([
        ['warning', '2'],
        ['info', 'temperature'],
      ]),
    )
  })
})

describe('Stop', () => {
  it('ends a long query at once, at both ends', async () => {
    const atWork = async () =>
      Number(
        /^prometheus_engine_queries (\d+)/m.exec(await (await fetch(`${peer.address}/metrics`)).text())?.[1],
      )
    const stop = new AbortController()
    const text = Array.from({ length: 60 }, () => 'sum_over_time(requests_total[2h:1s])').join(' + ')
    const asked = failureOf(source.query({ text, grid: { ...grid, step: 1000, count: 10_000 } }, stop.signal))
    await until('the query to be at work', async () => (await atWork()) === 1 || undefined)
    stop.abort()
    expect(await asked).toEqual({ kind: 'stopped', message: 'Stopped.', source: 'peer' })
    await until('the query to be over', async () => (await atWork()) === 0 || undefined)
  })

  it('and a server that is gone is named', async () => {
    const gone = await startPrometheus()
    const place = { id: 'gone', title: 'Gone', address: gone.address, ...plainConnection } as const
    const other = prometheusSource(place, outbound)
    expect((await other.query({ text: 'vector(1)', grid }, never)).frame.series.length).toBe(1)
    await gone.stop()
    expect(await failureOf(other.query({ text: 'vector(1)', grid }, never))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('connection refused'),
    })
  })
})
