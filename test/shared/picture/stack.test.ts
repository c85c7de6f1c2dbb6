import { describe, expect, it } from 'vitest'
import { plainDrawing } from '#shared/ask/drawing.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { readingAt } from '#shared/picture/reading.ts'
import { svgOf } from '#shared/picture/svg/svg.ts'
import { tableOf } from '#shared/picture/table.ts'
import { day } from '#shared/time/window.ts'
import { answer, input, part, query, quiet, window } from './notation.ts'

const blip = { blip: window('12:05', '12:08'), before: window('12:00', '12:05') }
const stacked = { drawing: { ...plainDrawing, stacked: true } }
const of = (...lines: readonly string[]) => pictureOf(input(lines, stacked))
const layers = (...lines: readonly string[]) =>
  of(...lines).areas.map(({ name, low, high }) => `${name}: ${[...low].join(' ')} to ${[...high].join(' ')}`)

describe('a stack', () => {
  it('has each series on the one before, the largest at the foot', () => {
    expect(layers('node=a: 1 2', 'node=b: 5 5')).toEqual(['b: 0 0 to 5 5', 'a: 5 5 to 6 7'])
  })
  it('takes a gap for nothing, and has one where all have', () => {
    expect(layers('node=a: 1 _ _', 'node=b: 5 5 _')).toEqual([
      'b: 0 0 NaN to 5 5 NaN',
      'a: 5 5 NaN to 6 5 NaN',
    ])
  })
  it('gives what is below zero no height, and says so', () => {
    expect(layers('node=a: -1 2', 'node=b: 5 5')).toEqual(['b: 0 0 to 5 5', 'a: 5 5 to 5 7'])
    expect(of('node=a: -1 2', 'node=b: 5 5').remarks).toEqual([
      '1 value is below zero: stacked, it has no height.',
    ])
  })
  it('has one layer for the crowd', () => {
    const picture = pictureOf(input([...quiet(59), 'node=bad: 1x5 40x3 1x2'], { ...blip, ...stacked }))
    expect(picture.areas.map(({ name, line }) => `${name} ${line === null}`)).toEqual([
      '59 others true',
      'bad false',
    ])
    expect(picture.crowds).toEqual([])
  })
  it('starts at zero and is linear, whatever the drawing says', () => {
    const drawing = { ...stacked.drawing, scale: 'log' as const, base: 'auto' as const }
    expect(pictureOf(input(['node=a: 50 60'], { drawing })).axes[0]).toMatchObject({
      scale: 'linear',
      min: 0,
    })
  })
  it('is compared with what it came to earlier, in one line', () => {
    const both = answer(part(['node=a: 4x8', 'node=b: 1x8']), part(['node=a: 2x8', 'node=b: 1x8'], 'a', day))
    const { lines } = pictureOf(input([], { answer: both, ...stacked }))
    expect(lines.map(({ name, shift, values }) => [name, shift, values[0]])).toEqual([['all', day, 3]])
  })
  it('is read with its total, and leaves the table as it is', () => {
    const lines = ['node=a: 1 2', 'node=b: 5 5']
    const reading = readingAt(of(...lines), 1, null)
    expect(reading.rows.map(({ name, text }) => `${name} ${text}`)).toEqual(['b 5.00/s', 'a 2.00/s'])
    expect(reading.total).toBe('7.00/s')
    expect(tableOf(input(lines, stacked)).rows).toEqual(tableOf(input(lines)).rows)
  })
  it('is as many areas in SVG', () => {
    const svg = svgOf(of('node=a: 1 2', 'node=b: 5 5'), { width: 600, height: 240, theme: 'light' })
    expect(svg.match(/fill-opacity="0.72"/g)).toHaveLength(2)
  })
})

describe('a threshold', () => {
  const at = (threshold: number, over = {}) =>
    pictureOf(input(['node=a: 1 2 3 4'], { drawing: { ...plainDrawing, threshold, ...over } }))
  it('is within the range of the axis, and has its value as label', () => {
    expect(at(20).axes[0]?.max).toBeGreaterThan(20)
    expect(at(20).threshold).toEqual({ value: 20, text: '20.0/s' })
  })
  it('is said with the part of the time above it', () => {
    expect(at(2.5).sentence).toMatch(/Above 2.50\/s for 50.0 % of the time\.$/)
    expect(at(20).sentence).toMatch(/Never above 20.0\/s\.$/)
  })
  it('is a line in SVG', () => {
    expect(svgOf(at(2.5), { width: 600, height: 240, theme: 'light' })).toContain('stroke-dasharray="8 4"')
  })
})

describe('a logarithmic scale', () => {
  const drawing = { ...plainDrawing, scale: 'log' as const }
  it('says how many values it cannot show', () => {
    expect(pictureOf(input(['node=a: 1 0 -3 10'], { drawing })).remarks).toEqual([
      '2 values are not above zero: a logarithmic scale cannot show them.',
    ])
    expect(pictureOf(input(['node=a: 1 10 _'], { drawing })).remarks).toEqual([])
  })
})

describe('three units on one graph', () => {
  it('share two axes: the third joins the nearest in size, and it is said', () => {
    const three = answer(part([': 1000000x4']), part([': 0.5x4'], 'b'), part([': 0.2x4'], 'c'))
    const queries = [
      query('x_bytes'),
      query('histogram_quantile(0.9, rate(b_seconds_bucket[1m]))', 'b'),
      query('x_ratio', 'c'),
    ]
    const picture = pictureOf(input([], { answer: three, queries }))
    expect(picture.axes).toHaveLength(2)
    expect(picture.lines.map(({ letter, axis, unit }) => `${letter} ${axis} ${unit}`)).toEqual([
      'A 0 bytes',
      'B 1 seconds',
      'C 1 ratio',
    ])
    expect(picture.remarks).toEqual(['C counts something else, and is drawn on the right axis with B.'])
  })
})
