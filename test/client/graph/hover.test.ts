import { describe, expect, it } from 'vitest'
import { laneWordsAt, nearestLine } from '#client/graph/hover.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { traceLine } from '#shared/picture/place/trace.ts'
import { instantAt } from '#shared/time/grid.ts'
import { at, deploy, input, quiet, values, window } from '#test/shared/picture/notation.ts'

const blip = { blip: window('12:05', '12:08'), before: window('12:00', '12:05') }
const picture = pictureOf(input([...quiet(20), 'node=bad: 1x5 40x3 1x2'], blip))
const layout = layOut(picture, { width: 800, height: 236 }, 11, text => text.length * 6)
const picked = (index: number, value: number, aside = 0) =>
  nearestLine(
    picture,
    layout,
    index,
    layout.x(instantAt(picture.grid, index)) + aside,
    layout.y(value, 0),
    28,
  )?.name ?? null

describe('the line under the pointer', () => {
  it('is the nearest, of the crowd too', () => {
    expect(picked(6, 40)).toBe('bad')
    expect(picked(9, 1.5)).toBe('n04')
  })
  it('may be met between its points, on a steep rise', () => expect(picked(5, 20, -40)).toBe('bad'))
  it('is none far from all', () => expect(picked(2, 30)).toBeNull())
})

describe('the words of the lane under the pointer', () => {
  const events = [deploy('12:01', 'a'), deploy('12:02', 'b'), { ...deploy('12:07', 'c'), until: at('12:08') }]
  const pictureOfEvents = pictureOf(input(['node=a: 1x10'], { events }))
  const laid = layOut(pictureOfEvents, { width: 200, height: 236 }, 11, text => text.length * 6)
  const words = (clock: string, top = 4) => laneWordsAt(laid, pictureOfEvents, laid.x(at(clock)), top)
  it('are all the events that are folded there, with their times', () => {
    expect(laid.lane.map(({ marks }) => marks.length)).toEqual([2, 1])
    expect(words('12:01')).toBe('12:01 a\n12:02 b')
    expect(words('12:08')).toBe('12:07–12:08 c')
  })
  it('are none below the lane', () => expect(words('12:01', 100)).toBe(''))
})

describe('a traced line', () => {
  const trace = (text: string, width = 800) => {
    const steps: string[] = []
    const numbers = values(text)
    const grid = { start: 0, step: 1, count: numbers.length }
    const x = (at: number) => (at * width) / numbers.length
    const pen = {
      moveTo: (x: number, y: number) => steps.push(`M${x},${y}`),
      lineTo: (x: number, y: number) => steps.push(`L${x},${y}`),
    }
    traceLine(pen, numbers, 0, grid, 0, grid.count, { ...layout, x, y: value => value })
    return steps
  }
  it('lifts the pen at gaps, and dots what stands alone', () => {
    expect(trace('1 2 _ 3 _ 4 5', 7)).toEqual(['M0,1', 'L1,2', 'M3,3', 'L3,3', 'M5,4', 'L6,5'])
    expect(trace('_ Infinity', 2)).toEqual([])
  })
  it('keeps every extreme where many values share a pixel', () => {
    const dense = trace('1x500 90 1x499', 100).map(step => Number(step.split(',')[1]))
    expect(Math.max(...dense)).toBe(90)
    expect(dense.length).toBeLessThan(400)
  })
})
