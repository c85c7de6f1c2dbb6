import type { Heard } from '#shared/live/schema.ts'
import { upcastOperations } from '#shared/notebook/log/upcast.ts'
import { schemaVersion, type Refusal } from '#shared/notebook/operation.ts'

type Append = Extract<Heard, { say: 'append' }>

const reload = 'This page is of another version than the server: reload the page.'

/** Pages of the first version did not say in which one they write. */
const versionOf = ({ schema = 1 }: Append) => schema

/** A draft as a page of this or an earlier version has written it, in the shape of today; null where that cannot be told. */
export function raised(append: Append): Append['draft'] | null {
  const { draft } = append
  const version = versionOf(append)
  if (version === schemaVersion) return draft
  if (version > schemaVersion || !Array.isArray(draft['operations'])) return null
  try {
    return { ...draft, operations: upcastOperations(draft['operations'], version) }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** The refusal of a draft that cannot be read here. */
export const unreadable: Refusal = { kind: 'invalid', message: reload }

/** A refusal for the page that it goes to: one of another version is told so where what it sent is not understood. */
export const refusalFor = (append: Append, refusal: Refusal): Refusal =>
  versionOf(append) !== schemaVersion && refusal.kind === 'invalid'
    ? { ...refusal, message: `${refusal.message} ${reload}` }
    : refusal
