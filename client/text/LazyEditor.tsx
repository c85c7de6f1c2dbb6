import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { BoundText } from '#client/text/editor/binding.ts'
import type { openEditor } from '#client/text/editor/boundEditor.ts'
import { differenceOf } from '#client/text/editor/difference.ts'
import type { EditorHooks } from '#client/text/editor/editorHooks.ts'
import styles from './text.module.css'

/** Everything that only an open editor needs, as it comes out of the lazily loaded files. */
export type EditorParts = {
  readonly open: typeof openEditor
  readonly extensions: Extension
  /** Called with an editor that has taken over in the midst of typing. */
  readonly onTakenOver?: (view: EditorView) => void
}

export type EditorHandle = {
  /** Puts the caret at an offset; at the end where it is left out. */
  readonly focus: (at?: number) => void
}

type LazyEditorProps = EditorHooks & {
  readonly bound: BoundText
  readonly text: string
  readonly load: () => Promise<EditorParts>
  readonly className?: string
  /** The text in its colours, drawn under a see-through text area while no editor is open. */
  readonly under?: ReactNode
  readonly handle?: Ref<EditorHandle>
  readonly onFocusChange?: (focused: boolean) => void
}

/**
 * A text that costs nothing until it is used: a plain text area over the coloured text, so that a click and the first keys land where
 * they should; the real editor takes its place, caret and all, as soon as it has been loaded, and leaves when the focus does.
 */
export function LazyEditor(props: LazyEditorProps) {
  const { load, className = '', under, handle, onFocusChange } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const home = useRef<HTMLDivElement>(null)
  const opened = useRef<ReturnType<EditorParts['open']>>(null)
  const composing = useRef(false)
  const taken = useRef(false)
  const typed = useRef(false)
  const [parts, setParts] = useState<EditorParts | null>(null)
  const [start, setStart] = useState({ anchor: 0, head: 0 })
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })

  const begin = () => {
    typed.current = false
    onFocusChange?.(true)
    void load().then(take, () => undefined)
  }
  const take = (loaded: EditorParts) => {
    const element = area.current
    if (!element || document.activeElement !== element || composing.current) return
    const selection = { anchor: element.selectionStart, head: element.selectionEnd }
    taken.current = true
    const backward = element.selectionDirection === 'backward'
    flushSync(() => {
      setStart(backward ? { anchor: selection.head, head: selection.anchor } : selection)
      setParts(loaded)
    })
  }

  useLayoutEffect(() => {
    if (!parts || !home.current) return
    const editor = parts.open(home.current, latest.current.bound, parts.extensions, start)
    opened.current = editor
    editor.view.focus()
    if (typed.current) parts.onTakenOver?.(editor.view)
    typed.current = false
    const leave = () =>
      requestAnimationFrame(() => {
        if (!document.hasFocus() || home.current?.contains(document.activeElement)) return
        taken.current = false
        setParts(null)
        latest.current.onFocusChange?.(false)
      })
    editor.view.contentDOM.addEventListener('blur', leave)
    return () => {
      opened.current = null
      editor.close()
    }
  }, [parts, start])

  useImperativeHandle(handle, () => ({
    focus: at => {
      const view = opened.current?.view
      if (view) {
        view.focus()
        if (at !== undefined) view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) } })
        return
      }
      const element = area.current
      element?.focus()
      element?.setSelectionRange(at ?? element.value.length, at ?? element.value.length)
    },
  }))

  if (parts) return <div className={`${styles['field']} ${className}`} ref={home} data-editor="open" />
  return (
    <div className={`${styles['field']} ${className}`}>
      {under !== undefined && (
        <div className={styles['under']} aria-hidden>
          {under}
          {'\u200b'}
        </div>
      )}
      <Plain
        area={area}
        className={under === undefined ? (styles['visible'] ?? '') : ''}
        begin={begin}
        onComposing={now => {
          composing.current = now
        }}
        taken={taken}
        onTyped={() => {
          typed.current = true
        }}
        props={props}
      />
    </div>
  )
}

type PlainProps = {
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly onComposing: (composing: boolean) => void
  readonly taken: RefObject<boolean>
  readonly onTyped: () => void
  readonly className: string
  readonly begin: () => void
  readonly props: LazyEditorProps
}

function Plain({ area, onComposing, taken, onTyped, className, begin, props }: PlainProps) {
  const { bound, text } = props
  const [composed, setComposed] = useState<string | null>(null)
  const send = (to: string) => {
    const difference = differenceOf(bound.read(), to)
    if (difference) bound.change(difference)
    onTyped()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const command = event.ctrlKey || event.metaKey
    const taken = (act: () => void) => {
      event.preventDefault()
      act()
    }
    if (event.key === 'Enter' && (event.shiftKey || command) && props.onRun)
      taken(() => props.onRun?.(event.shiftKey))
    else if (event.key === 'Escape') props.onLeave?.()
    else if (event.key === 'Backspace' && text === '') props.onEmptied?.()
    else if (event.key === 'ArrowDown' && text === '') onTyped()
    else if (command && event.key.toLowerCase() === 'z') taken(event.shiftKey ? bound.redo : bound.undo)
  }
  return (
    <textarea
      ref={area}
      className={className}
      rows={1}
      value={composed ?? text}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      placeholder={props.placeholder}
      spellCheck={false}
      onFocus={begin}
      onBlur={() => !taken.current && props.onFocusChange?.(false)}
      onCompositionStart={event => {
        onComposing(true)
        setComposed(event.currentTarget.value)
      }}
      onCompositionEnd={event => {
        onComposing(false)
        setComposed(null)
        send(event.currentTarget.value)
        begin()
      }}
      onChange={event => (composed === null ? send(event.target.value) : setComposed(event.target.value))}
      onKeyDown={onKeyDown}
      onPaste={event => {
        if (props.onPaste?.(event.clipboardData.getData('text/plain'))) event.preventDefault()
      }}
    />
  )
}
