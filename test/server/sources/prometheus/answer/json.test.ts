import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterValue,
  eachItem,
  fieldsOf,
  isList,
  isObject,
  NotJson,
  pieceOf,
  valueOf,
  type Piece,
} from '#server/sources/prometheus/answer/json.ts'

const seed = 20261123
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What a piece says, gone through item by item and field by field. */
function walked(piece: Piece): unknown {
  if (isObject(piece))
    return Object.fromEntries([...fieldsOf(piece)].map(([name, field]) => [name, walked(field)]))
  if (!isList(piece)) return valueOf(piece)
  const items: unknown[] = []
  eachItem(piece.bytes, piece.from, from => {
    const to = afterValue(piece.bytes, from)
    items.push(walked({ bytes: piece.bytes, from, to }))
    return to
  })
  return items
}

const parsed = (text: string): unknown => {
  try {
    return { is: JSON.parse(text) as unknown }
  } catch {
    return 'not JSON'
  }
}

const read = (text: string): unknown => {
  try {
    return { is: walked(pieceOf(bytesOf(text))) }
  } catch (error) {
    if (error instanceof NotJson) return 'not JSON'
    throw error
  }
}

describe('JSON in bytes', () => {
  it('says what JSON.parse says, however it is laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('', ' ', '\t', '\n  '), (value, space) => {
        const text = space + JSON.stringify(value, null, space) + space
        expect(read(text)).toEqual(parsed(text))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('is what JSON.parse takes for it, wherever something is amiss', () => {
    const spoilt = fc.tuple(
      fc.jsonValue({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom(...'{}[],:"\\0-.eu \n', ''),
    )
    fc.assert(
      fc.property(spoilt, ([value, where, put]) => {
        const text = JSON.stringify(value)
        const at = where % (text.length + 1)
        const wrong = text.slice(0, at) + put + text.slice(at + 1)
        expect(read(wrong)).toEqual(parsed(wrong))
      }),
      { seed, numRuns: 2000 },
    )
  })

  it.each([
    '',
    '1 2',
    '01',
    '1.',
    '.5',
    '-',
    '1e',
    '+1',
    'tru',
    '"\\x"',
    '"\\u12g4"',
    '{"a" 1}',
    '[1,]',
    '{,}',
  ])('is not %j', text => expect(read(text)).toBe('not JSON'))

  it('may begin with a byte order mark, and of two fields of one name the last counts', () => {
    expect(read('\ufeff{"a":1,"a":{"b":"\\u00e9ü"}}')).toEqual({ is: { a: { b: 'éü' } } })
  })

  it('is no answer where it is nested as no answer is, however deeply', () => {
    expect(read('['.repeat(60) + ']'.repeat(60))).not.toBe('not JSON')
    expect(read('['.repeat(1_000_000))).toBe('not JSON')
    expect(read(`${'[['.repeat(50)}${']]'.repeat(50)}`)).toBe('not JSON')
  })

  it('is not made into a value where that would be a large one', () => {
    const piece = pieceOf(bytesOf(`[${'[],'.repeat(2_000_000)}[]]`))
    expect(() => valueOf(piece)).toThrow(NotJson)
  })
})
