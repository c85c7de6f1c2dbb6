import { type KeyboardEvent, useState } from 'react'
import { Dialog } from '#client/app/parts/Dialog.tsx'
import { Kbd } from '#client/app/parts/Kbd.tsx'
import { addables } from './AddRow.tsx'
import type { Addable } from './deeds.ts'
import styles from '#client/notebook/notebook.module.css'

/** What to insert below the current step: arrows or a letter, Enter. */
export function InsertMenu(props: {
  readonly onPick: (kind: Addable) => void
  readonly onClose: () => void
}) {
  const [at, setAt] = useState(0)
  const pick = (kind: Addable) => {
    props.onClose()
    requestAnimationFrame(() => props.onPick(kind))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const named = addables.find(each => each.title.charAt(0).toLowerCase() === event.key.toLowerCase())
    if (by === undefined && !named) return
    event.preventDefault()
    if (named) return pick(named.kind)
    const next = (at + (by ?? 0) + addables.length) % addables.length
    setAt(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <Dialog open bare title="Insert a step below" onClose={props.onClose}>
      <div className={styles['insert']} onKeyDown={onKeyDown} role="group" aria-label="Insert a step below">
        {addables.map(({ kind, title, about }, index) => (
          <button
            key={kind}
            type="button"
            data-autofocus={index === 0 ? '' : undefined}
            onFocus={() => setAt(index)}
            onClick={() => pick(kind)}
          >
            <b>{title}</b>
            <span>{about}</span>
            <span aria-hidden>
              <Kbd keys={title.charAt(0).toLowerCase()} />
            </span>
          </button>
        ))}
      </div>
    </Dialog>
  )
}
