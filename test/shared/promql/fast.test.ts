import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgesOf } from '#shared/promql/engine/window.ts'
import { fastRate, resetsTaken } from '#shared/promql/fast/rate.ts'
import { increase, rate } from '#shared/promql/window/rate.ts'

const samples = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 40_000 }),
    fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1e6, noNaN: true })),
  ),
  {
    maxLength: 60,
  },
)
const grid = { start: 0, step: 15_000, count: 50 }

describe('the fast rate', () => {
  it('equals the plain walk (any seed)', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 300_000 }), fc.boolean(), (gaps, length, perSecond) => {
        let at = 0
        const times = Float64Array.from(gaps, ([gap]) => (at += gap))
        const values = Float64Array.from(gaps, ([, value]) => value)
        const edges = edgesOf(times, grid, length)
        const out = new Float64Array(grid.count)
        expect(fastRate(grid, length, perSecond)(times, values, edges, out)).toBe(true)
        for (let i = 0; i < grid.count; i++) {
          const [first, last] = [edges.first[i] as number, edges.last[i] as number]
          const end = grid.start + i * grid.step
          const window = { times, values, start: end - length, end, instant: end, argument: NaN }
          const plain = last - first < 2 ? NaN : (perSecond ? rate : increase)(window, first, last)
          if (Number.isNaN(plain)) expect(out[i]).toBeNaN()
          else expect(Math.abs((out[i] as number) - plain)).toBeLessThanOrEqual(Math.abs(plain) * 1e-9 + 1e-9)
        }
      }),
    )
  })
  it('leaves infinities and NaN to the plain walk', () => {
    expect(resetsTaken(Float64Array.of(1, Infinity, 2))).toBeUndefined()
    expect(resetsTaken(Float64Array.of(1, NaN, 2))).toBeUndefined()
    expect(resetsTaken(Float64Array.of(1e308, 0, 1e308, 0, 1e308, 0))).toBeUndefined()
  })
  it('needs no column for a counter that never falls', () =>
    expect(resetsTaken(Float64Array.of(1, 2, 3))).toHaveLength(0))
  it('adds up what resets took', () =>
    expect([...(resetsTaken(Float64Array.of(5, 7, 1, 3, 0)) ?? [])]).toEqual([0, 0, 7, 7, 10]))
})
