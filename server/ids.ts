import { randomBytes } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A random text of 12 letters and digits (62 bits): the id of a notebook, a run, an event. */
export function newId(): string {
  let id = ''
  while (id.length < 12)
    for (const byte of randomBytes(16)) if (byte < 252 && id.length < 12) id += letters[byte % 36]
  return id
}
