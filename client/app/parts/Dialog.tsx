import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import parts from './parts.module.css'

type DialogProps = {
  readonly open: boolean
  /** Called on Esc, on a press outside, and by the close button. */
  readonly onClose: () => void
  readonly title: string
  /** A sentence under the title. */
  readonly description?: ReactNode
  readonly children: ReactNode
  /** Buttons at the foot, the primary one last. */
  readonly footer?: ReactNode
  readonly wide?: boolean
  /** As wide as what it holds, up to the whole window. */
  readonly fit?: boolean
  /** The title is there for screen readers only, and there is no close button. */
  readonly bare?: boolean
}

/**
 * A modal dialog on the browser's own `<dialog>`: focus stays inside, Esc closes, focus returns to where it was.
 * The children are mounted only while it is open. Put `autoFocus` on the field to start at.
 */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null
}

function OpenDialog({ onClose, title, description, children, footer, wide, fit, bare }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    const field = dialog?.querySelector<HTMLElement>('[data-autofocus]')
    dialog?.showModal()
    field?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={element}
      className={`${parts.dialog} ${wide ? parts.wide : ''} ${fit ? parts.fit : ''} ${bare ? parts.bare : ''}`}
      aria-labelledby={id}
      aria-describedby={description === undefined ? undefined : `${id}-about`}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={event => {
        if (event.target === element.current) onClose()
      }}
    >
      <div className={parts.dialogBody}>
        <div className={bare ? parts.unseen : parts.dialogHead}>
          <h2 id={id}>{title}</h2>
          {!bare && (
            <button type="button" className={parts.close} aria-label="Close" onClick={onClose}>
              ✕
            </button>
          )}
          {description !== undefined && <p id={`${id}-about`}>{description}</p>}
        </div>
        {children}
        {footer !== undefined && <div className={parts.dialogFoot}>{footer}</div>}
      </div>
    </dialog>
  )
}
