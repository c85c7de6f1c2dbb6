import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Command } from './command.ts'

type Table = { current: readonly Command[] }

let tables: readonly Table[] = []
const listeners = new Set<() => void>()

function put(next: readonly Table[]): void {
  tables = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** All commands of the screens that stand now, those of the innermost first, so that its keys win. */
export const commandsNow = (): readonly Command[] => tables.toReversed().flatMap(table => table.current)

/** The commands that can be done at this moment. */
export const possibleNow = (): readonly Command[] => commandsNow().filter(command => command.when?.() ?? true)

/**
 * Registers a screen's commands for as long as it stands. The table may be made anew on each drawing: the latest is always read,
 * and nothing is registered again.
 */
export function useCommands(table: readonly Command[]): void {
  const latest = useRef(table)
  latest.current = table
  useEffect(() => {
    put([...tables, latest])
    return () => put(tables.filter(other => other !== latest))
  }, [])
}

/** Drawn anew when a screen's table comes or goes. */
export const useTables = (): readonly Table[] => useSyncExternalStore(subscribe, () => tables)

/** Runs the command of this id if it stands and can be done now. */
export function runCommand(id: string): boolean {
  const command = possibleNow().find(each => each.id === id)
  command?.run()
  return command !== undefined
}
