import { describe, expect, it } from 'vitest'
import type { Answer } from '#shared/ask/answer.ts'
import { compare, type Comparison } from '#shared/notebook/compare.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import { questionOf, standing, type Question } from '#shared/notebook/standing.ts'
import { querying, running } from './samples.ts'

/** `a=1 2 .; b=3 3 3`: series by node, values at 0, 10 s, …; a point is a gap. */
const answer = (series: string, start = 0): Answer => {
  const rows = series
    .split(';')
    .map(row => row.trim())
    .filter(Boolean)
  const values = rows.map(
    row =>
      row
        .split('=')[1]
        ?.split(' ')
        .map(value => (value === '.' ? NaN : Number(value))) ?? [],
  )
  const count = Math.max(0, ...values.map(each => each.length))
  return {
    kind: 'query',
    remarks: [],
    parts: [
      {
        query: 'A',
        shift: 0,
        frame: {
          grid: { start, step: 10_000, count },
          series: rows.map((row, i) => ({
            labels: { node: row.split('=')[0] ?? '' },
            values: Float64Array.from(values[i] ?? []),
          })),
        },
      },
    ],
  }
}
const said = (earlier: string, later: string, start = 0): string => {
  const result = compare(answer(earlier), answer(later, start))
  if (result.is !== 'changed') return result.is
  const { share, changed, fresh, gone, most } = result
  const counts = `${changed} changed, ${fresh} fresh, ${gone} gone`
  return `${Math.round(share * 100)} %: ${counts}; ${most.labels.node} at ${most.at / 1000} was ${most.was} is ${most.is}`
}

describe('Comparing an earlier answer with a later one', () => {
  it.each([
    ['a=1 2 3', 'a=1 2 3', 'same'],
    ['a=1 . 3', 'a=1 . 3', 'same'],
    ['', '', 'same'],
    ['a=1 2 1000000', 'a=1 2 1000000.5', 'same'],
    ['a=0 0', 'a=0 0', 'same'],
    ['a=Infinity 1', 'a=Infinity 1', 'same'],
    ['b=1 1; a=2 2', 'a=2 2; b=1 1', 'same'],
    ['a=1 2 3', 'a=1 2 4', '33 %: 1 changed, 0 fresh, 0 gone; a at 20 was 3 is 4'],
    ['a=1 2 3', 'a=1 . 3', '33 %: 1 changed, 0 fresh, 0 gone; a at 10 was 2 is NaN'],
    ['a=1 .', 'a=1 5', '50 %: 1 changed, 0 fresh, 0 gone; a at 10 was NaN is 5'],
    ['a=1 1', 'a=1 1; b=2 2', '50 %: 0 changed, 1 fresh, 0 gone; b at 0 was NaN is 2'],
    ['a=1 1; b=9 8', 'a=1 1', '50 %: 0 changed, 0 fresh, 1 gone; b at 0 was 9 is NaN'],
    ['a=1 1', 'a=Infinity 1', '50 %: 1 changed, 0 fresh, 0 gone; a at 0 was 1 is Infinity'],
    ['a=1 2', '', 'gone'],
    ['a=1 2', 'a=. .', 'gone'],
    ['', 'a=1', '100 %: 0 changed, 1 fresh, 0 gone; a at 0 was NaN is 1'],
  ])('%s | %s → %s', (earlier, later, result) => expect(said(earlier, later)).toBe(result))

  it('looks only at instants that both have', () => expect(said('a=1 2 3', 'a=2 3 9', 10_000)).toBe('same'))
})

describe('A judgment', () => {
  const judged = running('r1')
  const now = questionOf(judged.asked)
  const later: Run = running('r2')
  const failed: Run = running('r3', { failure: { kind: 'unreachable', message: 'down' } })
  const changed = compare(answer('a=1 2'), answer('a=1 3'))
  const is = (question: Question, latest: Run, comparison: Comparison | null) =>
    standing(judged, question, latest, comparison).is

  it('holds while nothing says otherwise', () => expect(is(now, judged, null)).toBe('holds'))
  it('holds when a later run says the same', () => expect(is(now, later, { is: 'same' })).toBe('holds'))
  it('says how much has changed', () => {
    expect(standing(judged, now, later, changed)).toMatchObject({
      is: 'changed',
      share: 0.5,
      series: 1,
      most: { was: 2, is: 3 },
    })
  })
  it('is past retention when nothing is left', () =>
    expect(is(now, later, { is: 'gone' })).toBe('pastRetention'))
  it('has moved with a window that follows the clock, rather than changed', () => {
    const moved = { ...later, asked: { ...later.asked, window: { from: 5, to: 9 } } }
    expect(is({ ...now, window: null }, moved, changed)).toBe('moved')
    expect(is({ ...now, window: null }, later, changed)).toBe('changed')
  })
  it('says that the source failed', () => expect(is(now, failed, null)).toBe('sourceFailed'))
  it.each<readonly [string, Partial<Question>, readonly string[]]>([
    ['another query', { request: querying('down') }, ['queries']],
    ['another window', { window: { from: 1, to: 2 } }, ['window']],
    ['a blip', { blip: { from: 1, to: 2 } }, ['blip']],
    ['a comparison', { request: { ...querying('up'), against: 1 } as never }, ['comparison']],
  ])('is of an edited question after %s', (_, part, what) => {
    expect(standing(judged, { ...now, ...part }, failed, changed)).toEqual({
      is: 'edited',
      what,
      variables: [],
    })
  })
  it('does not mind a window that follows the clock, spaces around a query, or a removed one', () => {
    const query = {
      id: 'A',
      source: 'embedded',
      language: 'promql',
      text: 'up',
      legend: '',
      removed: false,
    } as const
    const request = {
      kind: 'query',
      against: null,
      queries: [
        { ...query, text: ' up\n' },
        { ...query, id: 'B', removed: true },
      ],
    } as const
    expect(is({ ...now, request, window: null }, judged, null)).toBe('holds')
  })
})

describe('A judgment on queries with variables', () => {
  const text = 'rate(x{node="$node"}[$__rate_interval])'
  const judged: Run = {
    ...running('r1'),
    asked: {
      ...running('r1').asked,
      request: querying('rate(x{node="i-1"}[1m0s])'),
      filled: { texts: { A: text }, values: { node: ['i-1'] } },
    },
  }
  const given = (written: string, values: Question['values']) =>
    standing(judged, { ...questionOf(judged.asked), request: querying(written), values }, judged, null)

  it('holds while they stand for the same, whatever the built-in ones come to', () =>
    expect(given(text, { node: ['i-1'] })).toEqual({ is: 'holds' }))
  it('is of another question when one of them stands for something else', () =>
    expect(given(text, { node: ['i-2'] })).toEqual({
      is: 'edited',
      what: ['variables'],
      variables: [{ name: 'node', was: ['i-1'], is: ['i-2'] }],
    }))
  it('is of another question when one of them is gone', () =>
    expect(given(text, {})).toMatchObject({ variables: [{ name: 'node', was: ['i-1'], is: null }] }))
  it('does not mind a variable that its query speaks of no more, but that it is another query', () =>
    expect(given('rate(x{node="i-1"}[1m0s])', {})).toEqual({
      is: 'edited',
      what: ['queries'],
      variables: [],
    }))
})
