import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { notify } from '#client/app/notices.tsx'
import { removeDemo } from '#client/server/api.ts'
import { forgetNotebooks, forgetSources } from '#client/server/hooks.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { openSources } from '#client/sources/SourcesHost.tsx'
import type { Id } from '#shared/notebook/notebook.ts'
import { redoNotebook, starting } from './start.ts'
import styles from '#client/library/library.module.css'

/** The first minute: shown while the demo is there. `first`: the demo's notebook to redo. */
export function Hello({ first }: { readonly first: Id }) {
  const [, go] = useLocation()
  const [asking, setAsking] = useState(false)
  const busy = useCell(starting)
  return (
    <section className={styles.hello} aria-label="New here?">
      <div>
        <strong>New here?</strong>
        <p>Two finished investigations show how it goes. Then point it at your own metrics.</p>
      </div>
      <Button kind="primary" disabled={busy} onClick={() => void redoNotebook(go, first)}>
        Redo the first one yourself
      </Button>
      <Button onClick={() => openSources('add')}>Connect your Prometheus</Button>
      <Button onClick={() => setAsking(true)}>Remove the demo</Button>
      {asking && <RemoveDemo onClose={() => setAsking(false)} />}
    </section>
  )
}

function RemoveDemo({ onClose }: { readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await removeDemo()
      await Promise.all([forgetNotebooks(), forgetSources()])
      notify({ text: 'The demo is gone.' })
    } catch (trouble) {
      notify({ tone: 'trouble', text: `The demo is still there. ${wordsOf(trouble)}` })
    }
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Remove the demo?"
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" data-autofocus disabled={busy} onClick={() => void remove()}>
            {busy ? 'Removing…' : 'Remove the demo'}
          </Button>
        </>
      }
    >
      The finished investigations, their events and their metrics go. What you wrote stays, with the data it
      was judged on.
    </Dialog>
  )
}
