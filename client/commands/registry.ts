import { useEffect, useLayoutEffect, useRef } from 'react'
import { cell } from '#client/app/cell.ts'
import type { Command } from './command.ts'

/** `shell`: stands on every screen, so a screen's own keys come before. */
type Table = { readonly of: 'screen' | 'shell'; readonly rows: { current: readonly Command[] } }

const tables = cell<readonly Table[]>([])

/** All commands of the screens that stand now: those of the innermost first, so that its keys win, those of the shell last. */
export function commandsNow(): readonly Command[] {
  const innermost = tables.get().toReversed()
  const of = (place: Table['of']) => innermost.filter(table => table.of === place)
  return [...of('screen'), ...of('shell')].flatMap(table => table.rows.current)
}

/** The commands that can be done at this moment. */
export const possibleNow = (): readonly Command[] => commandsNow().filter(command => command.when?.() ?? true)

/**
 * Registers a screen's commands for as long as it stands. The table may be made anew on each drawing: the latest is always read,
 * and nothing is registered again.
 */
export function useCommands(table: readonly Command[], of: Table['of'] = 'screen'): void {
  const rows = useRef(table)
  useLayoutEffect(() => {
    rows.current = table
  })
  useEffect(() => {
    const own = { of, rows }
    tables.set([...tables.get(), own])
    return () => tables.set(tables.get().filter(other => other !== own))
  }, [of])
}
