import { type ReactNode, type SyntheticEvent, useState } from 'react'
import type { Session } from '#client/live/session.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import styles from './pictures.module.css'
import { PictureUploads } from './PictureUploads.tsx'

type PicturePlaceProps = {
  readonly session: Session
  readonly field: TextField
  /** Files that were pasted or dropped, and where in the text (null: at its end); true: they were taken. */
  readonly onFiles: (files: FileList | undefined, at: number | null) => boolean
  readonly children: ReactNode
}

const caretOf = ({ target }: SyntheticEvent) =>
  target instanceof HTMLTextAreaElement ? target.selectionStart : null

/** A text that takes pictures which are pasted or dropped into it; what an open editor has taken already is its own. */
export function PicturePlace({ session, field, onFiles, children }: PicturePlaceProps) {
  const [over, setOver] = useState(false)
  const take = (event: SyntheticEvent, files: FileList | undefined) => {
    if (!event.defaultPrevented && onFiles(files, caretOf(event))) event.preventDefault()
  }
  return (
    <div
      className={styles.place}
      data-over={over}
      onPaste={event => take(event, event.clipboardData.files)}
      onDragOver={event => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDropCapture={() => setOver(false)}
      onDrop={event => take(event, event.dataTransfer.files)}
    >
      {children}
      <PictureUploads session={session} field={field} />
    </div>
  )
}
