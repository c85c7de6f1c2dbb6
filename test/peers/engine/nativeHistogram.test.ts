import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { writeHistograms } from './nativeHistogram.ts'
import type { Peer } from '#test/peers/programs/program.ts'
import { startPrometheus } from '#test/peers/programs/prometheus.ts'
import { begin } from '#test/peers/samples.ts'

const minute = 60_000
const outbound = openOutbound()
let peer: Peer

beforeAll(async () => {
  peer = await startPrometheus(undefined, ['native-histograms'])
  const samples = [0, 1, 2].map(i => ({ at: begin + i * minute, counts: [1 + i, 2 + i, 4 + i], zeros: i }))
  await writeHistograms(peer.address, { __name__: 'took', job: 'a' }, samples)
})

afterAll(async () => {
  await outbound.close()
  await peer.stop()
})

async function rows(text: string): Promise<readonly (readonly [string | undefined, ...number[]])[]> {
  const place = { id: 'p', title: 'P', ...plainConnection, address: peer.address }
  const grid = { start: begin, step: minute, count: 3 }
  const asked = prometheusSource(place, outbound).query({ text, grid }, new AbortController().signal)
  return (await asked).frame.series.map(one => [one.labels['le'], ...one.values] as const)
}

describe('a native histogram of a real Prometheus', () => {
  it('comes as cumulative buckets', async () => {
    expect(await rows('took')).toEqual([
      ['+Inf', 7, 11, 15],
      ['0.001', 0, 1, 2],
      ['1', 1, 3, 5],
      ['2', 3, 6, 9],
      ['4', 7, 11, 15],
    ])
  })

  it('comes so from a rate too, and its count as a number', async () => {
    const [all, ...buckets] = await rows('increase(took[2m])')
    expect(all?.[0]).toBe('+Inf')
    expect(buckets.map(([le]) => le)).toEqual(['0.001', '1', '2', '4'])
    expect(await rows('histogram_count(took)')).toEqual([[undefined, 7, 11, 15]])
  })
})
