import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteReader, ByteWriter } from '#server/samples/codec/bytes.ts'
import { decodeColumn, encodeColumn } from '#server/samples/codec/column.ts'
import { decodeIntegers, encodeIntegers } from '#server/samples/codec/integers.ts'
import { Directory, encodePack, Pack, seriesOf, type PackSeries } from '#server/samples/codec/pack.ts'

const seed = 20261103
const check = <Value>(values: fc.Arbitrary<Value>, holds: (value: Value) => void, runs = 300) =>
  fc.assert(
    fc.property(values, value => void holds(value)),
    { seed, numRuns: runs },
  )

function throughColumn(values: readonly number[]) {
  const writer = new ByteWriter()
  encodeColumn(Float64Array.from(values), writer)
  const bytes = writer.finish()
  const out = new Float64Array(values.length + 2).fill(7)
  const reader = new ByteReader(bytes)
  decodeColumn(reader, out, 1, values.length)
  return {
    values: [...out.subarray(1, -1)],
    around: [out[0], out.at(-1)],
    read: reader.at,
    size: bytes.length,
  }
}
const survives = (values: readonly number[]) => {
  const { values: found, around, read, size } = throughColumn(values)
  expect(found.every((value, i) => Object.is(value, values[i]))).toBe(true)
  expect(around).toEqual([7, 7])
  expect(read).toBe(size)
}
const bytesEach = (values: readonly number[]) => throughColumn(values).size / values.length

/** The same shapes as in nature: counters that start again, gauges with few digits, columns with holes. */
const counter = (resets: readonly number[], by: (i: number) => number) => {
  let value = 0
  return Array.from({ length: 720 }, (_, i) => (value = resets.includes(i) ? 0 : value + by(i)))
}
const few = (values: fc.Arbitrary<number>) => fc.array(values, { minLength: 1, maxLength: 700 })
const odd = fc.constantFrom(
  NaN,
  Infinity,
  -Infinity,
  -0,
  0,
  5e-324,
  1.7976931348623157e308,
  2 ** 53,
  -(2 ** 53),
  2 ** 53 - 1,
)

describe('a column of values', () => {
  it.each<[string, fc.Arbitrary<readonly number[]>]>([
    ['any doubles', few(fc.double())],
    ['small whole numbers', few(fc.integer({ min: -1000, max: 1000 }))],
    ['whole numbers of any size', few(fc.maxSafeInteger())],
    [
      'decimals',
      few(fc.tuple(fc.integer(), fc.constantFrom(10, 1000, 1e6, 1e9)).map(([value, power]) => value / power)),
    ],
    ['multiples', few(fc.integer({ min: -1e6, max: 1e6 }).map(value => value * 4096))],
    [
      'oddities among whole numbers',
      few(fc.oneof({ arbitrary: fc.integer(), weight: 30 }, { arbitrary: odd, weight: 1 })),
    ],
    ['nothing but oddities', few(odd)],
    [
      'one value throughout',
      fc
        .tuple(fc.double(), fc.integer({ min: 1, max: 600 }))
        .map(([value, count]) => Array.from({ length: count }, () => value)),
    ],
    [
      'counters with resets',
      fc.array(fc.nat(719), { maxLength: 8 }).map(resets => counter(resets, i => (i * 7919) % 5000)),
    ],
  ])('comes back bit for bit: %s', (_, values) => check(values, survives))

  it.each([255, 256, 257, 258, 512, 513, 514])('comes back over the edges of frames: %i values', count => {
    survives(Array.from({ length: count }, (_, i) => (i % 7) * i))
    survives(Array.from({ length: count }, (_, i) => (i % 2 ? 1e15 : -1e15) + i))
  })

  it.each<[string, readonly number[], number]>([
    ['a flat line', counter([], () => 0), 0.02],
    ['a counter that always grows alike', counter([], () => 5), 0.1],
    ['a counter in steps of up to 15', counter([], i => (i * 7919) % 16), 0.6],
    ['a counter in steps of up to 255', counter([], i => (i * 7919) % 256), 1.1],
    ['the same, started again four times', counter([3, 99, 280, 600], i => (i * 7919) % 256), 1.2],
    ['pages of memory', counter([], i => ((i * 7919) % 200) * 4096), 1.1],
    [
      'a share with three digits',
      Array.from({ length: 720 }, (_, i) => (500 + ((i * 7919) % 120)) / 1000),
      1.1,
    ],
    ['noise to the last bit', Array.from({ length: 720 }, (_, i) => Math.sin(i)), 8.01],
  ])('is small: %s', (_, values, most) => expect(bytesEach(values)).toBeLessThan(most))
})

describe('a column of times', () => {
  const throughIntegers = (values: readonly number[]) => {
    const writer = new ByteWriter()
    encodeIntegers(Float64Array.from(values), values.length, writer)
    const out = new Float64Array(values.length)
    decodeIntegers(new ByteReader(writer.finish()), out, 0, values.length)
    return { values: [...out], size: writer.length }
  }
  const ascending = fc
    .tuple(fc.nat(2_000_000_000_000), fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 700 }))
    .map(([first, gaps]) => gaps.reduce((times, gap) => [...times, (times.at(-1) ?? 0) + gap], [first]))

  it('comes back', () => check(ascending, times => expect(throughIntegers(times).values).toEqual(times), 100))
  it('costs next to nothing where scrapes are regular, gaps included', () => {
    const times = Array.from(
      { length: 720 },
      (_, i) => 1_793_000_000_000 + i * 10_000 + (i > 300 ? 90_000 : 0),
    )
    expect(throughIntegers(times).size).toBeLessThan(60)
  })
})

describe('a pack', () => {
  const start = 7_200_000
  const through = (series: readonly PackSeries[]) => {
    const { directory, data } = encodePack(series, start)
    return new Pack(new Directory(directory), data)
  }
  const times = Float64Array.of(start, start + 10_000, start + 20_000)
  const one = (id: number, own = times): PackSeries => ({
    id,
    times: own,
    values: own.map((_, i) => id + i),
    stale: undefined,
  })

  it('gives back each series by its id, and none that it does not have', () => {
    const pack = through([one(3), one(8), one(11, Float64Array.of(start + 5))])
    expect([3, 8, 11, 4, 0, 12].map(id => pack.directory.slotOf(id))).toEqual([0, 1, 2, -1, -1, -1])
    expect(seriesOf(pack, 1)).toEqual(one(8))
    expect(seriesOf(pack, 2)).toEqual(one(11, Float64Array.of(start + 5)))
  })
  it('says in its directory how many samples there are, and from when to when', () => {
    const { directory } = through([one(3)])
    expect([directory.samples(0), directory.first(0), directory.last(0)]).toEqual([3, 0, 20_000])
  })
  it('keeps the times of series scraped together once, by identity and by content', () => {
    const { directory } = through([
      one(1),
      one(2),
      one(3, Float64Array.from(times)),
      one(
        4,
        times.map(t => t + 1),
      ),
    ])
    const places = [0, 1, 2, 3].map(slot => directory.timesAt(slot))
    expect(new Set(places.slice(0, 3)).size).toBe(1)
    expect(places[3]).not.toBe(places[0])
  })
  it('keeps stale markers as marks, not as numbers', () => {
    const marked = { id: 1, times, values: Float64Array.of(1, NaN, NaN), stale: Uint8Array.of(0, 0, 1) }
    expect(seriesOf(through([marked]), 0)).toEqual(marked)
  })
})
