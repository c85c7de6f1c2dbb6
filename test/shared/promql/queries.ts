import fc from 'fast-check'

const label = fc.constantFrom('a', 'b', 'node', 'le')
const value = fc.constantFrom('1', 'x y', 'say "hi"', 'back\\slash', '')
const duration = fc.constantFrom('10s', '1m', '90s', '5m', '1h')
const name = fc.constantFrom('x', 'y_total', 'http:rate5m')
const labels = fc.uniqueArray(label, { maxLength: 3 }).map(list => `(${list.join(', ')})`)
const quoted = (text: string) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`
const matcher = fc
  .tuple(label, fc.constantFrom('=', '!='), value)
  .map(([one, op, text]) => `${one}${op}${quoted(text)}`)
const modifier = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  duration.map(text => ` offset ${text}`),
  fc.constantFrom(' offset -1m', ' @ 60', ' @ start()', ' @ end() offset 30s'),
)
const selector = fc
  .tuple(name, fc.array(matcher, { maxLength: 2 }))
  .map(([head, list]) => head + (list.length > 0 ? `{${list.join(', ')}}` : ''))

type Kinds = { vector: string; scalar: string; range: string }

/** Random queries that are right: `vector` yields an instant vector, `scalar` a number, `range` a range vector. */
export const queries = fc.letrec<Kinds>(tie => ({
  scalar: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('1', '0.5', '-2', '1e3', 'Inf', 'NaN', '1h', 'time()', 'pi()'),
    fc
      .tuple(tie('scalar'), fc.constantFrom('+', '-', '*', '/', '%', '^', '> bool'), tie('scalar'))
      .map(parts => `(${parts.join(' ')})`),
    tie('vector').map(body => `scalar(${body})`),
  ),
  range: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(selector, duration, modifier).map(([one, length, more]) => `${one}[${length}]${more}`),
    fc.tuple(tie('vector'), duration).map(([body, length]) => `(${body})[${length}:30s]`),
  ),
  vector: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(selector, modifier).map(parts => parts.join('')),
    fc
      .tuple(
        fc.constantFrom('rate', 'increase', 'delta', 'sum_over_time', 'max_over_time', 'last_over_time'),
        tie('range'),
      )
      .map(([f, arg]) => `${f}(${arg})`),
    fc
      .tuple(
        fc.constantFrom('sum', 'avg', 'max', 'count'),
        fc.constantFrom('', ' by', ' without'),
        labels,
        tie('vector'),
      )
      .map(([op, word, list, body]) => `${op}${word === '' ? '' : `${word} ${list} `}(${body})`),
    fc
      .tuple(fc.constantFrom('topk', 'quantile'), tie('scalar'), tie('vector'))
      .map(([op, k, body]) => `${op}(${k}, ${body})`),
    fc.tuple(fc.constantFrom('abs', 'sgn', '-', '+', ''), tie('vector')).map(([f, body]) => `${f}(${body})`),
    fc
      .tuple(tie('vector'), fc.constantFrom('+', '-', '/', '>', '== bool', '^'), tie('scalar'))
      .map(parts => `(${parts.join(' ')})`),
    fc
      .tuple(
        tie('vector'),
        fc.constantFrom('and', 'or', 'unless', '*', '> on (node)', '+ ignoring (le) group_left (b)'),
        tie('vector'),
      )
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
  ),
}))
