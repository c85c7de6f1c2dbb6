import { lazy, Suspense } from 'react'
import { cell, useCell } from '#client/app/cell.ts'

const SourcesDialog = lazy(() => import('./SourcesDialog.tsx'))

const open = cell<'list' | 'add' | null>(null)

/** Shows the data sources from anywhere; `add` goes straight to the form of a new one. */
export const openSources = (at: 'list' | 'add' = 'list'): void => open.set(at)

/** Where the dialog of data sources appears; stands once, in the shell. */
export function SourcesHost() {
  const at = useCell(open)
  return <Suspense>{at !== null && <SourcesDialog at={at} onClose={() => open.set(null)} />}</Suspense>
}
