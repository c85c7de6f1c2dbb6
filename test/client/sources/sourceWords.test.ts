import { describe, expect, it } from 'vitest'
import { stateWords, testWords } from '#client/sources/sourceWords.ts'
import { utc } from '#shared/time/clock.ts'

describe('the state of a source in words', () => {
  const since = Date.UTC(2026, 10, 3, 14, 2, 31)
  it.each([
    [null, 'not asked yet'],
    [{ up: true, since, message: '', retryAt: null }, 'answers, since 3 Nov 14:02 UTC'],
    [
      { up: false, since, message: 'Nothing listens there.', retryAt: null },
      'down since 3 Nov 14:02 UTC. Nothing listens there. Kept evidence still stands.',
    ],
    [
      { up: false, since, message: 'Nothing listens there.', retryAt: since + 60_000 },
      'down since 3 Nov 14:02 UTC. Nothing listens there. Left alone until 14:03:31; Test tries it now. Kept evidence still stands.',
    ],
    [
      { up: false, since, message: '', retryAt: since + 20_000 },
      'down since 3 Nov 14:02 UTC. Kept evidence still stands.',
    ],
  ])('%j', (state, words) => {
    expect(stateWords(state, utc, since + 30_000)).toBe(words)
  })
})

describe('a Test in words', () => {
  const now = Date.UTC(2026, 10, 22)
  const found = {
    ok: true,
    server: 'Prometheus',
    version: '3.5.0',
    metrics: 1423,
    oldest: null,
    took: 12.4,
  } as const

  it.each([
    [found, 'Prometheus 3.5.0, 1,423 metrics, in 12 ms.'],
    [
      { ...found, oldest: Date.UTC(2026, 9, 12) },
      'Prometheus 3.5.0, 1,423 metrics, data since 12 Oct (41 days), in 12 ms.',
    ],
    [
      { ...found, oldest: now - 3_700_000, metrics: 1 },
      'Prometheus 3.5.0, 1 metric, data since 21 Nov (1 hour), in 12 ms.',
    ],
    [{ ...found, server: 'Mimir', version: 'unknown' }, 'Mimir, 1,423 metrics, in 12 ms.'],
  ])('says who answered: %j', (test, words) => {
    expect(testWords(test, utc, now)).toBe(words)
  })
  it('says why not, and what would help', () => {
    const failure = {
      kind: 'unreachable',
      message: 'Nothing listens there.',
      hint: 'Is it running?',
    } as const
    expect(testWords({ ok: false, failure, part: null }, utc, now)).toBe(
      'Nothing listens there. Is it running?',
    )
  })
})
