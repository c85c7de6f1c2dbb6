/** An object of JSON whose shape nobody vouches for. */
export type Fields = Readonly<Record<string, unknown>>

const none: Fields = {}

/** The value as an object; an empty one for anything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : none

/** The value as a list; an empty one for anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value as a text; numbers are written out, anything else is empty. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** What stands at a path of keys; undefined where it leads nowhere. */
export function reach(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    const fields = fieldsOf(here)
    if (!Object.hasOwn(fields, key)) return undefined
    here = fields[key]
  }
  return here
}

/** The text at a path; empty where there is none. */
export const textAt = (value: unknown, ...path: readonly string[]): string => textOf(reach(value, ...path))

/** The list at a path; empty where there is none. */
export const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] =>
  listOf(reach(value, ...path))
