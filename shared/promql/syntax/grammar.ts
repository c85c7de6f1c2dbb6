import { aggregations, type AggregationName, experimentalAggregations } from '#shared/promql/aggregations.ts'
import type {
  Aggregate,
  Binary,
  BinaryOperator,
  Expression,
  Grouping,
  Matching,
  Modifiers,
} from '#shared/promql/tree.ts'
import { close, type Cursor, refuse, shown } from './cursor.ts'
import { readNumber } from './literal.ts'
import { readAt, readLabelList, readOffset, readSelector, readSpanLength, stringValue } from './selectors.ts'
import type { Token } from './tokens.ts'

/** How tightly each binary operator binds; `^` alone leans to the right. Unary signs stand between `*` and `^`. */
export const precedence: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
}
const power = precedence['^']

/** Words that only ever modify an operator, and so name no metric. */
export const modifiers: readonly string[] = ['bool', 'on', 'ignoring', 'group_left', 'group_right']

const operatorAt = (cursor: Cursor): BinaryOperator | undefined => {
  const text = cursor.peek().text.toLowerCase()
  return cursor.peek().kind !== 'string' && Object.hasOwn(precedence, text)
    ? (text as BinaryOperator)
    : undefined
}

/** An expression whose operators bind at least as tightly as `least`. */
export function readExpression(cursor: Cursor, least = 1): Expression {
  const from = cursor.peek().from
  let left = readUnary(cursor)
  for (;;) {
    const op = operatorAt(cursor)
    if (op === undefined || precedence[op] < least) return left
    left = readBinary(cursor, left, op, from)
  }
}

function readBinary(cursor: Cursor, left: Expression, op: BinaryOperator, from: number): Expression {
  const sign = cursor.next()
  const bool = cursor.skip('bool')
  const matching = cursor.at('on') || cursor.at('ignoring') ? readMatching(cursor) : undefined
  const word = cursor.peek()
  if (word.kind === 'word' && /^fill(_left|_right)?$/.test(word.text) && cursor.at('(', 1))
    refuse(`${word.text}() is experimental and not evaluated here`, word)
  if (cursor.at('bool'))
    refuse(
      bool ? 'bool is given twice' : 'bool stands right behind the operator, before on and ignoring',
      word,
    )
  if ((cursor.at('group_left') || cursor.at('group_right')) && matching === undefined)
    refuse(`${word.text} needs on(…) or ignoring(…) before it`, word)
  if (word.kind === 'end')
    refuse(`Nothing stands on the right of ${sign.text}`, sign, { hint: 'Add an expression' })
  const right = readExpression(cursor, op === '^' ? power : precedence[op] + 1)
  const made: Binary = {
    kind: 'binary',
    span: cursor.since(from),
    op,
    opSpan: { from: sign.from, to: sign.to },
    ...(bool && { bool: { from: bool.from, to: bool.to } }),
    ...(matching && { matching }),
    left,
    right,
  }
  return made
}

function readMatching(cursor: Cursor): Matching {
  const word = cursor.next()
  const open = cursor.peek()
  const labels = readLabelList(cursor, word.text.toLowerCase())
  const list = cursor.since(open.from)
  const many = cursor.at('group_left') ? 'left' : cursor.at('group_right') ? 'right' : undefined
  if (many !== undefined) cursor.next()
  const include = many !== undefined && cursor.at('(') ? readLabelList(cursor, `group_${many}`) : []
  const on = word.text.toLowerCase() === 'on'
  return { span: cursor.since(word.from), list, on, labels, ...(many && { many }), include }
}

function readUnary(cursor: Cursor): Expression {
  const sign = cursor.peek()
  if (!cursor.at('-') && !cursor.at('+')) return readPostfix(cursor)
  cursor.next()
  if (cursor.peek().kind === 'end')
    refuse(`Nothing stands on the right of ${sign.text}`, sign, { hint: 'Add an expression' })
  const body = readExpression(cursor, power)
  const span = cursor.since(sign.from)
  if (body.kind === 'number')
    return { kind: 'number', span, value: sign.text === '-' ? -body.value : body.value }
  return { kind: 'unary', span, op: sign.text === '-' ? '-' : '+', body }
}

function readPostfix(cursor: Cursor): Expression {
  const from = cursor.peek().from
  let node = readPrimary(cursor)
  for (;;) {
    if (cursor.at('[')) node = readBracket(cursor, node, from)
    else if (cursor.at('offset') && cursor.peek().kind === 'word')
      node = modified(cursor, node, from, 'offset')
    else if (cursor.at('@')) node = modified(cursor, node, from, 'at')
    else if (cursor.at('anchored') || cursor.at('smoothed'))
      refuse(`${cursor.peek().text} is experimental and not evaluated here`, cursor.peek())
    else return node
  }
}

function readBracket(cursor: Cursor, body: Expression, from: number): Expression {
  const open = cursor.next()
  const range = readSpanLength(cursor, 'in brackets')
  if (cursor.skip(':')) {
    const step = cursor.at(']') ? undefined : readSpanLength(cursor, 'as the step of a subquery')
    close(cursor, open, ']', 'nothing more')
    return {
      kind: 'subquery',
      span: cursor.since(from),
      body,
      range,
      ...(step && { step }),
      brackets: cursor.since(open.from),
    }
  }
  close(cursor, open, ']', 'a colon')
  const brackets = cursor.since(open.from)
  if (body.kind !== 'selector') {
    const replacement = cursor.text.slice(brackets.from, brackets.to - 1) + ':]'
    if (body.kind === 'range') refuse('A range is given twice', brackets)
    refuse('A range stands only behind a selector', brackets, {
      hint: 'With a colon it is a subquery',
      replacement,
    })
  }
  const modifier = body.offset ?? body.at
  if (modifier) refuse('The range stands before offset and @', brackets, { hint: 'Write x[5m] offset 1h' })
  return { kind: 'range', span: cursor.since(from), selector: body, range, brackets }
}

function modified(cursor: Cursor, node: Expression, from: number, which: 'offset' | 'at'): Expression {
  const word = cursor.peek()
  const read: Modifiers = which === 'offset' ? { offset: readOffset(cursor) } : { at: readAt(cursor) }
  const span = cursor.since(from)
  const here = cursor.since(word.from)
  const target = node.kind === 'range' ? node.selector : node
  if (target.kind !== 'selector' && target.kind !== 'subquery')
    refuse(`${word.text} stands only behind a selector or a subquery`, here, {
      hint: 'Put it behind each selector inside',
    })
  if (target[which] !== undefined) refuse(`${word.text} is given twice`, here)
  if (node.kind === 'range') return { ...node, span, selector: { ...node.selector, ...read } }
  return { ...target, ...read, span }
}

function readPrimary(cursor: Cursor): Expression {
  const token = cursor.peek()
  if (token.kind === 'number') {
    cursor.next()
    const value = readNumber(token.text)
    if (value === undefined) refuse(`${token.text} is neither a number nor a duration`, token)
    return { kind: 'number', span: cursor.since(token.from), value }
  }
  if (token.kind === 'string') {
    cursor.next()
    return { kind: 'string', span: cursor.since(token.from), value: stringValue(token) }
  }
  if (cursor.at('(')) {
    cursor.next()
    if (cursor.at(')'))
      refuse('There is nothing between these parentheses', { from: token.from, to: cursor.peek().to })
    const body = readExpression(cursor)
    close(cursor, token, ')', 'an operator')
    return { kind: 'paren', span: cursor.since(token.from), body }
  }
  if (cursor.at('{')) return readSelector(cursor)
  if (token.kind === 'word') return readWord(cursor, token)
  if (token.kind === 'end') refuse('The query ends where an expression should stand', endOf(cursor))
  const op = operatorAt(cursor)
  if (op !== undefined)
    refuse(`Nothing stands on the left of ${token.text}`, token, { hint: 'Add an expression' })
  return refuse(`Expected an expression here, not ${token.text}`, token)
}

const endOf = (cursor: Cursor) => ({
  from: Math.max(0, cursor.text.trimEnd().length - 1),
  to: cursor.text.trimEnd().length,
})

function readWord(cursor: Cursor, token: Token): Expression {
  const lower = token.text.toLowerCase()
  const grouped = cursor.at('by', 1) || cursor.at('without', 1)
  const called = cursor.at('(', 1)
  if (called || (grouped && cursor.at('(', 2))) {
    if (Object.hasOwn(aggregations, lower)) return readAggregate(cursor, lower as AggregationName)
    if (experimentalAggregations.includes(lower))
      refuse(`${lower} is experimental and not evaluated here`, token)
  }
  if (grouped && Object.hasOwn(aggregations, lower)) return readAggregate(cursor, lower as AggregationName)
  if (modifiers.includes(lower)) refuse(`${token.text} modifies an operator and stands behind one`, token)
  if (called) return readCall(cursor)
  if ((lower === 'inf' || lower === 'nan') && !cursor.at('{', 1)) {
    cursor.next()
    return { kind: 'number', span: cursor.since(token.from), value: lower === 'inf' ? Infinity : NaN }
  }
  const following = cursor.peek(1)
  const op = operatorAt(cursor)
  if (op !== undefined && (following.kind === 'word' || following.kind === 'number'))
    refuse(`Nothing stands on the left of ${token.text}`, token, { hint: 'Add an expression' })
  return readSelector(cursor)
}

function readArguments(cursor: Cursor): readonly Expression[] {
  const open = cursor.next()
  const args: Expression[] = []
  if (cursor.skip(')')) return args
  for (;;) {
    if (cursor.peek().kind === 'end') refuse(`This ${open.text} is never closed`, open, { hint: 'Add )' })
    args.push(readExpression(cursor))
    const comma = cursor.skip(',')
    if (comma === undefined) break
    if (cursor.at(')')) refuse('No comma stands before )', comma, { replacement: '' })
  }
  close(cursor, open, ')', 'a comma')
  return args
}

function readCall(cursor: Cursor): Expression {
  const name = cursor.next()
  const args = readArguments(cursor)
  const nameSpan = { from: name.from, to: name.to }
  return { kind: 'call', span: cursor.since(name.from), name: name.text, nameSpan, args }
}

function readAggregate(cursor: Cursor, op: AggregationName): Aggregate {
  const name = cursor.next()
  const before = readGrouping(cursor)
  const open = cursor.peek()
  if (!cursor.at('('))
    refuse(
      `Expected what ${op} adds up in parentheses, not ${shown(open)}`,
      open.kind === 'end' ? name : open,
    )
  const args = readArguments(cursor)
  const list = cursor.since(open.from)
  const word = cursor.peek()
  const after = readGrouping(cursor)
  if (before !== undefined && after !== undefined) refuse(`${word.text} is given twice`, after.span)
  const grouping = before ?? after
  const opSpan = { from: name.from, to: name.to }
  return {
    kind: 'aggregate',
    span: cursor.since(name.from),
    op,
    opSpan,
    ...(grouping && { grouping }),
    args,
    list,
  }
}

function readGrouping(cursor: Cursor): Grouping | undefined {
  const word = cursor.peek()
  if (!cursor.at('by') && !cursor.at('without')) return undefined
  cursor.next()
  const open = cursor.peek()
  const labels = readLabelList(cursor, word.text.toLowerCase())
  return {
    span: cursor.since(word.from),
    list: cursor.since(open.from),
    without: word.text.toLowerCase() === 'without',
    labels,
  }
}
