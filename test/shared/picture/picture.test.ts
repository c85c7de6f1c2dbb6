import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plainDrawing } from '#shared/ask/drawing.ts'
import { tokenColours } from '#shared/picture/inks.ts'
import type { Box } from '#shared/picture/place/box.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import { railOf } from '#shared/picture/place/lane.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import type { Picture } from '#shared/picture/picture.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { isolate } from '#shared/picture/shown.ts'
import { svgOf } from '#shared/picture/svg/svg.ts'
import { day } from '#shared/time/window.ts'
import { answer, at, deploy, input, part, query, quiet, values, window } from './notation.ts'

const blip = { blip: window('12:05', '12:08'), before: window('12:00', '12:05') }
const bad = 'node=bad: 1x5 40x3 1x2'
const drawn = (picture: Picture) => ({
  lines: picture.lines.map(
    ({ name, strong, shift }) => `${shift ? 'earlier ' : ''}${strong ? 'strong' : 'quiet'} ${name}`,
  ),
  crowds: picture.crowds.map(({ name }) => name),
})
const lay = (picture: Picture, width = 800, height = 236) =>
  layOut(picture, { width, height }, 11, text => text.length * 6)

describe('a picture', () => {
  it('draws one node of sixty with weight, and the others as a crowd', () => {
    const picture = pictureOf(input([...quiet(59), bad], blip))
    expect(drawn(picture)).toEqual({ lines: ['strong bad'], crowds: ['59 others: median, p10–p90'] })
    expect(picture.lines[0]?.named).toEqual({ index: 5, at: 'peak' })
    expect(picture.axes).toEqual([
      { unit: 'perSecond', title: 'retries/s', scale: 'linear', min: 0, max: 42.4, bounds: null },
    ])
    expect(picture.sentence).toBe('60 series; bad stands out, 40.0/s in the blip against 1.00/s before.')
    expect(picture.crowds[0]?.median[0]).toBeCloseTo(1.2)
  })
  it('lets no band swallow what stands out beside the blip only', () => {
    const late = 'node=late: 1x8 40x2'
    expect(drawn(pictureOf(input([...quiet(58), bad, late], blip))).lines).toEqual([
      'strong bad',
      'strong late',
    ])
  })
  it('draws every line of a few, or where the drawing says so', () => {
    expect(drawn(pictureOf(input([...quiet(6), bad], blip))).lines).toHaveLength(7)
    const lines = drawn(
      pictureOf(input([...quiet(20), bad], { ...blip, drawing: { ...plainDrawing, crowd: 'lines' } })),
    )
    expect(lines.crowds).toEqual([])
    expect(lines.lines.at(-1)).toBe('strong bad')
  })
  it('draws what a reader isolated, alone and named by itself', () => {
    const all = pictureOf(input([...quiet(59), bad], blip))
    const key = all.crowds[0]?.members[3]?.key ?? ''
    const picture = pictureOf(
      input([...quiet(59), bad], { ...blip, shown: isolate({ isolated: [], hidden: [] }, key) }),
    )
    expect(drawn(picture)).toEqual({ lines: ['strong n03'], crowds: [] })
    expect(picture.axes[0]?.max).toBeLessThan(2)
  })
  it('lays yesterday under today: dashed lines for what stands out, a median for the rest', () => {
    const both = answer(part([...quiet(20), bad]), part([...quiet(20), 'node=bad: 1x10'], 'a', day))
    const picture = pictureOf(input([], { ...blip, answer: both }))
    expect(drawn(picture)).toEqual({
      lines: ['earlier strong bad', 'strong bad'],
      crowds: ['', '20 others: median, p10–p90'],
    })
    expect(new Set(picture.lines.map(({ colour }) => colour)).size).toBe(1)
  })
  it('gives two units two axes, and letters to two queries', () => {
    const two = answer(part([': 1x4']), part([': 0.5x4'], 'b'))
    const queries = [
      query('rate(a_bytes_total[1m])'),
      query('histogram_quantile(0.9, rate(b_seconds_bucket[1m]))', 'b'),
    ]
    const picture = pictureOf(input([], { answer: two, queries }))
    expect(picture.axes.map(({ unit, title }) => `${title} ${unit}`)).toEqual([
      'A bytesPerSecond',
      'B seconds',
    ])
    expect(picture.lines.map(({ name, axis }) => `${name}${axis}`)).toEqual(['A0', 'B1'])
  })
  it('keeps gaps', () =>
    expect(pictureOf(input(['node=a: 1 _ 3'])).lines[0]?.values).toEqual(values('1 _ 3')))
  it('tells no series from no values, and from all hidden', () => {
    expect(pictureOf(input([])).empty).toBe('series')
    expect(pictureOf(input(['node=a: _ _'])).empty).toBe('values')
    expect(pictureOf(input(['node=a: 0 0'])).empty).toBe(null)
    expect(pictureOf(input(['node=a: 1'], { shown: { isolated: [], hidden: ['A{node="a"}'] } })).empty).toBe(
      'hidden',
    )
    expect(pictureOf(input([])).sentence).toBe('No series.')
  })
  it('says of one series what it did', () => {
    expect(pictureOf(input(['node=a: 1x5 3x5'], blip)).sentence).toBe(
      '1 series, 3.00/s in the blip against 1.00/s before.',
    )
    expect(pictureOf(input(['node=a: 1 3', 'node=b: 2 2'])).sentence).toBe(
      '2 series, between 1.00/s and 3.00/s.',
    )
  })
})

describe('its layout', () => {
  const touching = (boxes: readonly Box[]) =>
    boxes.some((a, i) =>
      boxes.some(
        (b, j) =>
          i < j &&
          a.left < b.left + b.width &&
          b.left < a.left + a.width &&
          a.top < b.top + b.height &&
          b.top < a.top + a.height,
      ),
    )
  it('keeps names apart and on the plot', () => {
    const lines = Array.from({ length: 7 }, (_, i) => `node=node-${i}: 1x5 ${20 + i}x3 1x20`)
    const { labels, plot } = lay(pictureOf(input(lines, blip)))
    expect(labels.length).toBeGreaterThan(3)
    expect(
      touching(labels.map(({ left, baseline, width }) => ({ left, width, top: baseline - 11, height: 13 }))),
    ).toBe(false)
    for (const { left, baseline } of labels)
      expect(left >= plot.left && baseline <= plot.top + plot.height).toBe(true)
  })
  const lane = (...events: Parameters<typeof deploy>[]) =>
    lay(pictureOf(input(['node=a: 1x180'], { events: events.map(each => deploy(...each)) }))).lane.map(
      ({ text }) => text,
    )
  it('always says events, and folds them when they crowd', () => {
    expect(lane(['12:31', 'license-svc v412'])).toEqual(['▲ license-svc v412'])
    expect(lane(...Array.from({ length: 7 }, (_, i): [string, string] => [`13:0${i}`, `api v${i}`]))).toEqual(
      ['▲ 7 deploys'],
    )
    expect(lane(['13:00', 'a'], ['13:01', 'b', 'alert'], ['13:02', 'c'])).toEqual(['▲ 3 events'])
    expect(lane(['10:00', 'before the view'])).toEqual([])
  })
  it('loses no event and writes no two texts on one another', () => {
    const events = Array.from({ length: 40 }, (_, i) =>
      deploy(`${12 + Math.floor(i / 20)}:${String((i * 7) % 60).padStart(2, '0')}`, `service-${i} v${i}`),
    )
    const { lane } = lay(pictureOf(input(['node=a: 1x180'], { events })))
    expect(lane.flatMap(({ marks }) => marks)).toHaveLength(40)
    expect(touching(lane.map(({ left, width }) => ({ left, width, top: 0, height: 1 })))).toBe(false)
  })
  it('keeps the words of the event nearest the blip, whatever crowds around it', () => {
    const crowd = Array.from({ length: 20 }, (_, i) =>
      deploy(`12:0${Math.floor(i / 4)}:${10 + (i % 4) * 10}`, `api-gateway v${i}`),
    )
    const events = [...crowd, deploy('12:04:45', 'license-svc v412')].sort((a, b) => a.at - b.at)
    const drawn = lay(pictureOf(input(['node=a: 1x10'], { events, ...blip })))
    expect(drawn.lane.map(({ text }) => text)).toContain('▲ license-svc v412')
    expect(drawn.lane.flatMap(({ marks }) => marks)).toHaveLength(21)
  })
  it('writes words beside their own line', () => {
    const events = ['12:20', '13:10', '14:00', '14:30'].map(clock => deploy(clock, `api ${clock}`))
    for (const { left, width, lines } of lay(pictureOf(input(['node=a: 1x180'], { events }))).lane) {
      const at = lines[0]?.at ?? 0
      expect(Math.min(Math.abs(left - at), Math.abs(left + width - at))).toBeLessThan(11)
    }
  })
  it('lays a rail over folded lines, and over the time that an event lasted, also one that began earlier', () => {
    const rails = (...events: WorldEvent[]) => {
      const { lane, plot, x } = lay(pictureOf(input(['node=a: 1x60'], { events })))
      return lane.map(place => {
        const rail = railOf(place, plot)
        return (
          rail &&
          [rail.from, rail.to].map(edge =>
            Math.round((edge - x(at('12:00'))) / (x(at('12:01')) - x(at('12:00')))),
          )
        )
      })
    }
    expect(rails(deploy('12:10', 'a'))).toEqual([null])
    expect(rails(deploy('12:10', 'a'), deploy('12:11', 'b'), deploy('12:12', 'c'))).toEqual([[10, 12]])
    expect(rails({ ...deploy('12:10', 'a'), until: at('12:30') })).toEqual([[10, 30]])
    expect(rails({ ...deploy('11:00', 'a'), until: at('12:30') })).toEqual([[0, 30]])
    expect(rails({ ...deploy('11:00', 'a'), until: at('11:30') })).toEqual([])
  })
  it('names only lines that can be told apart', () => {
    const names = (...lines: string[]) =>
      lay(pictureOf(input(lines, blip)))
        .labels.map(({ text }) => text)
        .sort()
    expect(names('node=tv: 90x5 700x3 90x2', 'node=web: 12x10', 'node=ios: 7x10', 'node=box: 2x10')).toEqual([
      'tv',
    ])
    expect(names('status=500: 1.7x10', 'status=503: 0.8x10')).toEqual(['500', '503'])
  })
  it('cuts a long name in its middle, so that its end tells it from others', () => {
    const long = 'checkout-recommendation-orchestrator-canary-generation'
    const { labels } = lay(
      pictureOf(input([`node=${long}-one: 1x5 9x3 1x2`, `node=${long}-two: 1x10`], blip)),
    )
    expect(labels[0]?.text).toMatch(/^checkout-.*….*-one$/)
  })
  it('counts a logarithmic axis of bytes in powers of two', () => {
    const picture = pictureOf(
      input(['node=a: 100 100000000'], {
        queries: [query('queue_bytes')],
        drawing: { ...plainDrawing, scale: 'log' },
      }),
    )
    expect(lay(picture).yTicks[0]?.map(({ text }) => text)).toEqual(['1 KiB', '32 KiB', '1 MiB', '32 MiB'])
  })
  it('puts values and instants where they belong', () => {
    const picture = pictureOf(input(['node=a: 0 100'], { drawing: { ...plainDrawing, scale: 'log' } }))
    const { y } = lay(picture)
    expect([y(0, 0), y(-1, 0)]).toEqual([Number.NaN, Number.NaN])
    expect(lay(picture, 60, 30).plot.width).toBeGreaterThan(0)
  })
})

describe('a picture as SVG', () => {
  it('stands alone, with its texts escaped', () => {
    const svg = svgOf(pictureOf(input(['node=<script>&"\u0001: 1 2', 'node=b: 2 3'])), {
      width: 600,
      height: 200,
      theme: 'dark',
      title: 'a < b',
    })
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="600"/)
    expect(svg).toContain('a &#60; b')
    expect(svg).toContain('&#60;script&#62;&#38;&#34;')
    expect(svg).not.toMatch(/<script|NaN|undefined|Infinity|url\(|var\(/)
    expect(svg).not.toContain('\u0001')
  })
  it('says why it is empty', () =>
    expect(svgOf(pictureOf(input([])), { width: 600, height: 200, theme: 'light' })).toContain(
      '>No series.</text>',
    ))
  it('has the colours of the theme', () => {
    const css = readFileSync('client/theme/tokens.css', 'utf8')
    for (const [name, [light, dark]] of Object.entries(tokenColours))
      expect(css).toContain(`--${name}: light-dark(${light}, ${dark})`)
  })
})
