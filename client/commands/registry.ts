import { useEffect, useLayoutEffect, useRef } from 'react'
import { cell, useCell } from '#client/app/cell.ts'
import type { Command } from './command.ts'

type Table = { current: readonly Command[] }

const tables = cell<readonly Table[]>([])

/** All commands of the screens that stand now, those of the innermost first, so that its keys win. */
export const commandsNow = (): readonly Command[] =>
  tables
    .get()
    .toReversed()
    .flatMap(table => table.current)

/** The commands that can be done at this moment. */
export const possibleNow = (): readonly Command[] => commandsNow().filter(command => command.when?.() ?? true)

/**
 * Registers a screen's commands for as long as it stands. The table may be made anew on each drawing: the latest is always read,
 * and nothing is registered again.
 */
export function useCommands(table: readonly Command[]): void {
  const latest = useRef(table)
  useLayoutEffect(() => {
    latest.current = table
  })
  useEffect(() => {
    tables.set([...tables.get(), latest])
    return () => tables.set(tables.get().filter(other => other !== latest))
  }, [])
}

/** Drawn anew when a screen's table comes or goes. */
export const useTables = (): readonly Table[] => useCell(tables)

/** Runs the command of this id if it stands and can be done now. */
export function runCommand(id: string): boolean {
  const command = possibleNow().find(each => each.id === id)
  command?.run()
  return command !== undefined
}
