import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failed } from '#shared/query/failure.ts'
import { evaluate } from '#shared/promql/evaluate.ts'
import { evaluateRest, plan, type Plan } from '#shared/promql/plan.ts'
import { load, reader } from './notation.ts'
import { queries } from './queries.ts'

const cutOf = (text: string): Plan => {
  const made = plan(text)
  if (!made.ok) throw new Error(made.problems[0]?.message)
  return made.plan
}

const leaves: readonly (readonly [string, readonly string[] | null])[] = [
  ['sum by (node) (rate(x[1m]))', ['rate(x[1m])']],
  ['sum(a) / sum(b)', ['a', 'b']],
  ['sum(a) / count(a)', ['a']],
  ['sum(a) / on () b', ['a', 'b']],
  ['histogram_quantile(0.9, sum by (le) (rate(b[5m])))', ['rate(b[5m])']],
  ['topk(3, sum by (node) (x))', ['x']],
  ['max(sum by (a) ((rate(x[1m]) * 60)))', ['rate(x[1m])']],
  ['sum(timestamp(x)) + sum(absent(y))', ['timestamp(x)', 'absent(y)']],
  ['a / b', ['a', 'b']],
  ['sum(x) > scalar(max(y))', ['x', 'y']],
  ['rate(x[1m])', null],
  ['max_over_time(sum(x)[5m:1m])', null],
  ['sum(x @ 100)', null],
  ['1 + 1', null],
]

const data = load(`10s
  x{node="1", a="1"} 1+1x60
  x{node="2", a="1"} 2+2x20 _x10 7x29
  y_total{node="1", a="2"} 0+10x30 0+5x29
  y_total{node="2", b="2"} 0+3x60
  http:rate5m{node="1"} NaN 4x59`)
const grid = { start: 60_000, step: 30_000, count: 12 }

const outcome = (work: () => unknown): string => {
  try {
    return JSON.stringify(work(), (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    )
  } catch (error) {
    if (error instanceof Failed) return error.failure.message
    throw error
  }
}

describe('a plan', () => {
  for (const [text, expected] of leaves)
    it(`of ${text}`, () =>
      expect(cutOf(text).detail?.leaves.map(leaf => leaf.text) ?? null).toEqual(expected))

  it('says what is wrong with a wrong query', () =>
    expect(plan('sum(rate(x))')).toMatchObject({
      ok: false,
      problems: [{ message: 'rate needs a range: add [1m]' }],
    }))
  it('lists the selectors', () => expect(cutOf('a / b').selectors).toHaveLength(2))
  it('keeps leaves that a split does not alter, so that it needs no source', () =>
    expect(cutOf('sum by (node) (rate(x[1m]))').detail?.leaves[0]?.text).toBe(
      cutOf('sum(rate(x[1m]))').detail?.leaves[0]?.text,
    ))
  it('evaluates to the same as the whole (any seed)', () => {
    fc.assert(
      fc.property(queries.vector, text => {
        const { whole, detail } = cutOf(text)
        if (detail === null) return
        const all = outcome(() => evaluate(whole, grid, reader(data)).frame)
        const cut = outcome(() => {
          const frames = detail.leaves.map(leaf => evaluate(leaf.node, grid, reader(data)).frame)
          return evaluateRest(detail.rest, frames, grid).frame
        })
        expect(cut).toBe(all)
      }),
      { numRuns: 400 },
    )
  })
})
