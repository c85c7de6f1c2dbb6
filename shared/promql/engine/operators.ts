import type { ArithmeticOperator, BinaryOperator, ComparisonOperator } from '#shared/promql/tree.ts'
import { isComparison } from '#shared/promql/check/typing.ts'

function power(a: number, b: number): number {
  if (a === 1 || (a === -1 && Math.abs(b) === Infinity)) return 1
  return a ** b
}

/** What each operator makes of two numbers; division by zero is an infinity or NaN, never an error. */
export const arithmetic: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
  atan2: Math.atan2,
}

export const comparison: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}

/** What happens to a pair: `keeps` says whether it stays (a filter), `value` what becomes of it. */
export type PairRule = {
  readonly keeps: ((a: number, b: number) => boolean) | undefined
  readonly value: (a: number, b: number) => number
}

/** The rule of an operator that is no set operator; a filter keeps the left value. */
export function pairRule(op: BinaryOperator, bool: boolean): PairRule {
  if (isComparison(op)) {
    const compare = comparison[op]
    return bool
      ? { keeps: undefined, value: (a, b) => (compare(a, b) ? 1 : 0) }
      : { keeps: compare, value: a => a }
  }
  return { keeps: undefined, value: arithmetic[op as ArithmeticOperator] }
}
