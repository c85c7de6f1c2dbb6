import { describe, expect, it } from 'vitest'
import { groupingAt, selectorAt } from '#client/text/vocabulary/selectorAt.ts'

/** The caret is `^`; told is what is typed there, the word it replaces, what narrows it, and the quote that is not closed. */
function told(marked: string): string {
  const caret = marked.indexOf('^')
  const text = marked.replace('^', '')
  const at = selectorAt(text, caret)
  if (!at) return 'none'
  const of = at.is === 'value' ? ` of ${at.label}` : ''
  return `${at.is}${of} «${text.slice(at.from, at.to)}» in ${at.rest || 'all'}${at.unclosed}`
}

describe('selectorAt', () => {
  for (const [marked, found] of [
    ['x{^', 'label «» in x'],
    ['x{^}', 'label «» in x'],
    ['x{no^}', 'label «no» in x'],
    ['x{n^ode="a"}', 'label «node» in x'],
    ['sum(rate(x{a="1", no^}[1m]))', 'label «no» in x{a="1"}'],
    ['x{no^, a="1"}', 'label «no» in x{a="1"}'],
    ['x{a="^', 'value of a «» in x"'],
    ['x{a="us-e^"}', 'value of a «us-e» in x'],
    ['x{a="us-^east"}', 'value of a «us-east» in x'],
    ["x{a='u^", "value of a «u» in x'"],
    ['x{b!="2", a=~"one|tw^", c="3"}', 'value of a «tw» in x{b!="2", c="3"}'],
    ['{a="^"}', 'value of a «» in all'],
    ['x{a=^}', 'none'],
    ['x{a="1"}^', 'none'],
    ['y{b="}"} / x{a="^"}', 'value of a «» in x'],
    ['"{" ^', 'none'],
    ['sum(^)', 'none'],
  ] as const)
    it(`reads ${marked}`, () => expect(told(marked)).toBe(found))
})

describe('groupingAt', () => {
  for (const [marked, typed] of [
    ['sum by (^)', ''],
    ['sum by (a, no^) (x)', 'no'],
    ['a * on(no^) b', 'no'],
    ['sum(no^)', null],
    ['by^', null],
  ] as const)
    it(`reads ${marked}`, () => {
      const caret = marked.indexOf('^')
      const text = marked.replace('^', '')
      const at = groupingAt(text, caret)
      expect(at && text.slice(at.from, caret)).toBe(typed)
    })
})
