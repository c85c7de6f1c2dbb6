import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortRows, tableOf, type Table, type TableRow } from '#shared/picture/table.ts'
import { day, shifted } from '#shared/time/window.ts'
import { answer, at, input, part, query, quiet, window } from './notation.ts'

const seed = Number(process.env['SEED'] ?? 20261103)
const blip = { blip: window('12:05', '12:08'), before: window('12:00', '12:05') }
const numbers = ({ name, values }: TableRow) =>
  `${name}: ${Object.values(values)
    .map(value => Number(value.toFixed(3)))
    .join(' ')}`
const rows = (table: Table) => table.rows.map(numbers)
const of = (...lines: readonly string[]) => tableOf(input(lines, blip))

describe('the table under a graph', () => {
  it('has the mean in the blip, the mean before, the share of the rise and the lift', () => {
    expect(rows(of('node=a: 1x5 4x3', 'node=b: 2x5 3x3'))).toEqual(['a: 4 1 0.75 4', 'b: 3 2 0.25 1.5'])
  })
  it('gives no share of a rise to what falls, and shares a fall among what falls', () => {
    expect(rows(of('node=a: 1x5 4x3', 'node=b: 3x5 2x3'))).toEqual(['a: 4 1 1 4', 'b: 2 3 0 0.667'])
    const fall = of('node=a: 9x5 3x3', 'node=b: 3x5 1x3', 'node=c: 1x5 2x3')
    expect(fall.direction).toBe('fall')
    expect(rows(fall)).toEqual(['a: 3 9 0.75 0.333', 'c: 2 1 0 2', 'b: 1 3 0.25 0.333'])
  })
  it('folds the crowd into one row: the mean of each, the share of all', () => {
    const table = of(...quiet(59), 'node=bad: 1x5 40x3 1x2')
    expect(table.rows.map(({ name }) => name)).toEqual(['bad', '59 others'])
    const [bad, others] = table.rows
    expect((bad?.values.share ?? 0) + (others?.values.share ?? 0)).toBeCloseTo(1)
    expect(others?.values.before).toBeCloseTo(1.2, 1)
    expect(others?.members).toHaveLength(59)
  })
  it('counts a series that was not there before from nothing', () => {
    expect(rows(of('node=new: _x5 4x3', 'node=b: 2x5 2x3'))).toEqual(['new: 4 NaN 1 NaN', 'b: 2 2 0 1'])
    expect(rows(of('node=a: 0x5 4x3', 'node=b: 2x5 2x3'))[0]).toBe('a: 4 0 1 Infinity')
  })
  it('knows when a series began that was not there at first', () => {
    const began = of('node=new: _x5 4x3', 'node=b: 2x8', 'node=c: _x8').rows.map(row => [row.name, row.began])
    expect(began).toEqual([
      ['new', at('12:05')],
      ['b', null],
      ['c', null],
    ])
  })
  it('marks what moves in the blip while others do not, and puts it on top', () => {
    const standing = (...lines: string[]) =>
      of(...lines).rows.map(row => `${row.name}${row.standsOut ? '!' : ''}`)
    expect(standing('node=web: 90x8', 'node=tv: 1x5 40x3', 'node=ios: 5x8')).toEqual(['tv!', 'web', 'ios'])
    expect(standing('node=a: 1x8', 'node=b: 2x8')).toEqual(['b', 'a'])
    expect(standing('node=a: 1x5 4x3', 'node=b: 2x5 8x3')).toEqual(['b', 'a'])
    expect(standing(...quiet(59), 'node=bad: 1x5 40x3 1x2')).toEqual(['bad!', '59 others'])
  })
  it('says what is in view where nothing is known of the blip nor before it', () => {
    const elsewhere = { blip: window('10:05', '10:08'), before: window('10:00', '10:05') }
    const table = tableOf(input(['node=a: 1 3 _'], elsewhere))
    expect(table.measures).toEqual(['mean', 'min', 'max', 'last'])
    expect(rows(table)).toEqual(['a: 2 1 3 3'])
  })
  it('says nothing where there is nothing', () => {
    expect(rows(of('node=a: _x8', 'node=b: _x8'))).toEqual(['a: NaN NaN NaN NaN', 'b: NaN NaN NaN NaN'])
    expect(of().rows).toEqual([])
  })
  it('takes a day earlier from what is laid under', () => {
    const both = answer(part(['node=a: 4x8']), part(['node=a: 2x8'], 'a', day))
    expect(rows(tableOf(input([], { ...blip, before: shifted(blip.blip, -day), answer: both })))).toEqual([
      'a: 4 2 1 2',
    ])
  })
  it('has mean, least, most and last without a blip', () => {
    expect(rows(tableOf(input(['node=a: 1 3 _', 'node=b: 2 2 2'])))).toEqual(['a: 2 1 3 3', 'b: 2 2 2 2'])
  })
  it('has a column for each label that varies', () => {
    expect(
      of('app=x node=a region=r: 1x8', 'app=x node=b region=r: 1x8', 'app=x node=c region=s: 1x8').labels,
    ).toEqual(['node', 'region'])
  })
  it('has no column for what differs only between two queries', () => {
    const two = answer(part(['job=a node=x: 1x8', 'job=a node=y: 1x8']), part(['kind=k: 1x8'], 'b'))
    const queries = [query('a'), query('b', 'b')]
    expect(tableOf(input([], { ...blip, answer: two, queries })).labels).toEqual(['node'])
  })
  it('says no lift of what is below zero', () => {
    expect(rows(of('node=a: -2x5 -4x3'))).toEqual(['a: -4 -2 1 NaN'])
  })
  it('never shares more than all of a rise', () => {
    const column = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }).map(String), fc.constant('_')), {
      minLength: 8,
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(column, { minLength: 2, maxLength: 20 }), columns => {
        const all = of(...columns.map((numbers, i) => `node=n${i}: ${numbers.join(' ')}`)).rows
        const shares = all
          .map(({ values }) => values.share ?? Number.NaN)
          .filter(share => !Number.isNaN(share))
        for (const share of shares) expect(share >= 0 && share <= 1 + 1e-9).toBe(true)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
      }),
      { seed, endOnFailure: true },
    )
  })
  it('is sorted by any column, unknown values and folded rows last', () => {
    const table = of('node=a: 1x5 4x3', 'node=b: 2x5 9x3', 'node=c: 1x5 _x3')
    const by = (by: string, descending: boolean) =>
      sortRows(table.rows, { by, descending })
        .map(({ name }) => name)
        .join('')
    expect(by('blip', true)).toBe('bac')
    expect(by('blip', false)).toBe('abc')
    expect(by('node', true)).toBe('cba')
    const folded = sortRows(of(...quiet(59), 'node=bad: 1x5 40x3 1x2').rows, {
      by: 'node',
      descending: false,
    })
    expect(folded.map(({ name }) => name)).toEqual(['bad', '59 others'])
    expect(folded[1]?.members[0]?.name).toBe('n00')
  })
})
