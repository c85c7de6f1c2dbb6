import { plainConnection } from '#shared/wire/wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import { numberOf } from '#server/sources/prometheus/answer/shape.ts'
import type { Source } from '#server/sources/source.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import { differences, ours, outcomeOf, readFrom } from './engine/compare.ts'
import { until, type Peer } from './programs/program.ts'
import { startNodeExporter, startPrometheus } from './programs/prometheus.ts'

type RawAnswer = {
  readonly data: {
    readonly result: readonly {
      readonly metric: Record<string, string>
      readonly values: readonly [number, string][]
    }[]
  }
}

const never = new AbortController().signal
const outbound = openOutbound()
const peers: Peer[] = []
let source: Source
let grid: Grid
let samples: readonly RawSeries[]

async function rawSamples(address: string, selector: string, at: number): Promise<readonly RawSeries[]> {
  const parameters = new URLSearchParams({ query: `${selector}[1h]`, time: String(at / 1000) })
  const answer = (await (await fetch(`${address}/api/v1/query?${parameters}`)).json()) as RawAnswer
  return answer.data.result.map(({ metric, values }) => ({
    labels: metric,
    times: Float64Array.from(values, ([time]) => Math.round(time * 1000)),
    values: Float64Array.from(values, ([, value]) => numberOf(value)),
  }))
}

beforeAll(async () => {
  const exporter = await startNodeExporter()
  peers.push(exporter)
  const prometheus = await startPrometheus([exporter])
  peers.unshift(prometheus)
  source = prometheusSource(
    { id: 'live', title: 'Live', address: prometheus.address, ...plainConnection },
    outbound,
  )
  const at = await until('twenty scrapes of both targets', async () => {
    const ups = await rawSamples(prometheus.address, 'up', Date.now())
    const enough =
      ups.length === 2 && ups.every(one => one.times.length >= 20 && one.values.every(value => value === 1))
    return enough ? Math.min(...ups.map(one => one.times.at(-1) ?? 0)) : undefined
  })
  samples = await rawSamples(prometheus.address, '{__name__!=""}', at - 1500)
  const end = Math.floor((at - 1500) / 1000) * 1000
  grid = { start: end - 15_000, step: 1000, count: 16 }
})

afterAll(async () => {
  await outbound.close()
  for (const peer of peers) await peer.stop()
})

describe('our engine and a living Prometheus agree on', () => {
  it.each([
    'up',
    'sum by (mode) (rate(node_cpu_seconds_total[10s]))',
    '1 - avg without (cpu) (rate(node_cpu_seconds_total{mode="idle"}[10s]))',
    'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
    'rate(node_network_receive_bytes_total[7s])',
    'topk(3, rate(node_cpu_seconds_total[10s]))',
    'sum by (handler) (increase(prometheus_http_requests_total[12s]))',
    'histogram_quantile(0.9, sum by (le, handler) (rate(prometheus_http_request_duration_seconds_bucket[10s])))',
    'prometheus_tsdb_head_series',
    'irate(prometheus_tsdb_head_samples_appended_total[5s])',
    'deriv(process_resident_memory_bytes[10s])',
    'changes(node_load1[10s])',
    'quantile by (job) (0.5, scrape_duration_seconds)',
    'scrape_samples_scraped - on(job, instance) group_right scrape_samples_post_metric_relabeling',
    'avg_over_time(scrape_duration_seconds[10s])',
    'max_over_time(sum(rate(node_cpu_seconds_total[5s]))[10s:2s])',
    'go_gc_duration_seconds{quantile="0.5"}',
    'node_uname_info * 0 + on() group_left time()',
    'timestamp(up) - time()',
    'count by (job) ({job=~".+"})',
  ])('%s', async text => {
    const mine = await ours(text, grid, readFrom(samples))
    const theirs = await outcomeOf(async () => (await source.query({ text, grid }, never)).frame)
    expect(differences(mine, theirs)).toEqual([])
  })

  it('more series than a handful', () => {
    expect(samples.length).toBeGreaterThan(500)
  })
})

describe('a living Prometheus tells', () => {
  it('what its metrics are', async () => {
    const metadata = await source.metadata(never)
    const cpu = metadata.find(one => one.metric === 'node_cpu_seconds_total')
    expect(cpu).toMatchObject({ type: 'counter', help: expect.stringContaining('CPU') })
    expect(metadata.find(one => one.metric === 'prometheus_http_request_duration_seconds')?.type).toBe(
      'histogram',
    )
    expect(metadata.length).toBeGreaterThan(100)
  })

  it('where its data is', async () => {
    const extent = await source.extent([{ name: '__name__', op: '=', value: 'up' }], never)
    const first = Math.min(
      ...samples.filter(one => one.labels['__name__'] === 'up').map(one => one.times[0] ?? 0),
    )
    expect(extent?.from).toBeLessThanOrEqual(first)
    expect(extent?.from).toBeGreaterThan(first - 3 * 60_000)
    expect(extent?.to).toBeGreaterThan(grid.start)
  })

  it('the labels and values to complete with', async () => {
    expect(await source.labelValues('job', [], null, 10, never)).toEqual(['node', 'prometheus'])
    expect(await source.labelNames([[{ name: '__name__', op: '=', value: 'up' }]], null, never)).toEqual([
      '__name__',
      'instance',
      'job',
    ])
    expect((await source.test(never)).metrics).toBeGreaterThan(200)
  })
})
