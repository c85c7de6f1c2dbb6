import { lazy, Suspense } from 'react'
import { cell, useCell } from '#client/app/cell.ts'

const LinksDialog = lazy(() => import('./LinksDialog.tsx'))

const open = cell(false)

/** Shows the links on labels from anywhere. */
export const openLinks = (): void => open.set(true)

/** Where the dialog of links on labels appears; stands once, in the shell. */
export function LinksHost() {
  return <Suspense>{useCell(open) && <LinksDialog onClose={() => open.set(false)} />}</Suspense>
}
