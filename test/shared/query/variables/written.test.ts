import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { promql } from '#shared/promql/language.ts'
import { tokensOf } from '#shared/promql/syntax/tokens.ts'
import { fill } from '#shared/query/variables/fill.ts'
import { overWritten } from '#shared/query/variables/written.ts'
import { queries } from '#test/shared/promql/queries.ts'
import { valuesIn } from './notation.ts'

const values = valuesIn({
  node: 'i-1',
  nodes: ['i-1', 'i-2'],
  w: '5m',
  app: 'license',
  label: 'node',
  k: '3',
  where: 'job="api"',
  inner: 'sum(up)',
})
const language = overWritten(promql, values)
const saidOf = (result: ReturnType<typeof language.split>) => (result.ok ? result.text : result.reason)

describe('An act on a text with variables keeps them', () => {
  it.each([
    ['rate(x{a="$node"}[$w])', 'sum by (node) (rate(x{a="$node"}[$w]))'],
    ['sum(rate(${app}_total[$w]))', 'sum by (node) (rate(${app}_total[$w]))'],
    ['sum by (app) (rate(x[$w] offset $w))', 'sum by (app, node) (rate(x[$w] offset $w))'],
    ['sum(x{$where})', 'sum by (node) (x{$where})'],
  ])('%s split by node', (text, result) => {
    const said = saidOf(language.split(text, 'node'))
    expect(said.replace(/\s+\(/g, '(')).toBe(result.replace(/\s+\(/g, '('))
  })

  it.each([
    ['rate($app[$w])', 'rate($app{node="i-9"}[$w])'],
    ['rate(x{node=~"$nodes"}[$w])', 'rate(x{node="i-9"}[$w])'],
    ['rate(x{$where}[$w])', 'rate(x{$where, node="i-9"}[$w])'],
    ['topk($k, x{a="$app"})', 'topk($k, x{a="$app", node="i-9"})'],
    ['rate(x[$__rate])', 'There is no variable $__rate'],
  ])('%s filtered', (text, result) => expect(saidOf(language.filter(text, { node: 'i-9' }))).toBe(result))

  it.each([
    ['x{node!~"$nodes"}', 'x{node!~"(?:$nodes)|i-9"}'],
    ['x{node=~"$nodes"}', 'x{node=~"$nodes", node!="i-9"}'],
  ])('%s without a node', (text, result) =>
    expect(saidOf(language.exclude(text, { node: 'i-9' }))).toBe(result),
  )

  it('is refused where nothing would be left, the variable being what it is', () =>
    expect(saidOf(language.exclude('x{node="$node"}', { node: 'i-1' }))).toMatch('nothing would be left'))
  it('is refused where a variable holds what would be altered', () =>
    expect(saidOf(language.split('$inner > 1', 'node'))).toMatch('A variable holds'))
  it('sees a label that a variable groups by', () =>
    expect(language.groupedBy('sum by ($label) (x)')).toEqual(['node']))
  it('sees the selectors with the values in them', () =>
    expect(language.selectors('x{node="$node"}')[0]?.at(-1)).toEqual({ name: 'node', op: '=', value: 'i-1' }))
})

describe('What is wrong with a text with variables', () => {
  const wrong = (text: string) =>
    language.problems(text).map(({ message, span }) => `${text.slice(span.from, span.to)}: ${message}`)
  it.each([
    ['rate(x{a="$node"}[$w])', []],
    ['sum(rate(x[$w])) by (', ['(']],
    ['rate($w)', ['$w']],
    ['x{a="$node"} +* 1', ['*']],
    ['rate(x[$nod])', ['$nod']],
  ])('%s', (text, places) => expect(wrong(text).map(each => each.split(':')[0])).toEqual(places))
})

/** A right query, and the same with some of its tokens written as variables. */
const withVariables = (inTexts: boolean) =>
  queries.vector.chain(text => {
    const tokens = tokensOf(text).filter(
      token => token.kind === 'word' || token.kind === 'number' || (inTexts && token.kind === 'string'),
    )
    return fc.subarray([...tokens.keys()], { maxLength: Math.min(4, tokens.length) }).map(picked => {
      let written = ''
      let at = 0
      const shorts: Record<string, string> = {}
      for (const i of picked) {
        const token = tokens[i]
        if (!token) continue
        const quote = token.kind === 'string' ? 1 : 0
        const [from, to] = [token.from + quote, token.to - quote]
        shorts[`v${i}`] = text.slice(from, to)
        written += `${text.slice(at, from)}\${v${i}:raw}`
        at = to
      }
      return { text, written: written + text.slice(at), values: valuesIn(shorts) }
    })
  })

describe('For any query, some of it written as variables', () => {
  it('filling in gives the query', () =>
    fc.assert(
      fc.property(withVariables(true), given => {
        expect(fill(given.written, given.values)).toMatchObject({ text: given.text, problems: [] })
      }),
      { seed: 7, numRuns: 300 },
    ))

  it.each(['split', 'unsplit'] as const)(
    '%s, with the variables filled in behind it, is what it is with them filled in ahead of it',
    act =>
      fc.assert(
        fc.property(withVariables(true), fc.constantFrom('a', 'node'), (given, label) => {
          const direct = promql[act](given.text, label)
          const through = overWritten(promql, given.values)[act](given.written, label)
          if (through.ok || !direct.ok)
            expect(through.ok ? fill(through.text, given.values).text : '').toBe(direct.ok ? direct.text : '')
          else expect(through.reason).toMatch('A variable holds')
        }),
        { seed: 11, numRuns: 300 },
      ),
  )

  it.each(['filter', 'exclude'] as const)(
    '%s, with the variables filled in behind it, is what it is with them filled in ahead of it',
    act =>
      fc.assert(
        fc.property(withVariables(act === 'filter'), fc.constantFrom('a', 'node'), (given, label) => {
          const direct = promql[act](given.text, { [label]: 'i-9' })
          const through = overWritten(promql, given.values)[act](given.written, { [label]: 'i-9' })
          if (through.ok || !direct.ok)
            expect(through.ok ? fill(through.text, given.values).text : '').toBe(direct.ok ? direct.text : '')
          else expect(through.reason).toMatch('A variable holds')
        }),
        { seed: 13, numRuns: 300 },
      ),
  )
})
