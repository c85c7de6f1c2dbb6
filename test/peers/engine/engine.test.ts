import { plainConnection } from '#shared/wire/wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutbound } from '#server/outbound/open.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import type { Source } from '#server/sources/source.ts'
import type { Grid } from '#shared/time/grid.ts'
import { differences, ours, outcomeOf, readFrom } from './compare.ts'
import { expressions } from './expressions.ts'
import type { Peer } from '#test/peers/programs/program.ts'
import { startPrometheus } from '#test/peers/programs/prometheus.ts'
import { remoteWrite } from '#test/peers/remoteWrite.ts'
import { begin, written } from '#test/peers/samples.ts'

const minute = 60_000
const grids: Readonly<Record<string, Grid>> = {
  'on the minute': { start: begin + 20 * minute, step: minute, count: 165 },
  'off the minute': { start: begin + 17 * minute + 7331, step: 37_003, count: 270 },
  'one instant': { start: begin + 90 * minute, step: minute, count: 1 },
}

const never = new AbortController().signal
const outbound = openOutbound()
let peer: Peer
let source: Source

beforeAll(async () => {
  peer = await startPrometheus()
  await remoteWrite(peer.address, written)
  source = prometheusSource(
    { id: 'peer', title: 'Peer', address: peer.address, ...plainConnection },
    outbound,
  )
})

afterAll(async () => {
  await outbound.close()
  await peer.stop()
})

describe.each(Object.entries(expressions))('our engine and Prometheus agree on %s:', (_subject, texts) => {
  it.each(texts)('%s', async text => {
    for (const [name, grid] of Object.entries(grids)) {
      const mine = await ours(text, grid, readFrom(written))
      const theirs = await outcomeOf(async () => (await source.query({ text, grid }, never)).frame)
      expect(differences(mine, theirs), `${text}, ${name}`).toEqual([])
    }
  })
})

describe('our engine and Prometheus', () => {
  it('are asked something that has an answer, nearly always', async () => {
    const grid = grids['on the minute'] as Grid
    const texts = Object.entries(expressions).flatMap(([subject, list]) =>
      subject === 'refusals' ? [] : list,
    )
    const answers = await Promise.all(
      texts.map(text => outcomeOf(async () => (await source.query({ text, grid }, never)).frame)),
    )
    const answered = answers.filter(one => 'frame' in one && one.frame.series.length > 0)
    expect(texts.length).toBeGreaterThan(150)
    expect(answered.length).toBeGreaterThan(texts.length * 0.9)
  })
})
