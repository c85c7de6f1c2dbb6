import { parser } from '@prometheus-io/lezer-promql'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promql } from '#shared/promql/language.ts'
import { layOut, print } from '#shared/promql/print.ts'
import type { Expression } from '#shared/promql/tree.ts'
import { parsed } from './notation.ts'
import { queries } from './queries.ts'

const lines: readonly (readonly [string, string])[] = [
  ['SUM(x)BY(a)', 'sum by (a) (x)'],
  ["{a='b', `c d`=~`e\\d`}", '{a="b", "c d"=~"e\\\\d"}'],
  ['{"a.b", c="d"}', '{__name__="a.b", c="d"}'],
  ['x[90s]offset 1h30m@5', 'x[1m30s] @ 5 offset 1h30m'],
  ['x[1h:]', 'x[1h:]'],
  ['x [1h : 60] offset -5', 'x[1h:1m] offset -5s'],
  ['a==bool on(b)c', 'a == bool on (b) c'],
  ['a*ignoring()group_right(b)c', 'a * ignoring () group_right (b) c'],
  ['-1^2', '-1 ^ 2'],
  ['- x', '-x'],
  ['0x10 + 5. + .5 + 1h + inf', '16 + 5 + 0.5 + 3600 + Inf'],
  ['offset', 'offset'],
  ['sum + by', 'sum + by'],
]

const isSpan = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'from,to'

describe('print', () => {
  for (const [text, expected] of lines) it(text, () => expect(print(parsed(text).tree)).toBe(expected))

  it('writes what parses to the same tree (any seed)', () => {
    const bare = (node: Expression) =>
      JSON.stringify(node, (_, value: unknown) => {
        if (typeof value === 'number') return String(value)
        return isSpan(value) ? 'here' : value
      })
    fc.assert(
      fc.property(queries.vector, text => {
        const { tree } = parsed(text)
        expect(bare(parsed(print(tree)).tree)).toBe(bare(tree))
        expect(bare(parsed(layOut(tree)).tree)).toBe(bare(tree))
      }),
      { numRuns: 500 },
    )
  })
  it('finds no fault in right queries, rewritten or not (any seed)', () => {
    fc.assert(
      fc.property(queries.vector, text => {
        expect(promql.problems(text)).toEqual([])
        for (const result of [
          promql.split(text, 'node'),
          promql.unsplit(text, 'node'),
          promql.filter(text, { node: '1' }),
          promql.exclude(text, { node: '1' }),
          promql.earlier(text, 60_000),
        ])
          if (result.ok) expect(promql.problems(result.text)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  it('goes the way back from a split, and from an hour earlier (any seed)', () => {
    fc.assert(
      fc.property(queries.vector, text => {
        const earlier = promql.earlier(text, 3_600_000)
        const back = earlier.ok && promql.earlier(earlier.text, -3_600_000)
        if (back) expect(back.ok && print(parsed(back.text).tree)).toBe(print(parsed(text).tree))
        const split = promql.split(text, 'fresh')
        if (split.ok) expect(promql.split(split.text, 'fresh').ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
  it('agrees with the grammar that colours the editor about what is PromQL (any seed)', () => {
    fc.assert(
      fc.property(queries.vector, text => {
        let faults = 0
        parser.parse(text).iterate({ enter: node => void (faults += node.type.isError ? 1 : 0) })
        expect(faults).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})
