import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beside } from '#client/graph/beside.ts'

const seed = Number(process.env['SEED'] ?? 20261103)
const screen = { width: 1000, height: 600 }
const panel = { width: 200, height: 100 }
const all = { left: 0, right: screen.width }

describe('where a tooltip goes', () => {
  it('is right of the pointer, else left of it', () => {
    expect(beside({ x: 100, y: 300 }, panel, screen, all)).toEqual({ x: 116, y: 250 })
    expect(beside({ x: 900, y: 300 }, panel, screen, all)).toEqual({ x: 684, y: 250 })
  })
  it('is on the side where it stays over its graph, else where it stays on the screen', () => {
    const graph = { left: 250, right: 700 }
    expect(beside({ x: 600, y: 300 }, panel, screen, graph).x).toBe(384)
    expect(beside({ x: 300, y: 300 }, panel, screen, graph).x).toBe(316)
    expect(beside({ x: 400, y: 300 }, panel, screen, { left: 300, right: 500 }).x).toBe(416)
  })
  it('is below or above the pointer where the screen is narrow', () => {
    const narrow = { width: 390, height: 800 }
    const wide = { width: 360, height: 100 }
    expect(beside({ x: 200, y: 100 }, wide, narrow, { left: 12, right: 378 }).y).toBeGreaterThan(100)
    expect(beside({ x: 200, y: 780 }, wide, narrow, { left: 12, right: 378 }).y + 100).toBeLessThan(780)
  })
  it('is on the screen and off the pointer, wherever there is room for it', () => {
    const [x, y] = [fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 600 })]
    const size = fc.record({
      width: fc.integer({ min: 20, max: 460 }),
      height: fc.integer({ min: 20, max: 580 }),
    })
    const span = fc.tuple(x, x).map(([a, b]) => ({ left: Math.min(a, b), right: Math.max(a, b) }))
    fc.assert(
      fc.property(x, y, size, span, (x, y, size, graph) => {
        const place = beside({ x, y }, size, screen, graph)
        const [right, foot] = [place.x + size.width, place.y + size.height]
        expect(place.x >= 0 && place.y >= 0 && right <= 1000 && foot <= 600).toBe(true)
        expect(x >= place.x && x <= right && y >= place.y && y <= foot).toBe(false)
      }),
      { seed, endOnFailure: true },
    )
  })
})
