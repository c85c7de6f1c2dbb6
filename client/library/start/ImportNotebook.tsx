import { type ChangeEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { notify } from '#client/app/notices.tsx'
import { importNotebook } from '#client/server/api.ts'
import { forgetNotebooks } from '#client/server/hooks.ts'
import { ApiTrouble, wordsOf } from '#client/server/trouble.ts'
import type { ErrorBody } from '#shared/wire/wire.ts'
import styles from '#client/library/library.module.css'

type Refused = {
  readonly file: string
  readonly text: string
  readonly words: string
  readonly lines: NonNullable<ErrorBody['error']['lines']>
}

/** Takes a notebook in, from the text file that Export writes. What is wrong with a file is said at its lines, and nothing is taken. */
export function ImportNotebook() {
  const [, go] = useLocation()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file === undefined) return
    setBusy(true)
    const text = await file.text()
    try {
      const { id, warnings } = await importNotebook(text)
      for (const text of warnings.slice(0, 3)) notify({ text })
      void forgetNotebooks()
      go(`/n/${id}`)
    } catch (trouble) {
      const lines = trouble instanceof ApiTrouble ? (trouble.error.lines ?? []) : []
      setRefused({ file: file.name, text, words: wordsOf(trouble), lines })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".md,.markdown,.txt,text/markdown"
        hidden
        aria-label="Notebook file"
        onChange={event => void take(event)}
      />
      <Button disabled={busy} onClick={() => input.current?.click()}>
        {busy ? 'Importing…' : 'Import'}
      </Button>
      {refused !== null && <RefusedFile refused={refused} onClose={() => setRefused(null)} />}
    </>
  )
}

function RefusedFile({ refused, onClose }: { readonly refused: Refused; readonly onClose: () => void }) {
  const texts = refused.text.split(/\r\n?|\n/)
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={`${refused.file} was not imported`}
      description={refused.lines.length > 0 ? 'Nothing of it was taken.' : refused.words}
    >
      {refused.lines.length > 0 && (
        <ol className={styles.lines}>
          {refused.lines.map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              <span>line {line}</span>
              <code>{texts[line - 1] ?? ''}</code>
              <p>{message}</p>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  )
}
