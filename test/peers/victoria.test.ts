import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import { Failed } from '#shared/query/failure.ts'
import { metricName } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import type { Peer } from './programs/program.ts'
import { until } from './programs/program.ts'
import { remoteWrite } from './remoteWrite.ts'
import { begin, written } from './samples.ts'
import { startVictoria } from './programs/victoria.ts'

const minute = 60_000
const never = new AbortController().signal
const outbound = openOutbound()
const names = [
  ...new Set(written.filter(one => one.stale === undefined).map(one => one.labels[metricName])),
].sort()
const all = { from: begin, to: begin + 180 * minute }
const metric = (value: string): readonly Matcher[] => [{ name: metricName, op: '=', value }]
const samples = written.filter(series => series.stale === undefined)
let peer: Peer
let source: Source

beforeAll(async () => {
  peer = await startVictoria()
  await remoteWrite(peer.address, samples)
  await fetch(`${peer.address}/internal/force_flush`)
  const place = { id: 'vm', title: 'VM', address: peer.address, ...plainConnection } as const
  source = prometheusSource(place, outbound, () => begin + 4 * 60 * minute)
  await until('the samples to be found', async () =>
    (await source.extent(metric('aligned'), never)) === null ? undefined : true,
  )
})

afterAll(async () => {
  await outbound.close()
  await peer.stop()
})

const values = async (text: string, grid: { start: number; step: number; count: number }) =>
  (await source.query({ text, grid }, never)).frame.series.map(one => [...one.values])

describe('VictoriaMetrics', () => {
  it('answers queries, on the minute and off it', async () => {
    const onMinute = { start: begin + 20 * minute, step: minute, count: 100 }
    expect(await values('aligned', onMinute)).toEqual([expect.arrayContaining([expect.any(Number)])])
    const offMinute = { start: begin + 17 * minute + 7331, step: 37_003, count: 200 }
    const [odd] = await values('sum(requests_total)', offMinute)
    expect(odd?.filter(value => value > 0).length).toBeGreaterThan(150)
    const { frame } = await source.query(
      { text: 'sum by (node) (rate(requests_total[5m]))', grid: onMinute },
      never,
    )
    expect(frame.series.map(one => one.labels['node'])).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  it('has names of metrics and labels, values and series', async () => {
    expect(await source.labelValues(metricName, [], all, 0, never)).toEqual(names)
    expect(await source.labelNames([metric('requests_total')], all, never)).toEqual([
      metricName,
      'node',
      'region',
      'status',
    ])
    expect(await source.labelValues('region', [metric('temperature')], all, 10, never)).toEqual([
      'eu-west-1',
      'us-east-1',
    ])
    const found = await source.series([metric('requests_total')], all, 100, never)
    expect([found.series.length, found.more]).toEqual([12, false])
    const some = await source.series([metric('requests_total')], all, 5, never)
    expect([some.series.length, some.more]).toEqual([5, true])
  })

  it('has metadata, if only none', async () => {
    expect(await source.metadata(never)).toEqual([])
  })

  it('knows the extent of a selector', async () => {
    const extent = await source.extent(metric('aligned'), never)
    expect(Math.abs((extent?.from ?? 0) - begin)).toBeLessThan(5 * minute)
    expect(Math.abs((extent?.to ?? 0) - begin - 180 * minute)).toBeLessThan(10 * minute)
    expect(await source.extent(metric('nosuchmetric'), never)).toBeNull()
  })

  it('is told by its Test, with how far back its data goes', async () => {
    const { server, metrics, oldest } = await source.test(never)
    expect([server, metrics]).toEqual(['VictoriaMetrics', names.length])
    expect(Math.abs((oldest ?? 0) - begin)).toBeLessThan(5 * minute)
  })

  it.each(['sum(', 'rate(temperature, 3)', 'nosuchfunction(up)'])(
    'says of %j that the query is wrong',
    async text => {
      const grid = { start: begin, step: minute, count: 10 }
      const error: unknown = await source.query({ text, grid }, never).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Failed)
      expect((error as Failed).failure.kind).toBe('query')
      expect((error as Failed).message).not.toContain('error when executing')
    },
  )
})
