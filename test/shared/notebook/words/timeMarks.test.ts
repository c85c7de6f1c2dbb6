import { describe, expect, it } from 'vitest'
import { inUtc, marksOfWords, placed, timeMarkAt, timeMarksIn } from '#shared/notebook/words/timeMarks.ts'
import { utc, type Zone } from '#shared/time/clock.ts'
import { hour } from '#shared/time/window.ts'

const at = (text: string) => Date.parse(text)
const evening = { from: at('2026-11-03T12:00Z'), to: at('2026-11-03T20:00Z') }
const overMidnight = { from: at('2026-11-03T22:00Z'), to: at('2026-11-04T02:00Z') }

/** The times of a text as ISO instants, stretches with a slash. */
const timesOf = (text: string, window = evening) =>
  timeMarksIn(text).map(mark => {
    const { at: from, until } = placed(mark, window)
    return [from, ...(until === null ? [] : [until])]
      .map(instant => new Date(instant).toISOString().replace(/:00\.000Z$|\.000Z$/, ''))
      .join('/')
  })

describe('times in words', () => {
  it.each([
    ['at @14:02 it rose', '2026-11-03T14:02'],
    ['@14:02:20', '2026-11-03T14:02:20'],
    ['@9:05', '2026-11-03T09:05'],
    ['@14:02Z.', '2026-11-03T14:02'],
    ['(@14:02)', '2026-11-03T14:02'],
    ['at @14:02: it rose', '2026-11-03T14:02'],
    ['from @14:02–14:07', '2026-11-03T14:02/2026-11-03T14:07'],
    ['from @14:02-14:07:30,', '2026-11-03T14:02/2026-11-03T14:07:30'],
    ['@23:50–00:10', '2026-11-03T23:50/2026-11-04T00:10'],
    ['@2026-11-02T14:02Z', '2026-11-02T14:02'],
    ['@2026-11-02 14:02', '2026-11-02T14:02'],
    ['@2026-11-02 14:02–2026-11-03 01:00', '2026-11-02T14:02/2026-11-03T01:00'],
    ['@14:02-ish', '2026-11-03T14:02'],
  ])('%s is %s', (text, time) => {
    expect(timesOf(text)).toEqual([time])
  })

  it.each([
    ['@23:30', '2026-11-03T23:30'],
    ['@00:30', '2026-11-04T00:30'],
    ['@12:30', '2026-11-03T12:30'],
  ])('%s in a window over midnight is %s', (text, time) => {
    expect(timesOf(text, overMidnight)).toEqual([time])
  })

  it('are several in one text', () => {
    expect(timesOf('@14:02 a, @14:03 b')).toHaveLength(2)
  })

  it.each([
    'bob@12:03',
    'bob.@12:03',
    'a@b.example',
    '@bob',
    '@12',
    '@25:00',
    '@12:60',
    '@12:03:99',
    '@2026-02-30 12:00',
    '@12:03x',
    '@12:03+01:00',
    '@@12:03',
    'path/@12:03',
    '`@12:03`',
    '```\n@12:03\n```',
    '```\n@12:03',
    '[at @12:03](https://a.example)',
    'https://a.example/@12:03',
    'https://a.example/?t=(@12:03)',
    '14:02–14:07',
  ])('%j has none', text => {
    expect(timesOf(text)).toEqual([])
  })
})

describe('the marks of a graph that words make', () => {
  it('are the beginnings inside of its window, each once', () => {
    const marks = marksOfWords('@14:02–14:07, after @14:02, then @19:52:10 and @21:00', evening, utc)
    expect(marks.map(({ text, window: { from, to } }) => [text, to - from])).toEqual([
      ['14:02', 0],
      ['19:52:10', 0],
    ])
  })
})

describe('a time written by local clocks', () => {
  const cet: Zone = () => hour
  const tokyo: Zone = () => 9 * hour
  const written = (text: string, zone: Zone, window = evening) => {
    const mark = timeMarkAt(text, 0)
    return mark && inUtc(mark, window, zone)
  }
  it.each([
    ['@15:03', cet, '@14:03Z'],
    ['@15:03–15:05', cet, '@14:03Z–14:05Z'],
    ['@23:03', tokyo, '@14:03Z'],
    ['@2026-11-03 15:03', cet, '@14:03Z'],
    ['@2026-11-01 15:03', cet, '@2026-11-01T14:03Z'],
    ['@2026-11-01 23:30–00:30', cet, '@2026-11-01T22:30Z–2026-11-01T23:30Z'],
  ])('%s becomes the same instant for all', (text, zone, said) => {
    expect(written(text, zone)).toBe(said)
  })
})
