import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDrawing } from '#shared/ask/drawing.ts'
import { bucketsOf, quantileIn } from '#shared/picture/histogram/buckets.ts'
import { heatCells, levelOf, levels } from '#shared/picture/histogram/cells.ts'
import { rampOf } from '#shared/picture/histogram/ramp.ts'
import { layOut } from '#shared/picture/place/layout.ts'
import { pictureOf } from '#shared/picture/pictureOf.ts'
import { bucketReading } from '#shared/picture/reading.ts'
import { svgOf } from '#shared/picture/svg/svg.ts'
import { tableOf } from '#shared/picture/table.ts'
import { input, part, query, window } from './notation.ts'

const seed = Number(process.env['SEED'] ?? 20261103)
const queries = [query('sum by (le) (rate(wait_seconds_bucket[1m]))')]
const blip = { blip: window('12:05', '12:08'), before: window('12:00', '12:05') }
/** Nine waits a second up to 100 ms and one up to 1 s; in the blip nine more up to 10 s. */
const wait = ['le=0.1: 9x10', 'le=1: 10x10', 'le=10: 10x5 19x3 10x2', 'le=+Inf: 10x5 19x3 10x2']
const picture = (lines: readonly string[], over = {}) =>
  pictureOf(input(lines, { queries, ...blip, ...over }))
const columns = (lines: readonly string[]) =>
  bucketsOf(part(lines).frame)?.counts.map(column => [...column].join(' '))

describe('the buckets of a histogram', () => {
  it('are the differences of its cumulative counts, by ascending bound', () => {
    expect(columns(['le=+Inf: 7 _', 'le=1: 2 _', 'le=5: 6 _'])).toEqual(['2 NaN', '4 NaN', '1 NaN'])
  })
  it('are never below zero, whatever the noise', () => {
    expect(columns(['le=1: 5', 'le=2: 4', 'le=+Inf: 6'])).toEqual(['5', '0', '1'])
  })
  it('take nothing where one bound has no value', () => {
    expect(columns(['le=1: 5', 'le=2: _', 'le=+Inf: 6'])).toEqual(['5', '0', '1'])
  })
  it('are summed over other labels, which are named', () => {
    const two = ['le=1 zone=a: 1', 'le=1 zone=b: 2', 'le=2 zone=a: 3', 'le=2 zone=b: _', 'le=+Inf zone=a: 4']
    expect(columns(two)).toEqual(['3', '0', '1'])
    expect(bucketsOf(part(two).frame)?.over).toEqual(['zone'])
  })
  it('are none where a series has no bound, or too few have one', () => {
    expect(columns(['le=1: 5', 'le=2: 4', 'node=a: 6'])).toBeUndefined()
    expect(columns(['le=1: 5', 'le=x: 4', 'le=+Inf: 6'])).toBeUndefined()
    expect(columns(['le=1: 5', 'le=+Inf: 6'])).toBeUndefined()
  })
  it('have the quantiles that Prometheus says', () => {
    const of = (fraction: number) => quantileIn([1, 2, 4, Infinity], [10, 10, 20, 10], fraction)
    expect([0.1, 0.3, 0.6, 0.95].map(of)).toEqual([0.5, 1.5, 3, 4])
    expect(quantileIn([1, 2], [0, 0], 0.5)).toBeNaN()
    expect(quantileIn([-1, 2, Infinity], [5, 5, 0], 0.2)).toBe(-1)
  })
  it('have quantiles that rise with the fraction, within the bounds', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (counts, fraction) => {
        fc.pre(counts.some(count => count > 0))
        const [low, high] = [fraction * 0.9, fraction].map(of => quantileIn([1, 2, 4, Infinity], counts, of))
        expect(low).toBeLessThanOrEqual((high ?? 0) + 1e-12)
        expect(high).toBeLessThanOrEqual(4)
        expect(low).toBeGreaterThanOrEqual(0)
      }),
      { seed, endOnFailure: true },
    )
  })
})

describe('a heatmap', () => {
  it('is drawn of what has buckets, with its percentiles over it', () => {
    const { heat, lines, axes } = picture(wait)
    expect(heat?.rows).toEqual({ from: 0, to: 3 })
    expect(heat?.most).toBe(9)
    expect(heat?.unit).toBe('seconds')
    expect(heat?.counted).toBe('perSecond')
    expect(lines.map(({ name }) => name).toSorted()).toEqual(['p50', 'p90', 'p99'])
    expect(axes[0]?.scale).toBe('log')
    expect(axes[0]?.max).toBe(10)
  })
  it('says of what it is the sum, and in words what moved', () => {
    const two = wait.flatMap(line => ['a', 'b'].map(zone => line.replace(':', ` zone=${zone}:`)))
    expect(picture(two).remarks).toEqual(['The heatmap is the sum over zone.'])
    expect(picture(wait).sentence).toMatch(
      /^A histogram of 4 buckets; p50 .* in the blip against .* before; p99 /,
    )
  })
  it('is lines where the drawing says so, and lines with a remark where there is no histogram', () => {
    expect(picture(wait, { drawing: { ...plainDrawing, shape: 'lines' } }).heat).toBeNull()
    const wanted = picture(['node=a: 1 2'], { drawing: { ...plainDrawing, shape: 'heatmap' } })
    expect(wanted.heat).toBeNull()
    expect(wanted.remarks[0]).toMatch(/needs series with the label le/)
  })
  it('has a row for what lies beyond the last bound', () => {
    const beyond = ['le=0.1: 9x10', 'le=1: 10x10', 'le=10: 10x10', 'le=+Inf: 30x10']
    const layout = layOut(picture(beyond), { width: 800, height: 236 }, 11, text => text.length * 6)
    expect(layout.yTicks[0]?.map(({ text }) => text)[0]).toBe('> 10 s')
  })
  it('has rows as high as their bounds are apart, and cells that touch', () => {
    const drawn = picture(wait)
    const layout = layOut(drawn, { width: 800, height: 236 }, 11, text => text.length * 6)
    const cells = drawn.heat ? heatCells(drawn.heat, drawn, layout) : []
    expect(cells.map(({ level }) => level)).toEqual([levels, levelOf(1, 9), levels])
    const [first, second, third] = cells
    expect(first?.width).toBeCloseTo(second?.width ?? 0)
    expect(second?.height).toBeCloseTo(third?.height ?? 0)
    expect((second?.top ?? 0) + (second?.height ?? 0)).toBeCloseTo(first?.top ?? 0)
    expect((third?.width ?? 0) / (first?.width ?? 1)).toBeCloseTo(0.3)
  })
  it('tells of a bucket its range, its share and its percentiles', () => {
    const { heat } = picture(wait)
    const rows = heat ? bucketReading(heat, 6, 2).map(({ name, text }) => `${name}: ${text}`) : []
    expect(rows).toEqual(['1.00 s to 10.0 s: 9.00/s', 'share of all: 47.4 %', 'lies between: p53 and p100'])
  })
  it('has a table of percentiles and of how many there were', () => {
    const table = tableOf(input(wait, { queries, ...blip }))
    const rows = table.rows.map(
      ({ name, values }) => `${name} ${values.blip?.toFixed(2)} ${values.before?.toFixed(2)}`,
    )
    expect(rows).toEqual(['p50 0.55 0.06', 'p90 8.10 0.10', 'p99 9.81 0.91', 'observations 19.00 10.00'])
    expect(table.measures).toEqual(['blip', 'before', 'lift'])
    expect(table.rows.every(({ computed }) => computed)).toBe(true)
  })
  it('is the same in SVG, with the legend of its colours', () => {
    const svg = svgOf(picture(wait), { width: 600, height: 260, theme: 'dark' })
    for (const colour of rampOf('#1c1f23', '#b6d6ff')) expect(svg).toContain(colour)
    expect(svg).toContain('9.00/s in a bucket')
  })
})

describe('the colours of counts', () => {
  it('get no paler with a greater count, and there is none for nothing', () => {
    const all = [0, 1, 2, 5, 20, 50, 100].map(count => levelOf(count, 100))
    expect(all).toEqual(all.toSorted((a, b) => a - b))
    expect([all[0], all.at(-1)]).toEqual([0, levels])
    expect(levelOf(Number.NaN, 100)).toBe(0)
  })
  it('go from near the ground to the fullest, of tokens and of computed styles alike', () => {
    const ramp = rampOf('#fff', '#0b3a86')
    expect(ramp).toHaveLength(levels)
    expect(ramp.at(-1)).toBe('#0b3a86')
    expect(rampOf('rgb(255, 255, 255)', 'rgb(11, 58, 134)')).toEqual(ramp)
  })
})
