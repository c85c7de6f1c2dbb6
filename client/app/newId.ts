import type { Id } from '#shared/notebook/notebook.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A fresh random id of 12 letters and digits (62 bits). */
export function newId(): Id {
  let id = ''
  while (id.length < 12)
    for (const byte of crypto.getRandomValues(new Uint8Array(24)))
      if (byte < 252 && id.length < 12) id += letters[byte % 36]
  return id
}
