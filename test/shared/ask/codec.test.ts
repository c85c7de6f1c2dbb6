import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer, encodeAnswer } from '#shared/ask/codec.ts'
import { textOf, utf8Of } from '#shared/ask/utf8.ts'
import { remarkLevels } from '#shared/query/span.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'

const seed = Number(process.env['SEED'] ?? 20261103)

const labels: fc.Arbitrary<Labels> = fc.dictionary(
  fc.string({ minLength: 1, unit: 'grapheme' }).filter(name => name !== '__proto__'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
)
const value = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, 0, -0, Infinity, -Infinity))
const series = (count: number): fc.Arbitrary<FrameSeries> =>
  fc
    .tuple(
      labels,
      fc.array(value, { minLength: count, maxLength: count }),
      fc.boolean(),
      fc.infiniteStream(fc.nat(1)),
    )
    .map(([labels, values, masked, bits]) => {
      const present = Uint8Array.from(values, value => (Number.isNaN(value) ? (bits.next().value ?? 0) : 1))
      const trueNaN = values.some((value, i) => Number.isNaN(value) && present[i] === 1)
      const plain = { labels, values: Float64Array.from(values) }
      return masked && trueNaN ? { ...plain, present } : plain
    })
/** Without the fields that are undefined, and plain objects all the way. */
const plain = <T>(value: T): T =>
  value === null || typeof value !== 'object' || ArrayBuffer.isView(value)
    ? value
    : Array.isArray(value)
      ? (value.map(plain) as T)
      : (Object.fromEntries(
          Object.entries(value)
            .filter(([, field]) => field !== undefined)
            .map(([name, field]) => [name, plain(field)]),
        ) as T)
const part = fc.nat(12).chain(count =>
  fc.record(
    {
      query: fc.string(),
      shift: fc.constantFrom(0, 86_400_000),
      frame: fc.record({
        grid: fc.record({ start: fc.integer(), step: fc.integer({ min: 1 }), count: fc.constant(count) }),
        series: fc.array(series(count), { maxLength: 4 }),
      }),
      meta: fc.record({
        metric: fc.string(),
        type: fc.constantFrom('counter' as const, 'gauge' as const),
        help: fc.string({ unit: 'grapheme' }),
        unit: fc.constantFrom('', 'seconds'),
      }),
    },
    { requiredKeys: ['query', 'shift', 'frame'] },
  ),
)
const remark = fc.record(
  {
    level: fc.constantFrom(...remarkLevels),
    message: fc.string({ unit: 'grapheme' }),
    span: fc.record({ from: fc.nat(), to: fc.nat() }),
  },
  { requiredKeys: ['level', 'message'] },
)
const event = fc.record(
  {
    id: fc.string(),
    kind: fc.constantFrom('deploy' as const, 'alert' as const),
    at: fc.integer(),
    until: fc.integer(),
    title: fc.string({ unit: 'grapheme' }),
    labels,
    link: fc.string(),
  },
  { requiredKeys: ['id', 'kind', 'at', 'title', 'labels'] },
)
const answer: fc.Arbitrary<Answer> = fc
  .oneof(
    fc.record({
      kind: fc.constant('query' as const),
      parts: fc.array(part, { maxLength: 3 }),
      remarks: fc.array(remark),
    }),
    fc.record({ kind: fc.constant('events' as const), events: fc.array(event), remarks: fc.array(remark) }),
  )
  .map(plain)

const reversed = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).reverse())
const relabelled = (answer: Answer): Answer =>
  answer.kind === 'events'
    ? { ...answer, events: answer.events.map(event => ({ ...event, labels: reversed(event.labels) })) }
    : {
        remarks: answer.remarks,
        parts: answer.parts.map(part => ({
          ...part,
          frame: {
            series: part.frame.series.map(series => ({ ...series, labels: reversed(series.labels) })),
            grid: part.frame.grid,
          },
        })),
        kind: 'query',
      }

const one = (values: readonly number[], extra: Partial<FrameSeries> = {}): Answer => ({
  kind: 'query',
  parts: [
    {
      query: 'a',
      shift: 0,
      frame: {
        grid: { start: 0, step: 1000, count: values.length },
        series: [{ labels: { node: 'i-0c3f9a' }, values: Float64Array.from(values), ...extra }],
      },
    },
  ],
  remarks: [],
})
const seriesOf = (answer: Answer) => (answer.kind === 'query' ? answer.parts[0]?.frame.series[0] : undefined)

/** Bytes with a header of one's own over no columns. */
function withHeader(header: unknown): Uint8Array {
  const text = utf8Of(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(Math.ceil((8 + text.length) / 8) * 8)
  bytes.set([0x42, 0x4c, 0x49, 0x50, text.length & 255, text.length >> 8])
  bytes.set(text, 8)
  return bytes
}

describe('the bytes of an answer', () => {
  it('give the same answer back', () => {
    fc.assert(
      fc.property(answer, answer => {
        expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer)
      }),
      { seed, numRuns: 300 },
    )
  })

  it('are the same for the same answer, however its labels and fields are ordered', () => {
    fc.assert(
      fc.property(answer, answer => {
        expect(encodeAnswer(relabelled(answer))).toEqual(encodeAnswer(answer))
      }),
      { seed },
    )
  })

  it('do not depend on which NaN stands for a gap', () => {
    const odd = new Float64Array(1)
    new DataView(odd.buffer).setUint32(0, 7, true)
    new DataView(odd.buffer).setUint32(4, 0xfff80000, true)
    expect(odd[0]).toBeNaN()
    expect(encodeAnswer(one([...odd], { values: odd }))).toEqual(encodeAnswer(one([Number.NaN])))
  })

  it('leave out a mask that says nothing, and empty labels', () => {
    const plain = encodeAnswer(one([1, Number.NaN]))
    expect(encodeAnswer(one([1, Number.NaN], { present: Uint8Array.of(1, 0) }))).toEqual(plain)
    expect(encodeAnswer(one([1, Number.NaN], { labels: { node: 'i-0c3f9a', zone: '' } }))).toEqual(plain)
  })

  it('tell a true NaN from a gap', () => {
    const back = decodeAnswer(
      encodeAnswer(one([1, Number.NaN, Number.NaN], { present: Uint8Array.of(0, 1, 0) })),
    )
    expect(seriesOf(back)?.present).toEqual(Uint8Array.of(1, 1, 0))
  })

  it('are used where they lie, and copied once where they do not begin at a multiple of 8', () => {
    const bytes = encodeAnswer(one([1, 2, 3]))
    expect(seriesOf(decodeAnswer(bytes))?.values.buffer).toBe(bytes.buffer)
    const apart = new Uint8Array(bytes.length + 3)
    apart.set(bytes, 3)
    const values = seriesOf(decodeAnswer(apart.subarray(3)))?.values
    expect(values).toEqual(Float64Array.of(1, 2, 3))
    expect(values?.buffer).not.toBe(apart.buffer)
  })

  it('are refused where a series and its grid disagree', () => {
    expect(() => encodeAnswer(one([1, 2], { values: Float64Array.of(1) }))).toThrow('1 values on a grid of 2')
  })

  it.each([
    ['nothing', new Uint8Array(0), 'does not begin with BLIP'],
    ['something else', utf8Of('{"answer": "a text that is long enough"}'), 'does not begin with BLIP'],
    ['half of them', encodeAnswer(one([1, 2, 3])).slice(0, -5), 'bytes where its header promises'],
    ['a few of them', encodeAnswer(one([1, 2, 3])).slice(0, 20), 'ends within its header'],
    [
      'more than there should be',
      new Uint8Array([...encodeAnswer(one([1])), 0]),
      'bytes where its header promises',
    ],
    ['no JSON', withHeader('{"version":1'), 'its header is not JSON'],
    ['another version', withHeader({ version: 2, kind: 'query' }), 'version 2'],
    ['null', withHeader('null'), 'version undefined'],
    ['another kind', withHeader({ version: 1, kind: 'toString' }), 'does not say what it holds'],
    [
      'a missing field',
      withHeader({ version: 1, kind: 'query', parts: [{}], remarks: [] }),
      'does not say what it holds',
    ],
    [
      'a count below zero',
      withHeader({
        version: 1,
        kind: 'query',
        parts: [{ query: '', shift: 0, grid: { start: 0, step: 1, count: -1 }, series: [] }],
        remarks: [],
      }),
      'does not say what it holds',
    ],
  ])('are refused when they are %s', (_, bytes, message) => {
    expect(() => decodeAnswer(bytes)).toThrow(RangeError)
    expect(() => decodeAnswer(bytes)).toThrow(message)
  })

  it('never end in anything but an answer or a refusal, whichever byte is altered', () => {
    const bytes = encodeAnswer(one([1, 2, 3]))
    for (let at = 0; at < bytes.length; at++) {
      const altered = bytes.slice()
      altered[at] = (altered[at] ?? 0) ^ 0x24
      try {
        decodeAnswer(altered)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }
  })
})

describe('UTF-8', () => {
  it('is that of the platform', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        expect(utf8Of(text)).toEqual(new TextEncoder().encode(text))
        expect(textOf(utf8Of(text))).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text)),
        )
      }),
      { seed },
    )
  })

  it('is refused where the platform refuses it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const refused = (read: () => string) => {
      try {
        return read()
      } catch {
        return 'refused'
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6, min: 0x7e }), bytes => {
        expect(refused(() => textOf(bytes))).toBe(refused(() => strict.decode(bytes)))
      }),
      { seed, numRuns: 2000 },
    )
  })

  it('holds long texts', () => {
    const long = 'aß€𝄞'.repeat(5000)
    expect(textOf(utf8Of(long))).toBe(long)
  })
})
