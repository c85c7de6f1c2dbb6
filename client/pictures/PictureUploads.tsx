import type { MouseEvent } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { useCell } from '#client/app/cell.ts'
import type { Session } from '#client/live/session.ts'
import { fieldKey } from '#shared/notebook/log/text.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import styles from './pictures.module.css'
import { dropUpload, tryAgain, uploads } from './uploads.ts'

type PictureUploadsProps = { readonly session: Session; readonly field: TextField }

/** The pictures on their way into a text, below it: how they are, and how to stop them or try again. */
export function PictureUploads({ session, field }: PictureUploadsProps) {
  const key = fieldKey(field)
  const mine = useCell(uploads).filter(each => each.session === session && fieldKey(each.field) === key)
  if (mine.length === 0) return null
  return (
    <ul className={styles.uploads} aria-live="polite" onMouseDown={stayInText}>
      {mine.map(({ id, file, state, message }) => (
        <li key={id} data-state={state}>
          <span>
            {state === 'failed'
              ? `“${file.name}” could not be added. ${message}`
              : `Adding “${file.name}”… ${message}`}
          </span>
          {state === 'failed' && (
            <Button small onClick={() => tryAgain(id)}>
              Try again
            </Button>
          )}
          <Button small kind="quiet" onClick={() => dropUpload(id)}>
            {state === 'failed' ? 'Discard' : 'Stop'}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** A press here leaves the caret where it is: a text that is left is drawn anew, and the button would move away under the press. */
const stayInText = (event: MouseEvent) => event.preventDefault()
