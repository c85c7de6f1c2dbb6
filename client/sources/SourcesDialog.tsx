import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { useSources } from '#client/server/hooks.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { AddSource } from './AddSource.tsx'
import { SourceRow } from './SourceRow.tsx'
import styles from './sources.module.css'

type SourcesDialogProps = {
  /** What it opens on: the list, or the form of a new source. */
  readonly at?: 'list' | 'add'
  readonly onClose: () => void
}

/** The data sources: what there is and whether it answers, a new one, away with one. */
export default function SourcesDialog({ at: first = 'list', onClose }: SourcesDialogProps) {
  const [at, setAt] = useState(first)
  const sources = useSources()
  if (at === 'add') return <AddSource onClose={onClose} onList={() => setAt('list')} />
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
