import { useId, useState } from 'react'
import { Button } from '#client/app/parts/Button.tsx'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { newId } from '#client/app/newId.ts'
import { useZone } from '#client/app/zone.ts'
import { windowWords } from '#client/notebook/head/times/blipWords.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Mark } from '#shared/notebook/notebook.ts'
import { printClock } from '#shared/time/clock.ts'
import type { Window } from '#shared/time/window.ts'
import styles from './step.module.css'

/** Asks for the few words of a note on a stretch of a graph, or for other words of one that stands. */
export function MarkDialog(props: {
  readonly window: Window
  readonly was?: Mark
  readonly number: number
  readonly onMark: (mark: Mark) => void
  readonly onRemove?: () => void
  readonly onClose: () => void
}) {
  const { zone } = useZone()
  const { from, to } = props.window
  const id = useId()
  const [text, setText] = useState(props.was?.text ?? '')
  return (
    <Dialog
      open
      title={`Note on step ${props.number}, ${from === to ? printClock(from, zone) : windowWords(props.window, zone)}`}
      onClose={props.onClose}
    >
      <form
        className={styles['mark']}
        onSubmit={event => {
          event.preventDefault()
          if (text.trim() === '') return
          props.onMark({ id: props.was?.id ?? newId(), window: props.window, text: text.trim() })
          props.onClose()
        }}
      >
        <label htmlFor={id}>A few words, drawn on the graph</label>
        <input
          id={id}
          data-autofocus
          value={text}
          maxLength={limits.mark}
          onChange={event => setText(event.target.value)}
        />
        <footer>
          {props.onRemove && (
            <Button
              kind="danger"
              onClick={() => {
                props.onRemove?.()
                props.onClose()
              }}
            >
              Remove it
            </Button>
          )}
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={text.trim() === ''}>
            {props.was ? 'Change it' : 'Note it'}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
