import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { turnsOf } from '#server/outbound/turns.ts'

const settled = () => new Promise(resolve => setImmediate(resolve))

/** Takes turns by name, `lane:name`; `said` lists who has had one. */
function stage(most: number) {
  const turns = turnsOf(most)
  const said: string[] = []
  const ends = new Map<string, () => void>()
  const stops = new Map<string, AbortController>()
  const take = (name: string) => {
    const stop = new AbortController()
    stops.set(name, stop)
    const taken = turns.take(name.split(':')[0] ?? '', stop.signal).then(release => {
      said.push(name)
      ends.set(name, release)
    })
    return taken.catch((reason: unknown) => void said.push(`${name} gone: ${String(reason)}`))
  }
  return {
    said,
    take: (...names: readonly string[]) => void names.forEach(take),
    end: async (name: string) => {
      ends.get(name)?.()
      await settled()
    },
    stop: async (name: string) => {
      stops.get(name)?.abort('stopped')
      await settled()
    },
  }
}

describe('turns', () => {
  it('are had at once by so many, and by others as these end', async () => {
    const { said, take, end } = stage(2)
    take('a:1', 'a:2', 'a:3', 'a:4')
    await settled()
    expect(said).toEqual(['a:1', 'a:2'])
    await end('a:2')
    expect(said).toEqual(['a:1', 'a:2', 'a:3'])
  })

  it('go round the lanes, and in a lane in the order they were asked for', async () => {
    const { said, take, end } = stage(1)
    take('graphs:1', 'graphs:2', 'graphs:3', 'completion:1', 'completion:2')
    await settled()
    for (const name of ['graphs:1', 'graphs:2', 'completion:1', 'graphs:3', 'completion:2']) {
      expect(said.at(-1)).toBe(name)
      await end(name)
    }
  })

  it('are given up by Stop while waiting, without costing another', async () => {
    const { said, take, end, stop } = stage(1)
    take('a:1', 'a:2', 'a:3')
    await settled()
    await stop('a:2')
    await end('a:1')
    expect(said).toEqual(['a:1', 'a:2 gone: stopped', 'a:3'])
  })

  it('that are stopped before they are asked for are never had', async () => {
    await expect(turnsOf(1).take('a', AbortSignal.abort('stopped'))).rejects.toBe('stopped')
  })

  it('end once, however often they are ended', async () => {
    const { said, take, end } = stage(1)
    take('a:1', 'a:2', 'a:3')
    await settled()
    await end('a:1')
    await end('a:1')
    expect(said).toEqual(['a:1', 'a:2'])
  })

  it('never exceed their number and leave nobody behind, whatever comes', async () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('take', 'end', 'stop'), fc.nat(2), fc.nat(20)), {
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), acts, async (most, list) => {
        const turns = turnsOf(most)
        let under = 0
        let waiting = 0
        const ends: (() => void)[] = []
        const stops: AbortController[] = []
        for (const [act, lane, which] of list) {
          if (act === 'end') ends.splice(which % Math.max(1, ends.length), 1)[0]?.()
          if (act === 'stop') stops[which % Math.max(1, stops.length)]?.abort('stopped')
          if (act === 'take') {
            const stop = new AbortController()
            stops.push(stop)
            waiting++
            turns.take(String(lane), stop.signal).then(
              release => {
                waiting--
                under++
                ends.push(() => {
                  under--
                  release()
                })
              },
              () => waiting--,
            )
          }
          await settled()
          expect(under).toBeLessThanOrEqual(most)
          if (under < most) expect(waiting).toBe(0)
        }
      }),
      { seed: 20261103, numRuns: 100 },
    )
  })
})
