import { useLocation } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { startNotebook } from '#client/library/start/start.ts'
import styles from '#client/sources/sources.module.css'
import type { Connection } from './way.ts'

type ConnectedProps = {
  readonly connection: Connection
  readonly onClose: () => void
  readonly onList: () => void
}

const names = new Intl.ListFormat('en')

/** After adding: what answers, and the way on. */
export function Connected({ connection, onClose, onList }: ConnectedProps) {
  const [, go] = useLocation()
  const { sources, words } = connection
  const titles = names.format(sources.map(one => one.title))
  const [first] = sources
  const start = () => {
    onClose()
    void startNotebook(go, first === undefined ? {} : { source: first.id })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${titles} ${sources.length === 1 ? 'is' : 'are'} connected`}
      description={`New investigations start with ${sources.length === 1 ? 'it' : first?.title}.`}
      footer={
        <>
          <Button kind="quiet" onClick={onList}>
            All sources
          </Button>
          <Button onClick={onClose}>Done</Button>
          <Button kind="primary" data-autofocus onClick={start}>
            Start an investigation on {sources.length === 1 ? 'it' : first?.title}
          </Button>
        </>
      }
    >
      {words.map(line => (
        <p key={line} className={styles.quiet}>
          {line}
        </p>
      ))}
    </Dialog>
  )
}
