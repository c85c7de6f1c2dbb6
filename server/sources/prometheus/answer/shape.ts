import { Failed } from '#shared/query/failure.ts'

/** A failure for an answer that is none; `why` continues the sentence “It answered something that is no answer: …”. */
export const nonsense = (why: string): Failed =>
  new Failed({ kind: 'nonsense', message: `It answered something that is no Prometheus answer: ${why}.` })

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const specials: Readonly<Record<string, number>> = {
  '+Inf': Infinity,
  '-Inf': -Infinity,
  Inf: Infinity,
  NaN: NaN,
}
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A value as Prometheus writes it. */
export function numberOf(text: unknown): number {
  if (typeof text !== 'string') throw nonsense('a value is not a text')
  if (decimal.test(text)) return Number(text)
  const special = specials[text]
  if (special === undefined) throw nonsense(`“${text.slice(0, 40)}” is not a number`)
  return special
}
