import type { Id } from '#shared/notebook/notebook.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A fresh id of 12 letters and digits. */
export function newId(): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, byte => letters[byte % letters.length]).join('')
}
