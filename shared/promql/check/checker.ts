import type { Problem } from '#shared/query/span.ts'
import type { PatternSense } from '#shared/series/pattern.ts'
import { aggregationOf, aggregations } from '#shared/promql/aggregations.ts'
import { functionOf, functions, refusedFunctions, signatureOf } from '#shared/promql/functions.ts'
import { printSelector } from '#shared/promql/print.ts'
import { nearest } from '#shared/query/nearest.ts'
import {
  type Aggregate,
  type Binary,
  type Call,
  childrenOf,
  type Expression,
  inner,
  type MatcherAt,
  type Selector,
  type Subquery,
  type Unary,
  type ValueType,
} from '#shared/promql/tree.ts'
import { isComparison, isSetOperator, typeOf, typeWords } from './typing.ts'

/** What is wrong with a tree that parsed: types, argument counts, matchers; in order of position, empty for a tree that may be evaluated. */
export type Check = (tree: Expression) => readonly Problem[]

/** The sense of a regular expression; undefined where it cannot be told, and then nothing is said against it. */
export type SenseOf = (pattern: string) => PatternSense | undefined

/** A checker that judges regular expressions by what it is given. */
export const checkerWith =
  (senseOf: SenseOf): Check =>
  tree =>
    [...problemsIn(tree, senseOf)].sort((a, b) => a.span.from - b.span.from)

function* problemsIn(node: Expression, senseOf: SenseOf): Generator<Problem> {
  for (const child of childrenOf(node)) yield* problemsIn(child, senseOf)
  switch (node.kind) {
    case 'selector':
      return yield* selectorProblems(node, senseOf)
    case 'call':
      return yield* callProblems(node, senseOf)
    case 'aggregate':
      return yield* aggregateProblems(node)
    case 'binary':
      return yield* binaryProblems(node)
    case 'unary':
      return yield* unaryProblems(node)
    case 'subquery':
      return yield* subqueryProblems(node)
    default:
  }
}

function acceptsEmpty({ op, value }: MatcherAt, senseOf: SenseOf): boolean {
  if (op === '=' || op === '!=') return (op === '=') === (value === '')
  const sense = senseOf(value)
  return sense !== undefined && 'takesEmpty' in sense && sense.takesEmpty === (op === '=~')
}

/** Why a regular expression is wrong; undefined where it is right, or where that cannot be told. */
function faultOf(pattern: string, senseOf: SenseOf): string | undefined {
  const sense = senseOf(pattern)
  return sense !== undefined && 'wrong' in sense ? sense.wrong : undefined
}

function* selectorProblems(node: Selector, senseOf: SenseOf): Generator<Problem> {
  for (const { name, op, value, span } of node.matchers) {
    if (name === '') yield { message: 'A label name cannot be empty', span }
    if (op === '=' || op === '!=') continue
    const fault = faultOf(value, senseOf)
    if (fault !== undefined)
      yield {
        message: `The regular expression of ${name} is wrong: ${fault}`,
        span,
        hint: 'The syntax is RE2, anchored at both ends',
      }
  }
  const head = node.matchers.find(matcher => matcher.head)
  const second = node.matchers.find(matcher => !matcher.head && matcher.name === '__name__')
  if (head !== undefined && second !== undefined)
    yield { message: `The metric name is given twice: ${head.value} and ${second.value}`, span: second.span }
  if (node.matchers.every(matcher => acceptsEmpty(matcher, senseOf))) {
    const message = 'A selector needs at least one condition that an empty label does not meet'
    yield {
      message,
      span: node.body,
      hint: 'Name a metric, or write a condition such as job="api" or job=~".+"',
    }
  }
}

function* callProblems(node: Call, senseOf: SenseOf): Generator<Problem> {
  const row = functionOf(node.name)
  if (row === undefined) return yield unknownFunction(node)
  const most = row.repeats ? Infinity : row.parameters.length
  const least = row.parameters.length - row.optional
  if (node.args.length < least || node.args.length > most) {
    const count = least === most ? String(least) : row.repeats ? `at least ${least}` : `${least} to ${most}`
    const message = `${node.name} takes ${count} argument${count === '1' ? '' : 's'}, not ${node.args.length}`
    yield { message, span: node.span, hint: signatureOf(node.name, row) }
  }
  for (const [i, arg] of node.args.entries()) {
    const parameter = row.parameters[Math.min(i, row.parameters.length - 1)]
    if (parameter === undefined || i >= most) continue
    const problem = wrongType(node.name, arg, parameter.type)
    if (problem) yield problem
  }
  if (node.name === 'label_replace') yield* patternProblems(node.args[4], senseOf)
  if (node.name === 'label_replace' || node.name === 'label_join') {
    const target = node.args[1]
    if (target?.kind === 'string' && target.value === '')
      yield { message: 'The target label cannot be empty', span: target.span }
  }
}

function* patternProblems(arg: Expression | undefined, senseOf: SenseOf): Generator<Problem> {
  const fault = arg?.kind === 'string' ? faultOf(arg.value, senseOf) : undefined
  if (arg === undefined || fault === undefined) return
  yield {
    message: `The regular expression is wrong: ${fault}`,
    span: arg.span,
    hint: 'The syntax is RE2, anchored at both ends',
  }
}

function unknownFunction({ name, nameSpan: span }: Call): Problem {
  const known = Object.hasOwn(refusedFunctions, name) ? refusedFunctions[name] : undefined
  if (known === 'experimental')
    return { message: `${name} is an experimental function, which is not evaluated here`, span }
  if (known === 'native')
    return { message: `${name} needs native histograms, which are not evaluated here`, span }
  const replacement = nearest(name, [...Object.keys(functions), ...Object.keys(aggregations)])
  const message = `There is no function ${name}`
  return replacement === undefined
    ? { message, span }
    : { message, span, hint: `Did you mean ${replacement}?`, replacement }
}

/** Why an argument does not fit its parameter; undefined where it does. */
function wrongType(of: string, arg: Expression, wanted: ValueType): Problem | undefined {
  const given = typeOf(arg)
  if (given === wanted) return undefined
  const message = `${of} needs ${typeWords[wanted]}, not ${typeWords[given]}`
  const span = arg.span
  const bare = inner(arg)
  if (wanted === 'matrix' && given === 'vector') {
    if (bare.kind === 'selector')
      return {
        message: `${of} needs a range: add [1m]`,
        span: bare.body,
        replacement: `${printSelector(bare.matchers)}[1m]`,
      }
    return {
      message: `${of} needs a range`,
      span,
      hint: 'Add a range to the selector inside, or make it a subquery such as [5m:]',
    }
  }
  if (wanted === 'vector' && bare.kind === 'range')
    return {
      message,
      span: bare.brackets,
      hint: 'Take the range away, or put rate(…) or avg_over_time(…) around it',
      replacement: '',
    }
  if (wanted === 'vector' && given === 'scalar')
    return { message, span, hint: 'vector(…) makes one of a number' }
  if (wanted === 'scalar' && given === 'vector')
    return { message, span, hint: 'scalar(…) makes one of a single series' }
  return { message, span }
}

function* aggregateProblems(node: Aggregate): Generator<Problem> {
  const { parameter } = aggregationOf(node.op)
  const wanted = parameter === undefined ? 1 : 2
  if (node.args.length !== wanted) {
    const shape = parameter === undefined ? `${node.op}(v)` : `${node.op}(${parameter.name}, v)`
    const given = node.args.length === 0 ? 'nothing' : String(node.args.length)
    yield {
      message: `${node.op} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${given}`,
      span: node.list,
      hint: `Write ${shape}`,
    }
    return
  }
  const body = node.args.at(-1)
  const first = node.args[0]
  const problem = body && wrongType(node.op, body, 'vector')
  if (problem) yield problem
  if (parameter === undefined || first === undefined) return
  const wrong = wrongType(node.op, first, parameter.type)
  if (wrong) yield wrong
  else if (first.kind === 'string' && first.value === '')
    yield { message: 'The label of count_values cannot be empty', span: first.span }
}

function* binaryProblems(node: Binary): Generator<Problem> {
  const { op, opSpan, bool, matching } = node
  const [left, right] = [typeOf(node.left), typeOf(node.right)]
  for (const [side, type] of [
    [node.left, left],
    [node.right, right],
  ] as const) {
    if (type === 'scalar' || type === 'vector') continue
    const bare = inner(side)
    const message = `${op} cannot work on ${typeWords[type]}`
    if (bare.kind === 'range')
      yield { message, span: bare.brackets, hint: 'Put rate(…) or avg_over_time(…) around it' }
    else yield { message, span: side.span }
  }
  if (bool !== undefined && !isComparison(op))
    yield { message: 'bool stands only behind a comparison', span: bool, replacement: '' }
  const scalars = left === 'scalar' && right === 'scalar'
  if (isComparison(op) && scalars && bool === undefined)
    yield { message: 'Two numbers are compared with bool', span: opSpan, replacement: `${op} bool` }
  if (isSetOperator(op) && (left === 'scalar' || right === 'scalar')) {
    const side = left === 'scalar' ? node.left : node.right
    yield {
      message: `${op} works on vectors, and this is a number`,
      span: side.span,
      hint: 'vector(…) makes one of a number',
    }
  }
  if (matching === undefined) return
  if (matching.labels.length > 0 && (left !== 'vector' || right !== 'vector'))
    yield { message: 'on and ignoring need a vector on both sides', span: matching.span }
  if (matching.many !== undefined && isSetOperator(op))
    yield {
      message: `${op} takes no group_${matching.many}: it always compares many with many`,
      span: matching.span,
    }
  if (!matching.on) return
  for (const label of matching.include)
    if (matching.labels.some(one => one.name === label.name))
      yield { message: `${label.name} stands in on(…) already`, span: label.span }
}

function* unaryProblems(node: Unary): Generator<Problem> {
  const type = typeOf(node.body)
  if (type === 'matrix' || type === 'string')
    yield {
      message: `A sign cannot stand before ${typeWords[type]}`,
      span: { from: node.span.from, to: node.span.from + 1 },
    }
}

function* subqueryProblems(node: Subquery): Generator<Problem> {
  const type = typeOf(node.body)
  if (type === 'vector') return
  const hint = type === 'scalar' ? 'vector(…) makes one of a number' : undefined
  yield {
    message: `A subquery needs an instant vector, not ${typeWords[type]}`,
    span: node.body.span,
    ...(hint && { hint }),
  }
}
