import { describe, expect, it } from 'vitest'
import { factorWords, followUpWords, lengthWords, sizeOf } from '#client/judgment/answer/answerFacts.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { day, hour, minute, second } from '#shared/time/window.ts'

/** One instant a second from 0; each row is a series. */
const answer = (...rows: number[][]): Answer => ({
  kind: 'query',
  remarks: [],
  parts: [
    {
      query: 'A',
      shift: 0,
      frame: {
        grid: { start: 0, step: second, count: 4 },
        series: rows.map((row, i) => ({ labels: { i: String(i) }, values: Float64Array.from(row) })),
      },
    },
  ],
})
const asked = { id: 'A', source: 's', language: 'promql', legend: '', removed: false } as const
const before = { from: 0, to: 2 * second }
const blip = { from: 2 * second, to: 4 * second }

const size = (text: string, ...rows: number[][]) =>
  sizeOf(answer(...rows), { kind: 'query', queries: [{ ...asked, text }], against: null }, blip, before)
const rate = (...rows: number[][]) => size('sum by (i) (rate(errors_total[1m]))', ...rows)
const wait = (...rows: number[][]) => size('histogram_quantile(0.9, rate(wait_seconds_bucket[1m]))', ...rows)

describe('how large a blip is', () => {
  it('is the lift of all series together, where they add up', () =>
    expect(rate([1, 1, 2, 2], [9, 9, 58, 58])).toEqual({ factor: 6, of: null }))
  it('is that of the series that moved most, by its name, where they do not', () =>
    expect(wait([1, 1, 2, 2], [10, 10, 60, 60])).toEqual({ factor: 6, of: '1' }))
  it('names no series where there is one', () => expect(wait([1, 1, 2, 2])).toEqual({ factor: 2, of: null }))
  it('leaves gaps out of both means', () =>
    expect(rate([Number.NaN, 2, 6, Number.NaN])).toEqual({ factor: 3, of: null }))
  it('is unknown where there was nothing before', () => {
    expect(rate([0, 0, 5, 5])).toBeNull()
    expect(wait([0, 0, 5, 5])).toBeNull()
  })
  it('is unknown where nothing moved', () => {
    expect(rate([1, 1, 1, 1])).toBeNull()
    expect(wait([1, 1, 1, 1])).toBeNull()
  })
  it('is printed with one digit below ten', () => expect([6, 120].map(factorWords)).toEqual(['×6.0', '×120']))
})

describe('a length of time in words', () => {
  it.each([
    [5 * minute, '5 min'],
    [hour + 20 * minute, '1 h 20 min'],
    [40 * second, '40 s'],
    [2 * day + 3 * hour, '2 d 3 h'],
    [250, '250 ms'],
  ])('%d', (length, words) => expect(lengthWords(length)).toBe(words))
})

describe('follow-ups in words', () => {
  const followUp = (id: string, done: boolean) => ({ id, text: id, done })
  it('counts the open ones', () =>
    expect(followUpWords([followUp('a', true), followUp('b', false)])).toBe('2, 1 open'))
  it('says that all are done', () => expect(followUpWords([followUp('a', true)])).toBe('1, all done'))
  it('says that there are none', () => expect(followUpWords([])).toBe('none'))
})
