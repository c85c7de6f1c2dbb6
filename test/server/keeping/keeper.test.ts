import { statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeeper, type Keeper } from '#server/keeping/keeper.ts'
import { bytesOf as bytesOfNotebook } from '#server/keeping/space.ts'
import { spaceRoutes } from '#server/http/keeping/space.ts'
import type { Freeing, FreeQuestion, Space } from '#shared/wire/space.ts'
import { serve } from '#test/server/http/served.ts'
import { bytesOf, hashOf, openShelf, type Shelf } from './shelf.ts'

let shelf: Shelf
let keeper: Keeper
let door: Awaited<ReturnType<typeof serve>>
let tick: () => void = () => undefined
const waits: number[] = []

beforeEach(async () => {
  shelf = await openShelf()
  await shelf.make('n', 'a', 'b')
  await shelf.make('m', 'c')
  waits.length = 0
  keeper = openKeeper({
    ...shelf,
    samples: {
      sizes: async () => [{ name: 'up', bytes: 700, samples: 10 }],
      stats: async () => ({ series: 1, metrics: 1, samples: 10, bytes: 1000, window: null }),
    },
    rules: { days: 14, most: 300_000 },
    wait: (time, signal) =>
      new Promise((resolve, reject) => {
        waits.push(time)
        tick = resolve
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      }),
    say: trouble => {
      throw trouble
    },
  })
  door = await serve(spaceRoutes(keeper))
})
afterEach(async () => {
  door.close()
  await keeper.close()
  await shelf.close()
})

const space = async () => (await door.ask('GET', '/api/space')).body as Space
const freed = async (question: FreeQuestion): Promise<Freeing> => {
  expect((await door.ask('POST', '/api/space/free', question)).status).toBe(202)
  await keeper.settled()
  return ((await door.ask('GET', '/api/space/free')).body as { freeing: Freeing }).freeing
}

async function fill() {
  await shelf.run('a', 'r1', { size: 50_000, detail: true })
  await shelf.run('a', 'r2', { size: 20_000, detail: true })
  await shelf.run('a', 'r3', { size: 10_000, detail: true })
  await shelf.judge('a', 'r1')
  await shelf.run('c', 's1', { size: 5000, in: 'm' })
  for (const size of [1000, 30_000]) {
    const bytes = bytesOf(`orphan ${size}`, size)
    await shelf.store.evidence.put(hashOf(bytes), bytes)
  }
  const bytes = bytesOf('picture', 7000)
  await shelf.store.pictures.put('n', hashOf(bytes), { type: 'image/png', bytes }, 10_000)
  shelf.days(1)
}

describe('What takes up room', () => {
  it('is told part by part, and the parts are the files', async () => {
    await fill()
    const { notebooks, orphaned, free, other, notebooksFile, samples } = await space()
    const parts = notebooks.reduce((sum, row) => sum + bytesOfNotebook(row), 0)
    expect(parts + orphaned + free + other).toBe(notebooksFile)
    expect(notebooksFile).toBe(statSync(shelf.path).size)
    expect(other).toBeGreaterThan(0)
    expect(samples.metrics.reduce((sum, { bytes }) => sum + bytes, samples.other)).toBe(samples.file)
    expect(notebooks.map(({ id }) => id)).toEqual(['n', 'm'])
    const near = (bytes: number) => expect.closeTo(bytes, -3) as number
    expect(notebooks[0]).toMatchObject({
      judged: near(50_000),
      latest: near(10_000),
      unjudged: near(40_000),
      details: near(60_000),
      pictures: 7000,
    })
    expect(orphaned).toEqual(near(31_000))
  })

  it('of an empty place is nothing but the file’s own order', async () => {
    await shelf.store.notebooks.remove('n')
    await shelf.store.notebooks.remove('m')
    const { notebooks, orphaned, evidence } = await space()
    expect([notebooks, orphaned, evidence.total]).toEqual([[], 0, 0])
  })
})

describe('Freeing', () => {
  beforeEach(fill)

  it.each<readonly [FreeQuestion, number, Partial<Space['notebooks'][number]>]>([
    [{ what: 'unjudged', notebook: null }, 40_000, { unjudged: 0 }],
    [{ what: 'unjudged', notebook: 'm' }, 0, {}],
    [{ what: 'details', notebook: 'n' }, 60_000, { details: 0 }],
    [{ what: 'orphaned' }, 31_000, {}],
  ])('%j frees what the page has said', async (question, bytes, left) => {
    const before = await space()
    const done = await freed(question)
    expect(done).toMatchObject({ question, state: 'done', freed: done.of })
    expect(done.freed).toEqual(expect.closeTo(bytes, -3))
    const after = await space()
    expect(after.notebooks[0]).toMatchObject(left)
    expect(before.evidence.total - after.evidence.total).toBe(done.freed)
    expect(after.notebooks[0]?.judged).toBe(before.notebooks[0]?.judged)
    expect(after.notebooks[0]?.latest).toBe(before.notebooks[0]?.latest)
  })

  it('is one at a time, and can be stopped', async () => {
    expect([keeper.free({ what: 'orphaned' }), keeper.free({ what: 'empty' })]).toEqual([true, false])
    keeper.stop()
    await keeper.settled()
    expect(keeper.freeing()?.state).toBe('stopped')
  })

  it.each([{}, { what: 'everything' }, { what: 'details' }, { what: 'unjudged', notebook: '../x' }])(
    'refuses %j',
    async body => expect((await door.ask('POST', '/api/space/free', body)).status).toBe(400),
  )

  it('takes a removed notebook’s evidence with what no notebook cites', async () => {
    const before = (await space()).orphaned
    await shelf.store.notebooks.remove('n')
    expect((await space()).orphaned).toBeGreaterThan(before + 150_000)
    await freed({ what: 'orphaned' })
    expect((await space()).evidence.total).toEqual(expect.closeTo(5000, -3))
  })
})

describe('By itself', () => {
  it('it sweeps a minute after the start, then each hour, and says when it is over its room', async () => {
    await fill()
    expect(waits).toEqual([60_000])
    expect((await space()).next).toBe(shelf.now() - 86_400_000 + 60_000)
    expect(keeper.room().over).toBe(false)
    await shelf.run('b', 'big', { size: 400_000 })
    shelf.days(15)
    tick()
    await expect.poll(() => waits).toEqual([60_000, 3_600_000])
    const { swept } = await space()
    expect(swept?.evidence).toBeGreaterThan(0)
    expect(keeper.room()).toMatchObject({ over: true, most: 300_000 })
  })
})
