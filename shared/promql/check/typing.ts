import { functionOf } from '#shared/promql/functions.ts'
import type {
  ArithmeticOperator,
  BinaryOperator,
  ComparisonOperator,
  Expression,
  SetOperator,
  ValueType,
} from '#shared/promql/tree.ts'

/** What an expression yields. A function that does not exist is taken to yield a vector. */
export function typeOf(node: Expression): ValueType {
  switch (node.kind) {
    case 'number':
      return 'scalar'
    case 'string':
      return 'string'
    case 'selector':
    case 'aggregate':
      return 'vector'
    case 'range':
    case 'subquery':
      return 'matrix'
    case 'paren':
    case 'unary':
      return typeOf(node.body)
    case 'binary':
      return typeOf(node.left) === 'scalar' && typeOf(node.right) === 'scalar' ? 'scalar' : 'vector'
    case 'call':
      return functionOf(node.name)?.returns ?? 'vector'
  }
}

export const isSetOperator = (op: BinaryOperator): op is SetOperator =>
  op === 'and' || op === 'or' || op === 'unless'

export const isComparison = (op: BinaryOperator): op is ComparisonOperator =>
  op === '==' || op === '!=' || op === '<' || op === '>' || op === '<=' || op === '>='

export const isArithmetic = (op: BinaryOperator): op is ArithmeticOperator =>
  !isSetOperator(op) && !isComparison(op)

/** How a type is named in messages. */
export const typeWords: Readonly<Record<ValueType, string>> = {
  scalar: 'a number',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a text',
}
