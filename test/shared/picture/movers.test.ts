import { describe, expect, it } from 'vitest'
import { moversOf } from '#shared/picture/study/movers.ts'
import { values } from './notation.ts'

const blip = { from: 10, to: 15 }
const movers = (...columns: readonly string[]) => moversOf(columns.map(values), blip)

describe('which of a few series move in the blip', () => {
  it('are those that move while others do not, the farthest first', () => {
    expect(movers('1x20', '2x10 9x5 2x5', '3x10 40x5 3x5')).toEqual([2, 1])
    expect(movers('5x20', '5x10 1x5 5x5')).toEqual([1])
  })
  it('are none where all move, none does, or there is one only', () => {
    expect(movers('1x10 9x5 1x5', '2x10 8x5 2x5')).toEqual([])
    expect(movers('1x20', '9x20')).toEqual([])
    expect(movers('1x10 9x5 1x5')).toEqual([])
    expect(moversOf([], blip)).toEqual([])
  })
  it('are not those that are as restless all the time', () => {
    expect(movers('1x20', '0 9 0 9 0 9 0 9 0 9 9 9 0 9 9 0 9 0 9 0')).toEqual([])
  })
  it('are not those whose move could not be seen beside the others', () => {
    expect(movers('1x10 2x5 1x5', '0 100x18 0')).toEqual([])
  })
  it('count what began with the blip from zero', () => {
    expect(movers('1x20', '_x10 9x5 _x5')).toEqual([1])
  })
  it('are unknown where nothing lies outside the blip', () => {
    expect(moversOf([values('1x5'), values('9x5')], { from: 0, to: 5 })).toEqual([])
    expect(moversOf([values('1x5'), values('9x5')], { from: 3, to: 3 })).toEqual([])
  })
})
