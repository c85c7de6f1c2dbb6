import { describe, expect, it } from 'vitest'
import { areaAt, markAt } from '#client/graph/hover.ts'
import { plainDrawing } from '#shared/ask/drawing.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { mostRead, readingAt, type Reading } from '#shared/picture/reading.ts'
import { day } from '#shared/time/window.ts'
import { answer, at, deploy, input, part, quiet, window } from './notation.ts'

const blip = { blip: window('12:05', '12:08'), before: window('12:00', '12:05') }
const texts = ({ rows }: Reading) =>
  rows.map(({ name, text, nearest }) => `${name} ${text}${nearest ? '!' : ''}`)
const lay = (picture: Picture) => layOut(picture, { width: 800, height: 236 }, 11, text => text.length * 6)

describe('what a graph says at an instant', () => {
  it('is its values from the highest down, with their unit; a gap is left out', () => {
    const picture = pictureOf(input(['node=a: 1', 'node=b: 5', 'node=c: _', 'node=d: -2']))
    const reading = readingAt(picture, 0, null)
    expect(texts(reading)).toEqual(['b 5.00/s', 'a 1.00/s', 'd −2.00/s'])
    expect([reading.more, reading.total, reading.at]).toEqual([0, null, at('12:00')])
  })
  it('is bounded, those of the crowd among them, and counts the others', () => {
    const picture = pictureOf(input([...quiet(59), 'node=bad: 1x5 40x3 1x2'], blip))
    const reading = readingAt(picture, 6, null)
    expect(reading.rows).toHaveLength(mostRead)
    expect(reading.rows[0]?.name).toBe('bad')
    expect(reading.more).toBe(60 - mostRead)
    const sorted = reading.rows.map(({ value }) => value)
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a))
  })
  it('has the series that is pointed at, however low it is, and at a gap too', () => {
    const picture = pictureOf(input([...quiet(59), 'node=low: 0.01x8 _x2', 'node=bad: 1x5 40x3 1x2'], blip))
    const all = [...picture.lines, ...picture.crowds.flatMap(({ members }) => members)]
    const low = all.find(({ name }) => name === 'low') ?? null
    expect(texts(readingAt(picture, 6, low)).at(-1)).toBe('low 0.010/s!')
    expect(readingAt(picture, 6, low).rows).toHaveLength(mostRead)
    expect(texts(readingAt(picture, 9, low)).at(-1)).toBe('low no data!')
  })
  it('has what was earlier with how much earlier it was', () => {
    const both = answer(part(['node=a: 4']), part(['node=a: 2'], 'a', day))
    const { rows } = readingAt(pictureOf(input([], { answer: both })), 0, null)
    expect(rows.map(({ text, shift }) => [text, shift])).toEqual([
      ['4.00/s', 0],
      ['2.00/s', day],
    ])
  })
})

describe('what lies under the pointer', () => {
  it('is the layer of a stack that it points into', () => {
    const picture = pictureOf(
      input(['node=a: 1x4', 'node=b: 5x4'], { drawing: { ...plainDrawing, stacked: true } }),
    )
    const layout = lay(picture)
    const name = (value: number) => areaAt(picture, layout, 1, layout.y(value, 0))?.name ?? null
    expect([name(2), name(5.5), name(6.2)]).toEqual(['b', 'a', null])
  })
  it('is the note whose words or line are there; events are none', () => {
    const marks = [
      { id: 'm1', window: { from: at('12:02'), to: at('12:02') }, text: 'here' },
      { id: 'm2', window: window('12:06', '12:08'), text: 'there' },
    ]
    const layout = lay(pictureOf(input(['node=a: 1x10'], { marks, events: [deploy('12:04', 'deploy')] })))
    const id = (clock: string, top = 8) => markAt(layout, layout.x(at(clock)), top)?.id ?? null
    expect([id('12:02'), id('12:07'), id('12:04'), id('12:02', 100)]).toEqual(['m1', 'm2', null, null])
  })
  it('is drawn distinctly for a moment and for a stretch', () => {
    const marks = [
      { id: 'm1', window: { from: at('12:02'), to: at('12:02') }, text: 'here' },
      { id: 'm2', window: window('12:06', '12:08'), text: 'there' },
    ]
    expect(lay(pictureOf(input(['node=a: 1x10'], { marks }))).lane.map(({ text }) => text)).toEqual([
      '● here',
      '▬ there',
    ])
  })
})
