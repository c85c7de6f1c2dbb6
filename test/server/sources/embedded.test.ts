import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSamples } from '#server/samples/open.ts'
import type { Samples } from '#server/samples/samples.ts'
import { embeddedSource } from '#server/sources/embedded.ts'
import { contractSeries, sourceContract } from './contract.ts'

let directory: string
let samples: Samples

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-'))
  samples = await openSamples({ path: join(directory, 'samples.db') })
  const staging = await samples.stage()
  await staging.append({
    meta: [{ metric: 'up', type: 'gauge', help: 'h', unit: '' }],
    series: contractSeries(),
  })
  await staging.commit()
}, 60_000)
afterAll(async () => {
  await samples.close()
  rmSync(directory, { recursive: true })
})

sourceContract('the built-in store', () => embeddedSource(samples))

describe('the built-in store', () => {
  const start = Date.UTC(2026, 10, 3, 12)
  const signal = new AbortController().signal

  it('knows from when to when there are samples', async () => {
    const extent = (name: string) =>
      embeddedSource(samples).extent([{ name: '__name__', op: '=', value: name }], signal)
    expect(await extent('up')).toEqual({ from: start, to: start + 180_001 })
    expect(await extent('none')).toBeNull()
  })
  it('answers what it was told of its metrics', async () => {
    expect(await embeddedSource(samples).metadata(signal)).toEqual([
      { metric: 'up', type: 'gauge', help: 'h', unit: '' },
    ])
  })
})
