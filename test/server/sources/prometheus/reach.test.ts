import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oldestOf } from '#server/sources/prometheus/reach.ts'
import { day, hour, minute } from '#shared/time/window.ts'

const now = Date.UTC(2026, 10, 3, 12)
const never = new AbortController().signal

/** Asks of data that began so long ago and went on; also how often it was asked. */
async function asked(age: number, giveUp = never) {
  let questions = 0
  const seenAt = async (at: number) => (questions++, at >= now - age)
  return { oldest: await oldestOf(seenAt, now, giveUp), questions }
}

describe('the oldest data', () => {
  it('is found to a two-hundredth of its age, or a minute, in few questions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 9 * 365 * day }), async age => {
        const { oldest, questions } = await asked(age)
        const off = (oldest ?? Infinity) - (now - age)
        expect(off).toBeGreaterThanOrEqual(0)
        expect(off).toBeLessThanOrEqual(Math.max(minute, age / 200) + 1)
        expect(questions).toBeLessThan(32)
      }),
      { seed: 20261103, numRuns: 200 },
    )
  })

  it('is null where there is none', async () => {
    expect((await asked(-1)).oldest).toBeNull()
  })

  it('is what is known by then where time is up', async () => {
    expect((await asked(5 * hour, AbortSignal.abort())).oldest).toBe(now - 4 * hour)
    const giveUp = new AbortController()
    const seenAt = async (at: number) => {
      if ((now - at) % hour !== 0) {
        giveUp.abort()
        throw new Error('time is up')
      }
      return at >= now - 5 * hour
    }
    expect(await oldestOf(seenAt, now, giveUp.signal)).toBe(now - 5 * hour)
  })

  it('is not told where a question fails', async () => {
    const seenAt = () => Promise.reject(new Error('down'))
    await expect(oldestOf(seenAt, now, never)).rejects.toThrow('down')
  })
})
