import type { Ms } from '#shared/time/window.ts'
import type { At, Duration, LabelName, MatcherAt, Offset, Selector } from '#shared/promql/tree.ts'
import { close, type Cursor, refuse, shown } from './cursor.ts'
import { quoted, readDuration, readNumber, readString } from './literal.ts'
import type { Token } from './tokens.ts'

const operators = ['=', '!=', '=~', '!~'] as const

/** The value of a string token. */
export function stringValue(token: Token): string {
  const read = readString(token.text)
  if ('value' in read) return read.value
  return refuse(read.message, { from: token.from + read.from, to: token.from + read.to })
}

/** A bare name, `{…}`, or both. */
export function readSelector(cursor: Cursor): Selector {
  const first = cursor.peek()
  const matchers: MatcherAt[] = []
  if (first.kind === 'word') {
    cursor.next()
    matchers.push({
      name: '__name__',
      op: '=',
      value: first.text,
      span: { from: first.from, to: first.to },
      head: true,
    })
  }
  const open = cursor.skip('{')
  if (open !== undefined) {
    while (!cursor.at('}')) {
      matchers.push(readMatcher(cursor))
      if (!cursor.skip(',')) break
    }
    close(cursor, open, '}', 'a comma')
  }
  const body = cursor.since(first.from)
  return { kind: 'selector', span: body, body, ...(open && { braces: cursor.since(open.from) }), matchers }
}

function readMatcher(cursor: Cursor): MatcherAt {
  const name = cursor.next()
  if (name.kind === 'end') refuse('The label conditions end too early', name, { hint: 'Add }' })
  if (name.kind !== 'word' && name.kind !== 'string')
    refuse(`Expected a label name here, not ${shown(name)}`, name, {
      hint: 'A condition looks like node="i-1"',
    })
  const text = name.kind === 'string' ? stringValue(name) : name.text
  if (name.kind === 'word' && text.includes(':'))
    refuse(`${text} is no plain label name`, name, { hint: 'Quote it', replacement: quoted(text) })
  if (name.kind === 'string' && (cursor.at(',') || cursor.at('}')))
    return { name: '__name__', op: '=', value: text, span: cursor.since(name.from) }
  const sign = cursor.peek()
  const op = operators.find(one => sign.kind === 'sign' && sign.text === one)
  if (op === undefined) {
    if (sign.kind === 'sign' && sign.text === '==')
      refuse('Labels are compared with a single =', sign, { replacement: '=' })
    const hint = 'Labels are compared with =, !=, =~ or !~'
    refuse(
      `Expected a comparison after ${name.text}, not ${shown(sign)}`,
      sign.kind === 'end' ? name : sign,
      { hint },
    )
  }
  cursor.next()
  const value = cursor.peek()
  if (value.kind !== 'string') {
    if (value.kind === 'word' || value.kind === 'number')
      refuse(`The value ${value.text} needs quotes`, value, { replacement: quoted(value.text) })
    refuse(`Expected a quoted value after ${op}, not ${shown(value)}`, value.kind === 'end' ? sign : value)
  }
  cursor.next()
  return { name: text, op, value: stringValue(value), span: cursor.since(name.from) }
}

/** `(a, "b c")`, a comma at the end allowed. */
export function readLabelList(cursor: Cursor, after: string): readonly LabelName[] {
  const open = cursor.peek()
  if (!cursor.skip('(')) {
    if (open.kind === 'word')
      refuse(`The labels of ${after} stand in parentheses`, open, { replacement: `(${open.text})` })
    refuse(`Expected the labels of ${after} in parentheses, not ${shown(open)}`, open)
  }
  const labels: LabelName[] = []
  while (!cursor.at(')')) {
    const token = cursor.peek()
    if (token.kind === 'end') break
    if (token.kind !== 'word' && token.kind !== 'string') {
      refuse(`Expected a label name here, not ${shown(token)}`, token)
    }
    cursor.next()
    if (token.kind === 'word' && token.text.includes(':'))
      refuse(`${token.text} is no plain label name`, token, {
        hint: 'Quote it',
        replacement: quoted(token.text),
      })
    const name = token.kind === 'string' ? stringValue(token) : token.text
    if (name === '') refuse('A label name cannot be empty', token)
    labels.push({ name, span: { from: token.from, to: token.to } })
    if (!cursor.skip(',')) break
  }
  close(cursor, open, ')', 'a comma')
  return labels
}

const arithmetic = ['+', '-', '*', '/', '%', '^', '(']

/** A length of time: `5m`, or a number of seconds. */
export function readLength(cursor: Cursor, what: string): Ms {
  const token = cursor.peek()
  if (token.kind !== 'number') {
    const span = token.kind === 'end' ? cursor.since(Math.max(0, token.from - 1)) : token
    if (token.kind === 'word' && cursor.at('(', 1))
      refuse(`${token.text}() in a duration is an experimental function, which is not evaluated here`, token)
    refuse(`Expected a duration ${what}, not ${shown(token)}`, span, {
      hint: 'A duration looks like 30s, 5m or 1h30m',
    })
  }
  cursor.next()
  const length = readDuration(token.text) ?? (readNumber(token.text) ?? NaN) * 1000
  if (Number.isNaN(length))
    refuse(`${token.text} is no duration`, token, {
      hint: 'Units are ms, s, m, h, d, w and y, the larger first: 1h30m',
    })
  return Math.round(length)
}

/** What stands between `[` and `]` or `:`; positive. */
export function readSpanLength(cursor: Cursor, what: string): Duration {
  const first = cursor.peek()
  if (first.text === '-' && first.kind === 'sign') refuse(`A duration ${what} cannot be negative`, first)
  const length = readLength(cursor, what)
  const after = cursor.peek()
  if (after.kind === 'sign' && arithmetic.includes(after.text))
    refuse('Arithmetic in durations is experimental and not evaluated here', after, {
      hint: 'Write the result',
    })
  if (!(length > 0)) refuse('A duration must be longer than zero', first)
  return { length, span: cursor.since(first.from) }
}

/** `offset 5m`, `offset -5m`. */
export function readOffset(cursor: Cursor): Offset {
  const word = cursor.next()
  const negative = cursor.skip('-') !== undefined
  if (!negative) cursor.skip('+')
  const length = readLength(cursor, 'after offset')
  return { by: negative ? -length : length, span: cursor.since(word.from) }
}

/** `@ 1609746000`, `@ start()`, `@ end()`. */
export function readAt(cursor: Cursor): At {
  const sign = cursor.next()
  const word = cursor.peek()
  for (const edge of ['start', 'end'] as const) {
    if (!cursor.at(edge)) continue
    cursor.next()
    const open = cursor.peek()
    if (!cursor.skip('(')) refuse(`${edge} after @ needs parentheses`, word, { replacement: `${edge}()` })
    close(cursor, open, ')', 'nothing')
    return { time: edge, span: cursor.since(sign.from) }
  }
  const negative = cursor.skip('-') !== undefined
  if (!negative) cursor.skip('+')
  const token = cursor.peek()
  const value = token.kind === 'number' || token.kind === 'word' ? readNumber(token.text) : undefined
  if (value === undefined) {
    const hint = 'Write a time in seconds since 1970, start() or end()'
    refuse(`Expected a time after @, not ${shown(token)}`, token.kind === 'end' ? sign : token, { hint })
  }
  cursor.next()
  if (!Number.isFinite(value)) refuse('A time after @ must be finite', token)
  return { time: Math.round((negative ? -value : value) * 1000), span: cursor.since(sign.from) }
}
