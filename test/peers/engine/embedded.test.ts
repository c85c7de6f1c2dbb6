import { plainConnection } from '#shared/wire/wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import { metricName } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import { startBlipbook } from '#test/peers/programs/blipbook.ts'
import { differences, outcomeOf } from './compare.ts'
import { expressions } from './expressions.ts'
import type { Peer } from '#test/peers/programs/program.ts'
import { startPrometheus } from '#test/peers/programs/prometheus.ts'
import { remoteWrite } from '#test/peers/remoteWrite.ts'
import { begin, written } from '#test/peers/samples.ts'

const minute = 60_000
const grid: Grid = { start: begin + 20 * minute, step: minute, count: 165 }
const never = new AbortController().signal
const outbound = openOutbound()
const peers: Peer[] = []
let theirs: Source
let ours: Source

/** OpenMetrics text has no stale markers. */
const samples = written.filter(series => series.stale === undefined)

const printed = (value: number) => String(value).replace('Infinity', 'Inf')
const quoted = (name: string) => (/^[a-z_]+$/.test(name) ? name : JSON.stringify(name))

function openMetrics(all: readonly RawSeries[]): string {
  const lines: string[] = []
  for (const { labels, times, values } of all) {
    const { [metricName]: name, ...rest } = labels as Record<string, string>
    const set = Object.entries(rest).map(([label, value]) => `${quoted(label)}=${JSON.stringify(value)}`)
    for (let i = 0; i < times.length; i++)
      lines.push(`${name}{${set.join(',')}} ${printed(values[i] as number)} ${(times[i] as number) / 1000}`)
  }
  return `${lines.join('\n')}\n# EOF\n`
}

beforeAll(async () => {
  const [prometheus, blipbook] = [await startPrometheus(), await startBlipbook()]
  peers.push(prometheus, blipbook)
  await remoteWrite(prometheus.address, samples)
  const imported = await fetch(`${blipbook.address}/prometheus/api/v1/import?format=openmetrics`, {
    method: 'POST',
    headers: { 'content-type': 'application/openmetrics-text; version=1.0.0' },
    body: openMetrics(samples),
  })
  if (!imported.ok) throw new Error(`import: ${imported.status} ${await imported.text()}`)
  const at = (id: string, address: string) =>
    prometheusSource({ id, title: id, address, ...plainConnection }, outbound)
  theirs = at('prometheus', prometheus.address)
  ours = at('blipbook', `${blipbook.address}/prometheus`)
})

afterAll(async () => {
  await outbound.close()
  for (const peer of peers) await peer.stop()
})

const frameOf = (source: Source, text: string) =>
  outcomeOf(async () => (await source.query({ text, grid }, never)).frame)

describe.each(Object.entries(expressions))(
  'our built-in store answers as Prometheus does on %s:',
  (_subject, texts) => {
    it.each(texts)('%s', async text => {
      expect(differences(await frameOf(ours, text), await frameOf(theirs, text))).toEqual([])
    })
  },
)

describe('our built-in store, asked as a Prometheus,', () => {
  const window = { from: begin, to: begin + 180 * minute }
  const requests = [[{ name: metricName, op: '=', value: 'requests_total' } as const]]

  it('has the same series, labels and values', async () => {
    const about = async (source: Source) => ({
      metrics: await source.labelValues(metricName, [], null, 0, never),
      names: await source.labelNames(requests, window, never),
      nodes: await source.labelValues('node', requests, window, 0, never),
      series: (await source.series(requests, window, 0, never)).series.map(one => JSON.stringify(one)).sort(),
    })
    expect(await about(ours)).toEqual(await about(theirs))
  })

  it('passes the test of a source', async () => {
    expect((await ours.test(never)).metrics).toBe((await theirs.test(never)).metrics)
  })

  it('names wrong queries at the same place', async () => {
    const text = 'sum(rate(requests_total[5m])) + foo(1)'
    const [mine, own] = [await frameOf(ours, text), await frameOf(theirs, text)]
    expect(['refused' in mine && mine.refused, 'refused' in own && own.refused]).toEqual(['query', 'query'])
  })
})
