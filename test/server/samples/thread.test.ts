import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseTrouble } from '#server/database/trouble.ts'
import { openSamples } from '#server/samples/open.ts'
import type { Samples, SamplesLimits } from '#server/samples/samples.ts'
import { Failed } from '#shared/query/failure.ts'
import { printLabels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'
import { matchers, raw } from './notation.ts'

let directory: string
let samples: Samples
const open = async (limits?: Partial<SamplesLimits>) => {
  samples = await openSamples({ path: join(directory, 'samples.db'), ...(limits && { limits }) })
}
const put = async (...series: readonly RawSeries[]) => {
  const staging = await samples.stage()
  await staging.append({ series })
  return staging.commit()
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof Failed) return error.failure
      throw error
    },
  )

/** A thread from sources compiles them first: patience on a busy machine. */
const patience = 60_000
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'thread-'))
  await open()
}, patience)
beforeEach(() => samples.removeAll())
afterAll(async () => {
  await samples.close()
  rmSync(directory, { recursive: true })
})

const grid = { start: 10_000, step: 10_000, count: 3 }
const many = (series: number, count: number): RawSeries[] => {
  const times = Float64Array.from({ length: count }, (_, i) => i * 1000)
  return Array.from({ length: series }, (_, n) => ({
    labels: { __name__: 'many', n: String(n) },
    times,
    values: Float64Array.from({ length: count }, (_, i) => i * n),
  }))
}

describe('the samples behind their thread', () => {
  it('answer a query on its grid', async () => {
    await put(raw('up{a="1"}', '1@10000 2@20000 stale@30000'), raw('up{a="2"}', '5@10000'))
    const { frame } = await samples.query('up', grid)
    expect(frame.grid).toEqual(grid)
    expect(frame.series.map(({ labels, values }) => [printLabels(labels), ...values])).toEqual([
      ['up{a="1"}', 1, 2, NaN],
      ['up{a="2"}', 5, 5, 5],
    ])
  })
  it('answer the same query twice: nothing that is kept was given away', async () => {
    await put(raw('up', '1@10000 2@20000'))
    const first = await samples.query('up + up', grid)
    expect((await samples.query('up + up', grid)).frame).toEqual(first.frame)
    const raws = await samples.instant('up[1m]', 60_000)
    expect((await samples.instant('up[1m]', 60_000)).result).toEqual(raws.result)
  })
  it.each([
    ['1 + 1', { type: 'scalar', value: 2 }],
    ['"a"', { type: 'string', value: 'a' }],
    ['up', { type: 'vector', samples: [{ labels: { __name__: 'up' }, value: 2 }] }],
    [
      'up[10s]',
      {
        type: 'matrix',
        series: [{ labels: { __name__: 'up' }, times: Float64Array.of(20_000), values: Float64Array.of(2) }],
      },
    ],
  ])('answer %s at an instant', async (text, result) => {
    await put(raw('up', '1@10000 2@20000'))
    expect((await samples.instant(text, 20_000)).result).toEqual(result)
  })
  it('say where a query is wrong', async () => {
    expect(await failureOf(samples.query('sum(up', grid))).toMatchObject({
      kind: 'query',
      span: { from: expect.any(Number) },
    })
    expect(await failureOf(samples.query('rate(up)', grid))).toMatchObject({ kind: 'query' })
    expect(await failureOf(samples.query('up[1m]', grid))).toMatchObject({ kind: 'query' })
  })
  it('pass remarks on', async () => {
    await put(raw('up', '1@10000 2@20000'))
    expect((await samples.query('quantile(2, up)', grid)).remarks).toMatchObject([{ level: 'warning' }])
  })
  it(
    'refuse a query over the limits, naming them',
    async () => {
      await samples.close()
      await open({ querySamples: 50, querySeries: 3 })
      await put(...many(4, 2))
      const all = samples.query('many', { start: 0, step: 1000, count: 1 })
      expect(await failureOf(all)).toMatchObject({
        kind: 'limit',
        message: expect.stringContaining('3 series'),
      })
      const long = samples.query('sum_over_time(many{n="1"}[1h])', { start: 0, step: 1000, count: 60 })
      expect(await failureOf(long)).toMatchObject({
        kind: 'limit',
        message: expect.stringContaining('50 samples'),
      })
      await samples.close()
      await open()
    },
    patience,
  )
  it('stop a running evaluation, and are free again', async () => {
    await put(...many(300, 4000))
    const long = 'sum(quantile_over_time(0.5, many[1h]))'
    const stop = new AbortController()
    const running = failureOf(samples.query(long, { start: 0, step: 1000, count: 4000 }, stop.signal))
    const next = samples.stats()
    stop.abort()
    expect(await running).toMatchObject({ kind: 'stopped' })
    expect(await next).toMatchObject({ series: 300 })
  })
  it('do not begin what is no longer wanted', async () => {
    expect(await failureOf(samples.query('up', grid, AbortSignal.abort()))).toMatchObject({ kind: 'stopped' })
    expect(await failureOf(samples.extent(matchers('up'), AbortSignal.abort()))).toMatchObject({
      kind: 'stopped',
    })
  })
  it('take an import over, its values handed over and its times left with the giver', async () => {
    const times = Float64Array.of(10, 20)
    const values = Float64Array.of(1, 2)
    await put({ labels: { __name__: 'up' }, times, values })
    expect([times.length, values.length]).toEqual([2, 0])
  })
  it('show nothing of an import before its end, to anybody', async () => {
    const staging = await samples.stage()
    await staging.append({ series: [raw('up', '1@10000')] })
    expect((await samples.query('up', grid)).frame.series).toEqual([])
    await staging.abandon()
    await expect(staging.commit()).rejects.toThrow('This import has ended')
    expect((await samples.query('up', grid)).frame.series).toEqual([])
  })
  it(
    'refuse everything once closed',
    async () => {
      await samples.close()
      await expect(samples.stats()).rejects.toThrow('The sample database is closed')
      await open()
    },
    patience,
  )
  it(
    'say so when the file is no database, and leave nothing running',
    async () => {
      const path = join(directory, 'junk.db')
      writeFileSync(path, 'x'.repeat(8192))
      await expect(openSamples({ path })).rejects.toBeInstanceOf(DatabaseTrouble)
    },
    patience,
  )
})
