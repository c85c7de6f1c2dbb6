import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileMatchers } from '#shared/series/matching.ts'
import { literalsOf, plainSense } from '#shared/series/pattern.ts'
import { compilePattern, compileRe2, patternSense } from '#shared/series/re2.ts'

const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a', ['a'], ['ab', 'ba', '']],
  ['a|bc', ['a', 'bc'], ['abc', 'b']],
  ['.*', ['', 'x\ny'], []],
  ['.+', ['x', '\n'], ['']],
  ['i-.*', ['i-', 'i-0\n1'], ['xi-']],
  ['a.c', ['abc', 'a\nc', 'a😀c'], ['ac']],
  ['a\\.c', ['a.c'], ['abc']],
  ['[0-9a-f]+', ['0af'], ['0ag', '']],
  ['(?i)abc', ['ABC'], ['ABCD']],
  ['5..', ['500'], ['50', '5000']],
  ['(a|b)c', ['ac', 'bc'], ['c']],
  ['[[:alpha:]]+', ['ab'], ['a1']],
  ['\\pL+', ['äb'], ['1']],
  ['', [''], ['a']],
  ['a|', ['a', ''], ['b']],
]

describe('a pattern', () => {
  for (const [source, yes, no] of cases)
    it(JSON.stringify(source), () => {
      const matches = compilePattern(source)
      for (const text of yes) expect(matches(text)).toBe(true)
      for (const text of no) expect(matches(text)).toBe(false)
    })
  it('does not take for ever over what backtracks', () =>
    expect(compilePattern('(a+)+b')('a'.repeat(2000))).toBe(false))
  it('is refused with RE2’s words', () => expect(() => compilePattern('(')).toThrow('missing closing )'))
  it('gives its literals away', () => {
    expect(literalsOf('a|b\\.c|')).toEqual(['a', 'b.c', ''])
    expect(literalsOf('a.c')).toBeUndefined()
    expect(literalsOf('a\\d')).toBeUndefined()
  })
  it('means the same in either engine (any seed)', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '.*',
      '-',
      '\\.',
      '[ab]',
      '[^a]+',
      '|',
      '\\d',
      'a?',
      '1',
      '/',
      '😀',
      ' ',
    )
    const text = fc
      .array(fc.constantFrom('a', 'b', '1', '.', '\n', '-', '😀', '/'), { maxLength: 6 })
      .map(list => list.join(''))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), text, (pieces, subject) => {
        const source = pieces.join('')
        expect(compilePattern(source)(subject)).toBe(compileRe2(source).matcher(subject).find())
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the sense of a pattern', () => {
  const senses = [
    ['a|', { takesEmpty: true }],
    ['a.+', { takesEmpty: false }],
    ['(a|b)?', { takesEmpty: true }],
    ['(?i)a', { takesEmpty: false }],
    ['(', { wrong: 'missing closing ): `^(?s:()$`' }],
  ] as const
  for (const [source, sense] of senses)
    it(JSON.stringify(source), () => expect(patternSense(source)).toEqual(sense))
  it('is known of the plain ones without re2js, and of no others', () => {
    expect(plainSense('5..')).toEqual({ takesEmpty: false })
    expect(plainSense('[ab]*')).toEqual({ takesEmpty: true })
    for (const source of ['(', '(a)', '[z-a]', 'a**', '\\pL', '(?i)a'])
      expect(plainSense(source)).toBeUndefined()
  })
})

describe('matchers', () => {
  const labels = { __name__: 'x', a: '1' }
  const cases = [
    ['a', '=', '1', true],
    ['a', '!=', '1', false],
    ['b', '=', '', true],
    ['b', '!=', 'x', true],
    ['b', '=~', '.*', true],
    ['b', '=~', '.+', false],
    ['a', '!~', '1|2', false],
  ] as const
  for (const [name, op, value, expected] of cases)
    it(`${name}${op}"${value}"`, () => expect(compileMatchers([{ name, op, value }])(labels)).toBe(expected))
  it('must all agree', () =>
    expect(
      compileMatchers([
        { name: 'a', op: '=', value: '1' },
        { name: '__name__', op: '=', value: 'y' },
      ])(labels),
    ).toBe(false))
})
