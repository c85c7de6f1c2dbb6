import { z } from 'zod'
import { draftSchema, personSchema } from '#shared/notebook/log/schema.ts'
import type { ToServer } from './message.ts'

const id = z.string().min(1).max(200)

/** What a browser may say over `/live`. A draft is only looked at from outside: the ledger checks it in full. For the server only. */
const message = z.discriminatedUnion('say', [
  z.strictObject({
    say: z.literal('open'),
    notebook: id,
    from: z.int().min(0).nullable(),
    client: id,
    person: personSchema,
  }),
  z.strictObject({
    say: z.literal('append'),
    schema: z.int().min(1).optional(),
    draft: z.looseObject({ id: draftSchema.shape.id }),
  }),
  z.strictObject({ say: z.literal('at'), step: id.nullable() }),
])

export type Heard = z.output<typeof message>

/** A message as it came from a socket; null for anything else. */
export function readMessage(text: string): Heard | null {
  try {
    const parsed = message.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

type Said = ToServer['say'] extends Heard['say']
  ? Heard['say'] extends ToServer['say']
    ? true
    : never
  : never
true satisfies Said
