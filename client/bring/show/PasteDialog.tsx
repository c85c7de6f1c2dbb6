import { type FormEvent, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import styles from './bring.module.css'

/** A place to paste into, for whoever has no empty query at hand. `onBring` answers whether anything was recognised. */
export default function PasteDialog(props: {
  readonly onBring: (text: string) => boolean
  readonly onClose: () => void
}) {
  const [text, setText] = useState('')
  const [unknown, setUnknown] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (props.onBring(text)) props.onClose()
    else setUnknown(true)
  }
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title="Paste a link or JSON"
      description="A link of Grafana or Prometheus, the JSON of a panel or a dashboard, or a curl command."
    >
      <form onSubmit={submit}>
        <textarea
          data-autofocus
          className={styles['paste']}
          aria-label="Link or JSON"
          aria-describedby={unknown ? 'paste-unknown' : undefined}
          rows={7}
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setUnknown(false)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
        <p id="paste-unknown" className={styles['unknown']} role="status">
          {unknown && 'This is neither a link nor JSON nor a command that is known here.'}
        </p>
        <div className={styles['foot']}>
          <Button onClick={props.onClose}>Not now</Button>
          <Button kind="primary" type="submit" disabled={text.trim() === ''}>
            Make steps of it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
