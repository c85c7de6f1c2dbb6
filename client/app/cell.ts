import { useSyncExternalStore } from 'react'

/** One value that several screens read and that may be set from anywhere. */
export type Cell<Value> = {
  readonly get: () => Value
  readonly set: (value: Value) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function cell<Value>(initial: Value): Cell<Value> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    get: () => value,
    set: next => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The value, and the screen drawn anew when it changes. */
export const useCell = <Value>(held: Cell<Value>): Value => useSyncExternalStore(held.subscribe, held.get)
