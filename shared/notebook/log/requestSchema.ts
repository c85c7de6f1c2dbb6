import { z } from 'zod'
import type { Asked, Request } from '#shared/ask/request.ts'
import type { Failure } from '#shared/query/failure.ts'
import { remarkLevels, type Remark } from '#shared/query/span.ts'
import { limits } from './limits.ts'

/** True where two types are assignable to each other, arrays of a schema counting as readonly. */
export type Matches<Schema extends z.ZodType, Type> = [ReadonlyDeep<z.output<Schema>>] extends [Type]
  ? [Type] extends [ReadonlyDeep<z.output<Schema>>]
    ? true
    : never
  : never

type ReadonlyDeep<T> = T extends [infer First, ...infer Rest]
  ? readonly [First, ...Rest]
  : T extends (infer Item)[]
    ? readonly ReadonlyDeep<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> }
      : T

/** Names, ids, addresses: short, never empty. */
export const id = z.string().min(1).max(limits.name)
export const name = z.string().max(limits.name)
export const text = z.string().max(limits.text)
/** Milliseconds: since the epoch or a length; whole numbers up to the year 9999. */
export const ms = z.int().min(-8.64e15).max(2.534e14)
export const window = z.strictObject({ from: ms, to: ms })
export const matcher = z.strictObject({
  name: id,
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(limits.text),
})
export const labels = z.record(z.string().max(limits.name), z.string().max(limits.text))

export const query = z.strictObject({
  id,
  source: name,
  language: z.enum(['promql']),
  text,
  legend: z.string().max(limits.legend),
  removed: z.boolean(),
})

export const request = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('query'),
    queries: z.array(query).max(limits.queries),
    against: ms.nullable(),
  }),
  z.strictObject({ kind: z.literal('events'), where: z.array(matcher).max(limits.matchers) }),
])

/** What a variable stands for. */
export const values = z.array(z.string().max(limits.text)).max(limits.values)

const asked = z.strictObject({
  request,
  filled: z.strictObject({ texts: z.record(id, text), values: z.record(id, values) }).exactOptional(),
  window,
  blip: window.nullable(),
  before: window.nullable(),
  step: ms,
})

const span = z.strictObject({ from: z.int(), to: z.int() })
const remark = z.strictObject({
  level: z.enum(remarkLevels),
  message: z.string(),
  span: span.exactOptional(),
})
const failure = z.strictObject({
  kind: z.enum(['query', 'execution', 'limit', 'unreachable', 'timeout', 'source', 'nonsense', 'stopped']),
  message: z.string(),
  query: z.string().exactOptional(),
  span: span.exactOptional(),
  source: z.string().exactOptional(),
  hint: z.string().exactOptional(),
  replacement: z.string().exactOptional(),
})

export const person = z.strictObject({ id, name: id, colour: name })

/** A run as `record` carries it. */
export const run = z.strictObject({
  id,
  asked,
  by: person,
  at: ms,
  took: z.number().min(0),
  outcome: z.union([
    z.strictObject({
      evidence: z.string().regex(/^[0-9a-f]{64}$/),
      remarks: z.array(remark),
      series: z.int().min(0),
      keptFrom: z.array(id).exactOptional(),
    }),
    z.strictObject({ failure }),
  ]),
  pinned: z.boolean(),
})

true satisfies Matches<typeof request, Request>
true satisfies Matches<typeof asked, Asked>
true satisfies Matches<typeof remark, Remark>
true satisfies Matches<typeof failure, Failure>
