import { describe, expect, it } from 'vitest'
import { promql } from '#shared/promql/language.ts'
import { evaluate } from '#shared/promql/evaluate.ts'
import { parse } from '#shared/promql/parse.ts'
import { failureOf } from './notation.ts'

/** A wrong query with the faulty part between guillemets, the message, and what would be right in its place. */
const wrong: readonly (readonly [string, string, string?])[] = [
  ['«»', 'The query is empty'],
  ['sum«(»rate(x[1m])', 'This ( is never closed'],
  ['x«)»', 'This ) closes nothing', ''],
  ['sum«(»x', 'This ( is never closed'],
  ['rate(x[1m«)»', ') cannot close [', ']'],
  ['x«{»a="1"', 'This { is never closed'],
  ['x{a=«"1»', 'This text is opened by " and never closed'],
  ['x{a=«1»}', 'The value 1 needs quotes', '"1"'],
  ['x{a=«one»}', 'The value one needs quotes', '"one"'],
  ['x{a«==»"1"}', 'Labels are compared with a single =', '='],
  ['x{a="1" «b»="2"}', 'Expected a comma or } here, not b'],
  ['x{a«}»', 'Expected a comparison after a, not }'],
  ['x{a="«\\q»"}', '\\q is no escape that PromQL knows; for a backslash write \\\\'],
  ['x{«a=~"("»}', 'The regular expression of a is wrong: missing closing ): `^(?s:()$`'],
  ['«{}»', 'A selector needs at least one condition that an empty label does not meet'],
  ['«{a=~".*"}»', 'A selector needs at least one condition that an empty label does not meet'],
  ['x{«__name__="y"»}', 'The metric name is given twice: x and y'],
  ['x{«__name__=~"x"»}', 'The metric name is given twice: x and x'],
  ['«1e400»', '1e400 is neither a number nor a duration'],
  ['1 «+»', 'Nothing stands on the right of +'],
  ['«*» 2', 'Nothing stands on the left of *'],
  ['x «and»', 'Nothing stands on the right of and'],
  ['a «b»', 'An operator is missing before b'],
  ['x «!»y', 'An exclamation mark stands only in != and !~', '!='],
  ['x «&&» y', 'PromQL writes and as a word', 'and'],
  ['rate(x[«$__interval»])', '$__interval is a variable of a dashboard, not PromQL'],
  ['x[«]»', 'Expected a duration in brackets, not ]'],
  ['x[«5x»]', '5x is no duration'],
  ['x[«1m30h»]', '1m30h is no duration'],
  ['x[«-»5m]', 'A duration in brackets cannot be negative'],
  ['x[«0s»]', 'A duration must be longer than zero'],
  ['x[5m«*»2]', 'Arithmetic in durations is experimental and not evaluated here'],
  ['x offset «y»', 'Expected a duration after offset, not y'],
  ['x offset 1m «offset 2m»', 'offset is given twice'],
  ['sum(x) «offset 5m»', 'offset stands only behind a selector or a subquery'],
  ['x offset 5m «[1m]»', 'The range stands before offset and @'],
  ['sum(x)«[5m]»', 'A range stands only behind a selector', '[5m:]'],
  ['x @ «y»', 'Expected a time after @, not y'],
  ['x @ 1 «@ 2»', '@ is given twice'],
  ['sum by «node» (x)', 'The labels of by stand in parentheses', '(node)'],
  ['sum by (a) (x) «by (b)»', 'by is given twice'],
  ['sum(x«,»)', 'No comma stands before )', ''],
  ['a «group_left»() b', 'group_left modifies an operator and stands behind one'],
  ['a + «group_left»() b', 'group_left needs on(…) or ignoring(…) before it'],
  ['a == on (x) «bool» b', 'bool stands right behind the operator, before on and ignoring'],
  ['«raet»(x[1m])', 'There is no function raet', 'rate'],
  ['«blurb»(x)', 'There is no function blurb'],
  ['«first_over_time»(x[1m])', 'first_over_time is an experimental function, which is not evaluated here'],
  ['«histogram_avg»(x)', 'histogram_avg needs native histograms, which are not evaluated here'],
  ['«limitk»(1, x)', 'limitk is experimental and not evaluated here'],
  ['rate(«x»)', 'rate needs a range: add [1m]', 'x[1m]'],
  ['rate(«x{a="1"}» offset 1h)', 'rate needs a range: add [1m]', 'x{a="1"}[1m]'],
  ['rate(«sum(x)»)', 'rate needs a range'],
  ['abs(x«[5m]»)', 'abs needs an instant vector, not a range vector', ''],
  ['abs(«1»)', 'abs needs an instant vector, not a number'],
  ['vector(«x»)', 'vector needs a number, not an instant vector'],
  ['«clamp(x, 1)»', 'clamp takes 3 arguments, not 2'],
  ['«round()»', 'round takes 1 to 2 arguments, not 0'],
  ['«label_join(x, "a")»', 'label_join takes at least 3 arguments, not 2'],
  [
    'label_replace(x, "a", "b", "c", «"("»)',
    'The regular expression is wrong: missing closing ): `^(?s:()$`',
  ],
  ['sum«()»', 'sum takes 1 argument, not nothing'],
  ['topk«(x)»', 'topk takes 2 arguments, not 1'],
  ['topk(«"a"», x)', 'topk needs a number, not a text'],
  ['count_values(«1», x)', 'count_values needs a text, not a number'],
  ['sum(x«[5m]»)', 'sum needs an instant vector, not a range vector', ''],
  ['1 «==» 2', 'Two numbers are compared with bool', '== bool'],
  ['a + «bool» b', 'bool stands only behind a comparison', ''],
  ['x and «1»', 'and works on vectors, and this is a number'],
  ['x + y«[5m]»', '+ cannot work on a range vector'],
  ['x + «"a"»', '+ cannot work on a text'],
  ['x + «on (a)» 1', 'on and ignoring need a vector on both sides'],
  ['x and «on (a) group_left» y', 'and takes no group_left: it always compares many with many'],
  ['x * on (a) group_left («a») y', 'a stands in on(…) already'],
  ['«-»"a"', 'A sign cannot stand before a text'],
  ['«("a")»[5m:]', 'A subquery needs an instant vector, not a text'],
  ['«x[5m]»', 'A graph needs an instant vector or a number, not a range vector'],
  ['«"text"»', 'A graph needs an instant vector or a number, not a text'],
  ['«1h30»', '1h30 is neither a number nor a duration'],
  ['x + «fill»(1) y', 'fill() is experimental and not evaluated here'],
]

describe('a wrong query', () => {
  for (const [marked, message, replacement] of wrong) {
    it(marked, () => {
      const text = marked.replace(/[«»]/g, '')
      const problem = promql.problems(text)[0]
      expect(problem?.message).toBe(message)
      if (marked.includes('«'))
        expect(
          text.slice(0, problem?.span.from) +
            '«' +
            text.slice(problem?.span.from, problem?.span.to) +
            '»' +
            text.slice(problem?.span.to),
        ).toBe(marked)
      if (replacement !== undefined) expect(problem?.replacement).toBe(replacement)
    })
  }

  it('is refused by the evaluator with the same message', () => {
    const parsed = parse('rate(x)')
    if (!parsed.ok) throw new Error('it should parse')
    expect(failureOf(() => evaluate(parsed.tree, { start: 0, step: 1, count: 1 }, () => []))).toBe(
      'query: rate needs a range: add [1m]',
    )
  })
  it('names every fault that checking finds, in order', () =>
    expect(promql.problems('rate(x) + abs(1) + raet(y)').map(one => one.message)).toEqual([
      'rate needs a range: add [1m]',
      'abs needs an instant vector, not a number',
      'There is no function raet',
    ]))
  it('yields nothing else', () => {
    for (const text of ['', 'sum(', 'rate(x)', '"', '{', 'a b']) {
      expect(promql.problems(text).length).toBeGreaterThan(0)
      expect(promql.split(text, 'a').ok).toBe(false)
      expect(promql.format(text).ok).toBe(false)
    }
    expect(promql.selectors('sum(')).toEqual([])
    expect(promql.groupedBy('sum(')).toBeUndefined()
  })
})
