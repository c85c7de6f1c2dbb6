import { describe, expect, it } from 'vitest'
import { standingWords } from '#client/judgment/standingWords.ts'
import { utc } from '#shared/time/clock.ts'

const at = Date.UTC(2026, 10, 3, 14, 3)
const most = { query: 'A', labels: { node: 'i-0c3f9a' }, at, was: 41, is: 3 }
const words = (standing: Parameters<typeof standingWords>[0]) =>
  standingWords(standing, 'today', utc, new Map([['job', '.*']]))

describe('how a judgment stands', () => {
  it('same', () => expect(words({ is: 'holds' })).toEqual({ holds: true, sentence: 'Re-run today: same' }))
  it('changed: how much, and where most', () =>
    expect(words({ is: 'changed', share: 0.12, series: 2, most }).sentence).toBe(
      'Re-run today: 12 % of the values differ, in 2 series; most at 14:03 in i-0c3f9a, 41 then, 3 now',
    ))
  it('a value that is a gap now', () =>
    expect(
      words({ is: 'changed', share: 0.001, series: 1, most: { ...most, is: Number.NaN } }).sentence,
    ).toMatch(/under 1 % .* 41 then, a gap now/))
  it('all values of a variable', () => {
    const variables = [{ name: 'job', was: ['.*'], is: ['api'] }]
    expect(words({ is: 'edited', what: ['variables'], variables }).sentence).toBe(
      'job was all when this was judged, now api',
    )
  })
  it('past retention', () => expect(words({ is: 'pastRetention' }).holds).toBe(false))
  it('a source that failed', () =>
    expect(words({ is: 'sourceFailed', failure: { kind: 'timeout', message: 'slow' } }).sentence).toMatch(
      /is kept/,
    ))
  it('a window that follows now', () =>
    expect(words({ is: 'moved' })).toEqual({
      holds: false,
      sentence: 'Re-run today: its window follows now and has moved since',
    }))
  it('edited since', () =>
    expect(words({ is: 'edited', what: ['queries', 'window'], variables: [] }).sentence).toBe(
      'Edited since: the query and the window',
    ))
  it.each([
    ['another value', ['i-2'], 'node was i-1 when this was judged, now i-2'],
    ['several values', ['i-1', 'i-2'], 'node was i-1 when this was judged, now i-1, i-2'],
    ['no value', [], 'node was i-1 when this was judged, now nothing'],
    ['no variable', null, 'node was i-1 when this was judged, and there is no such variable any more'],
  ])('a variable that has %s', (_, is, sentence) => {
    const variables = [{ name: 'node', was: ['i-1'], is }]
    expect(words({ is: 'edited', what: ['variables'], variables }).sentence).toBe(sentence)
    expect(words({ is: 'edited', what: ['queries', 'variables'], variables }).sentence).toBe(
      `Edited since: the query; ${sentence}`,
    )
  })
})
