import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evidenceRoutes } from '#server/http/notebooks/evidence.ts'
import { openShelf, type Shelf } from '#test/server/keeping/shelf.ts'
import { askerOf } from '#test/server/run/stage.ts'
import { serve } from './served.ts'

let shelf: Shelf
let door: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  shelf = await openShelf()
  await shelf.make('n', 'a')
  door = await serve(evidenceRoutes(shelf.store, { byHash: () => null }, askerOf([]), 1000, 14))
})
afterEach(async () => {
  door.close()
  await shelf.close()
})

describe('evidence that is not there', () => {
  it('was kept once: that is told apart from trouble, with what to do', async () => {
    const hash = await shelf.run('a', 'r1')
    await shelf.run('a', 'r2')
    shelf.days(15)
    await shelf.sweep()
    expect(await door.ask('GET', `/api/evidence/${hash}`)).toMatchObject({
      status: 410,
      body: {
        error: {
          kind: 'notKept',
          message: 'Not kept: nobody judged it, and 14 days are over.',
          hint: 'Run it again.',
        },
      },
    })
  })
  it('never was', async () =>
    expect(await door.ask('GET', `/api/evidence/${'a'.repeat(64)}`)).toMatchObject({
      status: 404,
      body: { error: { kind: 'missing' } },
    }))
})
