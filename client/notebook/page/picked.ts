import { useSyncExternalStore } from 'react'
import type { Cell } from '#client/app/cell.ts'

/** What `pick` makes of a cell's value; drawn anew only when that changes (compared by identity). */
export const usePicked = <Value, Picked>(held: Cell<Value>, pick: (value: Value) => Picked): Picked =>
  useSyncExternalStore(held.subscribe, () => pick(held.get()))
