import { lazy, Suspense } from 'react'
import { cell, useCell } from '#client/app/cell.ts'
import type { Command } from './command.ts'
import { useDispatch } from './dispatch.ts'
import { useCommands } from './registry.ts'
import { KeySheet } from './KeySheet.tsx'

const Palette = lazy(() => import('./Palette.tsx'))

const open = cell<'palette' | 'keys' | null>(null)

/** Shows the palette, for buttons that offer it. */
export const openPalette = (): void => open.set('palette')
/** Shows the list of keys. */
export const openKeySheet = (): void => open.set('keys')

const close = () => open.set(null)

const own: readonly Command[] = [
  {
    id: 'palette.open',
    title: 'Find a command or an investigation',
    group: 'Everywhere',
    keys: ['mod+k'],
    mode: 'any',
    keysOnly: true,
    run: openPalette,
  },
  { id: 'keys.open', title: 'List the keys', group: 'Everywhere', keys: ['?'], run: openKeySheet },
]

/** The keyboard, the palette and the sheet of keys; stands once, in the shell. */
export function CommandCenter() {
  useDispatch()
  useCommands(own, 'shell')
  const shown = useCell(open)
  return (
    <Suspense>
      {shown === 'palette' && <Palette onClose={close} />}
      {shown === 'keys' && <KeySheet onClose={close} />}
    </Suspense>
  )
}
