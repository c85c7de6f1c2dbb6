import { describe, expect, it } from 'vitest'
import type { Source } from '#server/sources/source.ts'
import { watched } from '#server/sources/watched.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'

const never = new AbortController().signal
const start = Date.UTC(2026, 10, 3, 14)

/** A source that does as told: nothing where it answers, else the kind of its failure. Times are in seconds after 14:00. */
function stage() {
  let clock = start
  let does: Failure['kind'] | undefined
  let asked = 0
  const answer = async () => {
    asked++
    if (does !== undefined) throw new Failed({ kind: does, message: 'It is broken.', source: 'p' })
    return []
  }
  const bare = {
    id: 'p',
    title: 'Production',
    metadata: answer,
    query: answer,
    test: answer,
  } as unknown as Source
  const { source, state } = watched(bare, () => clock)
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error as Failed).failure.message,
    )
  return {
    state,
    asked: () => asked,
    at: (second: number) => void (clock = start + second * 1000),
    does: (next?: Failure['kind']) => void (does = next),
    use: () => outcome(source.metadata(never)),
    test: () => outcome(source.test(never)),
    ask: (wished: boolean) =>
      outcome(source.query({ text: 'up', grid: { start: 0, step: 1, count: 1 }, wished }, never)),
  }
}

type Stage = ReturnType<typeof stage>

const fail = async (one: Stage, times: number, kind: Failure['kind'] = 'unreachable') => {
  one.does(kind)
  for (let i = 0; i < times; i++) await one.use()
}

const alone =
  /^Production has failed again and again since 2026-11-03 14:00 UTC and is left alone until 14:00:10 UTC\. The last time: It is broken\.$/

describe('a source that fails again and again', () => {
  it('is left alone after five failures in a row, and says since when and until when', async () => {
    const one = stage()
    await fail(one, 4)
    expect(one.state()?.retryAt).toBeNull()
    await fail(one, 1)
    expect(one.state()).toEqual({
      up: false,
      since: start,
      message: 'It is broken.',
      retryAt: start + 10_000,
    })
    expect(await one.use()).toMatch(alone)
    expect(one.asked()).toBe(5)
  })

  it.each(['timeout', 'source', 'nonsense'] as const)('so it is with failures of kind %s', async kind => {
    const one = stage()
    await fail(one, 5, kind)
    expect(await one.use()).toMatch(alone)
  })

  it.each(['query', 'execution', 'limit', 'stopped'] as const)(
    'but not with %s, which is not its doing',
    async kind => {
      const one = stage()
      await fail(one, 9, kind)
      one.does()
      expect(await one.use()).toBe('answered')
    },
  )

  it('is not left alone where an answer comes between, or the failures are spread over more than a minute', async () => {
    const one = stage()
    await fail(one, 4)
    one.does()
    await one.use()
    await fail(one, 4)
    expect(one.state()?.retryAt).toBeNull()
    one.at(61)
    await fail(one, 4)
    expect(one.state()?.retryAt).toBeNull()
  })

  it('is tried by one use when its time has come, and by those of the same moment; an answer frees it', async () => {
    const one = stage()
    await fail(one, 5)
    one.at(10)
    one.does()
    const together = [one.use(), one.use()]
    one.at(10.2)
    expect(await Promise.all([...together, one.use()])).toEqual([
      'answered',
      'answered',
      expect.stringMatching(/is left alone/),
    ])
    expect(one.state()).toEqual({ up: true, since: start + 10_200, message: '', retryAt: null })
    expect(await one.use()).toBe('answered')
  })

  it('is left alone for twice as long each time, a minute at most', async () => {
    const one = stage()
    await fail(one, 5)
    const pauses: number[] = []
    for (let i = 0; i < 5; i++) {
      const retryAt = one.state()?.retryAt ?? 0
      one.at((retryAt - start) / 1000)
      await one.use()
      pauses.push(((one.state()?.retryAt ?? 0) - retryAt) / 1000)
    }
    expect(pauses).toEqual([20, 40, 60, 60, 60])
  })

  it('is tried again at once where the try was stopped', async () => {
    const one = stage()
    await fail(one, 5)
    one.at(10)
    one.does('stopped')
    await one.use()
    one.does()
    expect(await one.use()).toBe('answered')
  })

  it('is tried by a test at any time, which frees it too', async () => {
    const one = stage()
    await fail(one, 5)
    expect(await one.test()).toBe('It is broken.')
    one.does()
    expect(await one.test()).toBe('answered')
    expect(await one.use()).toBe('answered')
  })

  it('is tried by what a person wishes for at any time, and by nothing else; an answer frees it', async () => {
    const one = stage()
    await fail(one, 5)
    expect(await one.ask(true)).toBe('It is broken.')
    expect(one.state()?.retryAt).toBe(start + 20_000)
    one.does()
    expect([await one.ask(false), await one.use()]).toEqual([
      expect.stringMatching(/left alone/),
      expect.stringMatching(/left alone/),
    ])
    expect(one.asked()).toBe(6)
    expect(await Promise.all([one.ask(true), one.ask(true)])).toEqual(['answered', 'answered'])
    expect(one.state()?.retryAt).toBeNull()
    expect(await one.use()).toBe('answered')
  })
})
