import { useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { wordsOf } from '#client/server/trouble.ts'
import type { NotebookSpace } from '#shared/wire/space.ts'
import { bytesWords } from '#client/space/bytesWords.ts'
import { nameOf } from './freeing.ts'
import { wholeOf } from '#client/space/parts.ts'
import styles from '#client/space/space.module.css'
import { deleteNotebook } from '#client/space/spaceCalls.ts'

/** Deletes a notebook for good, once its title was typed. */
export function DeleteNotebook({
  row,
  onClose,
}: {
  readonly row: NotebookSpace
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const name = nameOf(row)
  const same = typed.trim() === name.trim()
  const end = () => void deleteNotebook(row.id).then(onClose, thrown => setTrouble(wordsOf(thrown)))
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete “${name}”`}
      description={`Its steps, judgments, history, pictures and evidence go for good, about ${bytesWords(wholeOf(row))}. There is no way back; export it first if it may be wanted.`}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          if (same) end()
        }}
      >
        <label className={styles.typed}>
          To delete it, type its title: <b>{name}</b>
          <input
            data-autofocus=""
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </label>
        {trouble !== null && (
          <p className={styles.over} role="alert">
            {trouble}
          </p>
        )}
        <div className={styles.acts}>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" type="submit" disabled={!same}>
            Delete this notebook
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
