import { describe, expect, it } from 'vitest'
import { fill, writtenProblem, writtenSpan } from '#shared/query/variables/fill.ts'
import { valuesIn } from './notation.ts'

const given = valuesIn({
  node: 'i-0c3f9a',
  path: 'C:\\temp "x"',
  nodes: ['a.b', 'c+d'],
  lone: ['a.b'],
  pick: { all: '.*' },
  either: { one: 'us-east.1', orAll: '.+' },
  window: '5m',
  n: '5',
  none: [],
  empty: '',
  where: 'job="api"',
  __from: '1762173000000',
})
const filled = (text: string) => {
  const { text: result, problems } = fill(text, given)
  return problems.length === 0 ? result : problems.map(problem => problem.message).join('; ')
}
/** The problems of a text, each with the piece it is about, and what would be right instead. */
const wrong = (text: string) =>
  fill(text, given).problems.map(({ message, span, hint, replacement }) =>
    [
      `${text.slice(span.from, span.to)}: ${message}`,
      ...(hint === undefined ? [] : [hint]),
      ...(replacement === undefined ? [] : [`→ ${replacement}`]),
    ].join(' | '),
  )

describe('Variables of a text', () => {
  it.each([
    ['up', 'up'],
    ['up{node="$node"}', 'up{node="i-0c3f9a"}'],
    ['up{node="${node}"}', 'up{node="i-0c3f9a"}'],
    ['up{node="[[node]]"}', 'up{node="i-0c3f9a"}'],
    ['up{node="${node.value}"}', 'up{node="i-0c3f9a"}'],
    ['rate(up[$window])', 'rate(up[5m])'],
    ['rate(up[[[window]]])', 'rate(up[5m])'],
    ['rate(up[${n}m] offset -$window)', 'rate(up[5m] offset -5m)'],
    ['topk($n, ${node:raw}_up)', 'topk(5, i-0c3f9a_up)'],
    ['up{$where}', 'up{job="api"}'],
    ['up{path="$path"}', 'up{path="C:\\\\temp \\"x\\""}'],
    ['up{x="$empty"}', 'up{x=""}'],
    ['up # $nod', 'up # $nod'],
    ['up{x="#$node"}', 'up{x="#i-0c3f9a"}'],
    ['up{x=~"a$|b$"}', 'up{x=~"a$|b$"}'],
    ['up{x=~"[[:alpha:]]+"}', 'up{x=~"[[:alpha:]]+"}'],
    ['label_replace(up, "a", "$1-${2}", "b", "(.)(.)")', 'label_replace(up, "a", "$1-${2}", "b", "(.)(.)")'],
    [
      'label_replace(up, "a", "$zone", "b", "(?P<zone>.*)")',
      'label_replace(up, "a", "$zone", "b", "(?P<zone>.*)")',
    ],
  ])('%s is %s', (text, result) => expect(filled(text)).toBe(result))

  it.each([
    ['of one value is escaped for quotes', '"$node"', '"i-0c3f9a"'],
    ['of several values is a choice, each escaped for a pattern', 'x=~"$nodes"', 'x=~"(a\\\\.b|c\\\\+d)"'],
    ['of several values with one chosen has no brackets', 'x="$lone"', 'x="a\\\\.b"'],
    ['that stands for all is what its text says', 'x=~"$pick"', 'x=~".*"'],
    ['that could be all is escaped for a pattern', 'x=~"$either"', 'x=~"us-east\\\\.1"'],
    ['that stands for all is not escaped by a format', 'x=~"${pick:regex}"', 'x=~".*"'],
    ['that stands for all is All as words', 'x="${pick:text}"', 'x="All"'],
  ])('one %s', (_, text, result) => expect(filled(text)).toBe(result))
})

describe('What cannot be filled in', () => {
  it.each([
    ['rate(x[$windo])', ['$windo: There is no variable $windo | → $window']],
    ['x{a="${nod:regex}"}', ['${nod:regex}: There is no variable $nod | → ${node:regex}']],
    ['x{a="$something"}', ['$something: There is no variable $something']],
    [
      'rate(x[$__rate_intervall])',
      ['$__rate_intervall: There is no variable $__rate_intervall | → $__rate_interval'],
    ],
    [
      'x{a="$__dashboard"}',
      ['$__dashboard: $__dashboard means nothing here | A notebook is not a dashboard.'],
    ],
    [
      'x{a="${__user.login}"}',
      ['${__user.login}: $__user means nothing here | It is a person of a Grafana.'],
    ],
    ['x{a="$none"}', ['$none: $none has no value yet | Choose one at the head of the notebook']],
    ['x{a=~"${node:regx}"}', ['regx: There is no way of writing a variable called regx | → regex']],
    ['x{a="${node:date}"}', ['${node:date}: $node is no time, so it cannot be written as a date']],
    ['x{a="$nodes"}', ['="$nodes: $nodes has several values, which = does not look for | → =~"$nodes']],
    [
      'x{a != "x-$pick"}',
      ['!= "x-$pick: $pick stands for a pattern, which != does not look for | → !~ "x-$pick'],
    ],
    ['rate(x[$nodes])', ['$nodes: $nodes has several values, and here stands one length of time']],
    ['x + $', ['$: A variable is written $name or ${name}']],
    ['x{a="b"} + ${node', ['${node: A variable is written $name or ${name}']],
    ['$a + $b', ['$a: There is no variable $a', '$b: There is no variable $b']],
  ])('%s says so at its place', (text, problems) => expect(wrong(text)).toEqual(problems))

  it('leaves what has a problem as it was written', () =>
    expect(fill('rate(x{a="$node"}[$w])', given).text).toBe('rate(x{a="i-0c3f9a"}[$w])'))
})

describe('The ways of writing a value', () => {
  const all = valuesIn({ one: "it's 1.5", two: ['a"b', "c'd e"], __from: '1762173000123' })
  it.each([
    ['${one:regex}', "it's 1\\.5"],
    ['${two:regex}', `(a"b|c'd e)`],
    ['${two:pipe}', `a"b|c'd e`],
    ['${two:csv}', `a"b,c'd e`],
    ['${two:raw}', `a"b,c'd e`],
    ['${one:glob}', "it's 1.5"],
    ['${two:glob}', `{a"b,c'd e}`],
    ['${one:json}', "it's 1.5"],
    ['${two:json}', `["a\\"b","c'd e"]`],
    ['${two:doublequote}', `"a\\"b","c'd e"`],
    ['${two:singlequote}', `'a"b','c\\'d e'`],
    ['${two:sqlstring}', `'a"b','c''d e'`],
    ['${two:text}', `a"b + c'd e`],
    ['${two.text}', `a"b + c'd e`],
    ['${two:html}', `a&quot;b, c'd e`],
    ['${one:lucene}', "it's\\ 1.5"],
    ['${two:lucene}', `("a\\"b" OR "c'd\\ e")`],
    ['${two:distributed}', `a"b,two=c'd e`],
    ['${one:percentencode}', 'it%27s%201.5'],
    ['${two:percentencode}', '%7Ba%22b%2Cc%27d%20e%7D'],
    ['${one:uriencode}', 'it%27s%201.5'],
    ['${two:queryparam}', 'var-two=a%22b&var-two=c%27d%20e'],
    ['${one:customqueryparam:v:x-}', 'v=x-it%27s%201.5'],
    ['${two:join: or }', `a"b or c'd e`],
    ['$__from', '1762173000123'],
    ['${__from:date}', '2025-11-03T12:30:00.123Z'],
    ['${__from:date:iso}', '2025-11-03T12:30:00.123Z'],
    ['${__from:date:seconds}', '1762173000'],
    ['${__from:date:YYYY-MM-DD HH:mm:ss.SSS}', '2025-11-03 12:30:00.123'],
    ['${__from:date:[at] D/M/YY H:m:s}', 'at 3/11/25 12:30:0'],
  ])('%s is %s', (text, result) => expect(fill(text, all).text).toBe(result))
})

describe('A place in the filled text', () => {
  const filling = fill('rate(x{a="$node"}[$window]) > $n', given)
  const written = (piece: string) => {
    const from = filling.text.indexOf(piece)
    const span = writtenSpan(filling, { from, to: from + piece.length })
    return filling.written.slice(span.from, span.to)
  }
  it.each([
    ['rate', 'rate'],
    ['i-0c3f9a', '$node'],
    ['0c3', '$node'],
    ['9a"}', '$node"}'],
    ['a="i-0', 'a="$node'],
    ['5m', '$window'],
    [']) > 5', ']) > $n'],
    ['{a="i-0c3f9a"}', '{a="$node"}'],
    ['rate(x{a="i-0c3f9a"}[5m]) > 5', 'rate(x{a="$node"}[$window]) > $n'],
  ])('%s was written %s', (piece, result) => expect(written(piece)).toBe(result))

  it('keeps what would be right only where no variable is in the way', () => {
    const problem = (from: number, to: number) =>
      writtenProblem(filling, { message: 'no', span: { from, to }, replacement: 'yes' }).replacement
    expect([problem(0, 4), problem(10, 14)]).toEqual(['yes', undefined])
  })
})
