import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { useSources } from '#client/server/hooks.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { AddSource } from './AddSource.tsx'
import { SourceRow } from './SourceRow.tsx'
import type { SourcesAt } from './sourcesAt.ts'
import styles from './sources.module.css'

type SourcesDialogProps = {
  readonly at?: SourcesAt
  readonly onClose: () => void
}

/** The data sources: what there is and whether it answers, a new one, away with one. */
export default function SourcesDialog({ at: first = 'list', onClose }: SourcesDialogProps) {
  const [at, setAt] = useState(first)
  const sources = useSources()
  if (at !== 'list')
    return <AddSource address={at === 'add' ? '' : at.address} onClose={onClose} onList={() => setAt('list')} />
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Data sources"
      footer={
        <Button kind="primary" data-autofocus onClick={() => setAt('add')}>
          Add a Prometheus
        </Button>
      }
    >
      {sources.isPending && <p className={styles.quiet}>Asking…</p>}
      {sources.isError && (
        <p className={styles.failed} role="alert">
          {wordsOf(sources.error)}
        </p>
      )}
      <ul className={styles.sources}>
        {sources.data?.map(source => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </Dialog>
  )
}
