import { type ReactNode, type SyntheticEvent, useState } from 'react'
import type { Session } from '#client/live/session.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import styles from './pictures.module.css'
import { PictureUploads } from './PictureUploads.tsx'

type PicturePlaceProps = {
  readonly session: Session
  readonly field: TextField
  /** What was pasted or dropped, and where in the text (null: at its end); true: it was taken. */
  readonly onPut: (data: DataTransfer | null, at: number | null) => boolean
  readonly children: ReactNode
}

const caretOf = ({ target }: SyntheticEvent) =>
  target instanceof HTMLTextAreaElement ? target.selectionStart : null

/** A text that takes pictures which are pasted or dropped into it; what an open editor has taken already is its own. */
export function PicturePlace({ session, field, onPut, children }: PicturePlaceProps) {
  const [over, setOver] = useState(false)
  const take = (event: SyntheticEvent, data: DataTransfer) => {
    if (!event.defaultPrevented && onPut(data, caretOf(event))) event.preventDefault()
  }
  return (
    <div
      className={styles.place}
      data-over={over}
      onPaste={event => take(event, event.clipboardData)}
      onDragOver={event => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDropCapture={() => setOver(false)}
      onDrop={event => take(event, event.dataTransfer)}
    >
      {children}
      <PictureUploads session={session} field={field} />
    </div>
  )
}
