import { draftSchema, troubleOf } from '#shared/notebook/log/schema.ts'
import type { Operation, Refusal } from '#shared/notebook/operation.ts'
import { refusal } from '#shared/notebook/log/refusal.ts'
import { readEdit } from '#shared/notebook/log/text.ts'
import type { Draft } from '#shared/live/message.ts'

export type Checked =
  { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly refusal: Refusal }

/** Operations that nobody outside the server may send: what a run yielded, and that a notebook is. */
const forServerOnly: ReadonlySet<Operation['do']> = new Set(['record', 'create'])

/** A draft by shape, size and right; what it means against its notebook is for `apply` to judge. Line breaks come out plain. */
export function checkDraft(value: unknown, fromServer: boolean): Checked {
  const parsed = draftSchema.safeParse(value)
  if (!parsed.success) return no('invalid', `This cannot be taken: ${troubleOf(parsed.error)}`)
  const operations: Operation[] = []
  for (const operation of parsed.data.operations as readonly Operation[]) {
    if (!fromServer && forServerOnly.has(operation.do))
      return no('forbidden', `Only the server may ${operation.do}.`)
    if (operation.do !== 'edit') {
      operations.push(operation)
      continue
    }
    const read = readEdit(operation.edit)
    if (!read.ok) return read
    operations.push({ ...operation, edit: read.edit })
  }
  return { ok: true, draft: { ...parsed.data, operations } }
}

const no = (kind: Refusal['kind'], message: string) =>
  ({ ok: false, refusal: refusal(kind, message) }) as const
