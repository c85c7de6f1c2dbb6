import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { useSources } from '#client/server/hooks.ts'
import { wordsOf } from '#client/server/trouble.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { ConnectSource } from './connect/ConnectSource.tsx'
import { EditSource } from './connect/EditSource.tsx'
import { SourceRow } from './SourceRow.tsx'
import type { SourcesAt } from './sourcesAt.ts'
import styles from './sources.module.css'

type SourcesDialogProps = {
  readonly at?: SourcesAt
  readonly onClose: () => void
}

/** The data sources: what there is and whether it answers, a new one, another way with one, away with one. */
export default function SourcesDialog({ at: first = 'list', onClose }: SourcesDialogProps) {
  const [at, setAt] = useState<SourcesAt | SourceSummary>(first)
  const sources = useSources()
  const list = () => setAt('list')
  if (at === 'add') return <ConnectSource grafana={null} onClose={onClose} onList={list} />
  if (at !== 'list' && 'id' in at) return <EditSource source={at} onClose={onClose} onList={list} />
  if (at !== 'list') return <ConnectSource grafana={at.grafana} onClose={onClose} onList={list} />
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Data sources"
      footer={
        <Button kind="primary" data-autofocus onClick={() => setAt('add')}>
          Connect a source
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
          <SourceRow key={source.id} source={source} onEdit={() => setAt(source)} />
        ))}
      </ul>
    </Dialog>
  )
}
