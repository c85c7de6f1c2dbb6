import { describe, expect, it } from 'vitest'
import { splitChips } from '#client/query/chips.ts'

/** `node 60, le 12, path 500+` as counted labels. */
const counted = (text: string) =>
  text.split(', ').map(piece => {
    const [label = '', values = ''] = piece.split(' ')
    return { label, values: Number.parseInt(values), more: values.endsWith('+') }
  })
const chips = (grouped: string[], text: string) =>
  splitChips(grouped, counted(text))
    .map(chip => `${chip.on ? '*' : ''}${chip.label} ${chip.count}`.trim())
    .join(', ')

describe('the chips to split by', () => {
  it('begin with what the query is grouped by, in its order', () =>
    expect(chips(['zone', 'node'], 'node 60, region 3, zone 9')).toBe('*zone 9, *node 60, region 3'))
  it('stand in order of how many values they have, uncounted ends last', () =>
    expect(chips([], 'path 500+, node 60, region 3')).toBe('region 3, node 60, path 500+'))
  it('leave out what cannot split: one value, the metric name, bucket bounds', () =>
    expect(chips([], 'app 1, __name__ 4, le 12, node 2')).toBe('node 2'))
  it('keep a grouping that is not counted', () => expect(chips(['gone'], 'node 2')).toBe('*gone, node 2'))
})
