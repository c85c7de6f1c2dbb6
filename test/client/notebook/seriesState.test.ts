import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSeries, writeSeries } from '#client/notebook/page/seriesState.ts'
import { allShown } from '#shared/picture/shown.ts'

describe('the series that a link shows', () => {
  it('is all of them without a word', () => expect(readSeries('?x=1', 's')).toBe(allShown))
  it('leaves the rest of the address alone', () =>
    expect(writeSeries('?x=1&only.s=A', 's', allShown)).toBe('?x=1'))
  it('is for one step only', () =>
    expect(readSeries(writeSeries('', 's', { isolated: ['A{a="b"}'], hidden: [] }), 't')).toBe(allShown))
  it('reads back whatever was written', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string()), (isolated, hidden) => {
        const state = { isolated, hidden }
        expect(readSeries(writeSeries('?x=1', 's', state), 's')).toEqual(state)
      }),
    ))
})
