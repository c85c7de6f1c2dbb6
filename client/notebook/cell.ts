import { useSyncExternalStore } from 'react'

/** One value that parts of a page share without re-rendering all of it. */
export type Cell<Value> = {
  readonly get: () => Value
  readonly set: (to: Value) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function cell<Value>(initial: Value): Cell<Value> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: to => {
      if (Object.is(to, value)) return
      value = to
      for (const listener of [...listeners]) listener()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What `pick` makes of the value; renders again only when that changes (compared by identity). */
export const useCell = <Value, Picked>(held: Cell<Value>, pick: (value: Value) => Picked): Picked =>
  useSyncExternalStore(held.subscribe, () => pick(held.get()))
