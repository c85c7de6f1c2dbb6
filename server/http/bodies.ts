import { z } from 'zod'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'wants 1 to 64 letters, digits, - or _')
const ms = z.number().min(-8.64e15).max(8.64e15)

/** Who asks. Until there are accounts, a name that the browser keeps. */
export const person = z.object({ id, name: z.string().trim().min(1).max(60), colour: z.string().max(30) })

export const window = z
  .object({ from: ms, to: ms })
  .refine(value => value.to > value.from, 'the end must come after the beginning')

export const matcher = z.object({
  name: z.string().min(1).max(300),
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(10_000),
})

const query = z.object({
  id,
  source: z.string().min(1).max(100),
  language: z.enum(['promql']),
  text: z.string().max(100_000),
  legend: z.string().max(300).default(''),
  removed: z.boolean().default(false),
})

/** A request for an answer, as in shared/ask/request.ts. */
export const request = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('query'),
    queries: z.array(query).min(1).max(26),
    against: ms.nullable().default(null),
  }),
  z.object({ kind: z.literal('events'), where: z.array(matcher).max(50) }),
])

export const instant = ms
export const identifier = id
