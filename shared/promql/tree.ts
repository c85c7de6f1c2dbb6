import type { Span } from '#shared/query/span.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Ms } from '#shared/time/window.ts'
import type { AggregationName } from './aggregations.ts'

/** What an expression yields; `matrix` is a range vector. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string'

/** A label name where it is written. */
export type LabelName = { readonly name: string; readonly span: Span }

/** A condition where it is written; a name at the head of a selector is one too (`head`: the bare `x` of `x{…}`). */
export type MatcherAt = Matcher & { readonly span: Span; readonly head?: true }

/** `offset 5m`; negative looks ahead. The span covers the word `offset`. */
export type Offset = { readonly by: Ms; readonly span: Span }

/** `@ 1609746000`, `@ start()`, `@ end()`. The span covers the sign. */
export type At = { readonly time: Ms | 'start' | 'end'; readonly span: Span }

/** A duration where it is written. */
export type Duration = { readonly length: Ms; readonly span: Span }

export type Modifiers = { readonly offset?: Offset; readonly at?: At }

export type NumberLiteral = { readonly kind: 'number'; readonly span: Span; readonly value: number }
export type StringLiteral = { readonly kind: 'string'; readonly span: Span; readonly value: string }

/** `body` is the selector without offset and @; `braces` the `{…}` where there are any. */
export type Selector = Modifiers & {
  readonly kind: 'selector'
  readonly span: Span
  readonly body: Span
  readonly braces?: Span
  readonly matchers: readonly MatcherAt[]
}
/** `selector[range]`; offset and @ are kept on the selector although they are written behind the bracket. */
export type Range = {
  readonly kind: 'range'
  readonly span: Span
  readonly selector: Selector
  readonly range: Duration
  readonly brackets: Span
}
export type Subquery = Modifiers & {
  readonly kind: 'subquery'
  readonly span: Span
  readonly body: Expression
  readonly range: Duration
  readonly step?: Duration
  readonly brackets: Span
}
export type Paren = { readonly kind: 'paren'; readonly span: Span; readonly body: Expression }
export type Unary = {
  readonly kind: 'unary'
  readonly span: Span
  readonly op: '-' | '+'
  readonly body: Expression
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2'
export type ComparisonOperator = '==' | '!=' | '>' | '<' | '>=' | '<='
export type SetOperator = 'and' | 'or' | 'unless'
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator

/** `on(a) group_left(b)`; `include` are the labels of group_left or group_right. */
export type Matching = {
  readonly span: Span
  /** The parenthesised labels behind `on` or `ignoring`. */
  readonly list: Span
  readonly on: boolean
  readonly labels: readonly LabelName[]
  readonly many?: 'left' | 'right'
  readonly include: readonly LabelName[]
}
export type Binary = {
  readonly kind: 'binary'
  readonly span: Span
  readonly op: BinaryOperator
  readonly opSpan: Span
  /** Where `bool` stands, when it is there. */
  readonly bool?: Span
  readonly matching?: Matching
  readonly left: Expression
  readonly right: Expression
}

/** `by (a)` or `without (a)`; `list` is the parenthesised part. */
export type Grouping = {
  readonly span: Span
  readonly list: Span
  readonly without: boolean
  readonly labels: readonly LabelName[]
}
/** `sum by (a) (x)`; `args` holds the parameter, where the operation has one, and the body, as they are written. */
export type Aggregate = {
  readonly kind: 'aggregate'
  readonly span: Span
  readonly op: AggregationName
  readonly opSpan: Span
  readonly grouping?: Grouping
  readonly args: readonly Expression[]
  /** The parentheses around the arguments. */
  readonly list: Span
}
export type Call = {
  readonly kind: 'call'
  readonly span: Span
  readonly name: string
  readonly nameSpan: Span
  readonly args: readonly Expression[]
}

/** A PromQL expression. Spans are UTF-16 offsets into the text that was parsed. */
export type Expression =
  NumberLiteral | StringLiteral | Selector | Range | Subquery | Paren | Unary | Binary | Aggregate | Call

/** The expressions directly below one. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'range':
      return [node.selector]
    case 'subquery':
    case 'paren':
    case 'unary':
      return [node.body]
    case 'binary':
      return [node.left, node.right]
    case 'aggregate':
    case 'call':
      return node.args
    default:
      return []
  }
}

/** The expression and everything below it, in order of position. */
export function* walk(node: Expression): Generator<Expression> {
  yield node
  for (const child of childrenOf(node)) yield* walk(child)
}

/** The tree with some of its expressions replaced: `by` gives what takes a place, or undefined to look further down. */
export function replaced(node: Expression, by: (node: Expression) => Expression | undefined): Expression {
  const own = by(node)
  if (own !== undefined) return own
  const below = (child: Expression) => replaced(child, by)
  switch (node.kind) {
    case 'range': {
      const selector = below(node.selector)
      return selector.kind === 'selector' ? { ...node, selector } : node
    }
    case 'subquery':
    case 'paren':
    case 'unary':
      return { ...node, body: below(node.body) }
    case 'binary':
      return { ...node, left: below(node.left), right: below(node.right) }
    case 'aggregate':
    case 'call':
      return { ...node, args: node.args.map(below) }
    default:
      return node
  }
}

/** The expression inside any parentheses. */
export function inner(node: Expression): Exclude<Expression, Paren> {
  let at = node
  while (at.kind === 'paren') at = at.body
  return at
}

/** The selectors of an expression, in order of position. */
export function selectorsOf(node: Expression): readonly Selector[] {
  return [...walk(node)].filter(one => one.kind === 'selector')
}

/** The name that a selector asks for by equality; undefined where it does not. */
export function nameOf(selector: Selector): string | undefined {
  return selector.matchers.find(matcher => matcher.name === '__name__' && matcher.op === '=')?.value
}
