import { type Cell, cell } from './cell.ts'

/**
 * A small preference in localStorage, shared by all tabs. Where storing is refused (private windows) it lasts as long as the page.
 * `parse` is given whatever was stored, by this or an older version, or null, and must be total.
 */
export function stored<Value>(
  name: string,
  parse: (text: string | null) => Value,
  print: (value: Value) => string,
): Cell<Value> {
  const key = `blipbook.${name}`
  const held = cell(parse(readKey(key)))
  if (typeof window !== 'undefined')
    window.addEventListener('storage', event => {
      if (event.key === key) held.set(parse(event.newValue))
    })
  return {
    ...held,
    set: next => {
      writeKey(key, print(next))
      held.set(next)
    },
  }
}

function readKey(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function writeKey(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    return
  }
}
