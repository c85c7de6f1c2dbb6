import { Text } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceOf } from '#client/text/editor/difference.ts'

const applied = (from: string, to: string) =>
  differenceOf(from, to)
    ?.apply(Text.of(from.split('\n')))
    .toString() ?? from

describe('the difference of two texts', () => {
  it('is nothing between equal texts', () => expect(differenceOf('up', 'up')).toBeNull())
  it('touches only what differs', () =>
    expect(differenceOf('rate(up[1m])', 'rate(up[5m])')?.toJSON()).toEqual([8, [1, '5'], 3]))
  it('inserts one of two equal letters once', () =>
    expect(differenceOf('aa', 'aaa')?.toJSON()).toEqual([2, [0, 'a']]))
  it('turns any text into any other', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const from = a.replace(/\r/g, '')
        const to = b.replace(/\r/g, '')
        expect(applied(from, to)).toBe(to)
      }),
    ))
})
