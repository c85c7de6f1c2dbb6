import { useSyncExternalStore } from 'react'

/** A value kept by this browser under a name; `read` makes it from the stored text, or from null where nothing is stored. */
export type Stored<Value> = {
  readonly get: () => Value
  readonly set: (value: Value) => void
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * A small preference in localStorage, shared by all tabs. Where storing is refused (private windows) it lasts as long as the page.
 * `parse` is given whatever was stored, by this or an older version, and must be total.
 */
export function stored<Value>(
  name: string,
  parse: (text: string | null) => Value,
  print: (value: Value) => string,
): Stored<Value> {
  const key = `blipbook.${name}`
  const listeners = new Set<() => void>()
  let value = parse(readKey(key))
  const tell = () => {
    for (const listener of listeners) listener()
  }
  if (typeof window !== 'undefined')
    window.addEventListener('storage', event => {
      if (event.key !== key) return
      value = parse(event.newValue)
      tell()
    })
  return {
    get: () => value,
    set: next => {
      value = next
      writeKey(key, print(next))
      tell()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The stored value, and the screen drawn anew when it changes. */
export const useStored = <Value>(store: Stored<Value>): Value =>
  useSyncExternalStore(store.subscribe, store.get)

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
