import { bringLimits } from '#shared/forms/bring/brought.ts'
import { findBreak } from './broken.ts'

export type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string }

/** Reads JSON; where it is broken, the reason says the line, the column and the key before it. */
export function parseJson(text: string): Parsed {
  if (text.length > bringLimits.text)
    return { ok: false, reason: `it is larger than ${bringLimits.text / 1e6} MB` }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    const at = findBreak(text)
    if (at === null) return { ok: false, reason: 'it is not JSON' }
    const near = at.near === '' ? '' : `, after the key “${at.near.slice(0, 60)}”`
    return { ok: false, reason: `it breaks off at line ${at.line}, column ${at.column}${near}` }
  }
}
