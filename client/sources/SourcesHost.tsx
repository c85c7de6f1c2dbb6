import { lazy, Suspense } from 'react'
import { cell, useCell } from '#client/app/cell.ts'
import type { SourcesAt } from './sourcesAt.ts'

const SourcesDialog = lazy(() => import('./SourcesDialog.tsx'))

const open = cell<SourcesAt | null>(null)

/** Shows the data sources from anywhere. */
export const openSources = (at: SourcesAt = 'list'): void => open.set(at)

/** Where the dialog of data sources appears; stands once, in the shell. */
export function SourcesHost() {
  const at = useCell(open)
  return <Suspense>{at !== null && <SourcesDialog at={at} onClose={() => open.set(null)} />}</Suspense>
}
