import { type Ref, type RefObject, use, useCallback, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useZone } from '#client/app/zone.ts'
import type { Session } from '#client/live/session.ts'
import { PicturePlace } from '#client/pictures/PicturePlace.tsx'
import { addPut } from '#client/pictures/uploads.ts'
import { Markdown } from '#client/reader/Markdown.tsx'
import { WindowOfWords } from '#client/reader/times/windowOfWords.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import type { EditorHooks } from '#client/text/editor/editorHooks.ts'
import type { LocalTimes } from '#client/text/editor/localTimes.ts'
import { type EditorHandle, type EditorParts, LazyEditor } from './LazyEditor.tsx'
import styles from './text.module.css'
import { useBoundText } from '#client/text/editor/useBoundText.ts'
import { useLatest } from './useLatest.ts'

type WordsFieldProps = EditorHooks & {
  readonly session: Session
  readonly field: TextField
  readonly text: string
  readonly className?: string
  readonly handle?: Ref<EditorHandle>
  readonly onFocusChange?: (focused: boolean) => void
}

/** Markdown words bound to the notebook: shown rendered, and as a text to type into while focused or empty. */
export function WordsField({
  session,
  field,
  className = '',
  handle,
  onFocusChange,
  ...rest
}: WordsFieldProps) {
  const bound = useBoundText(session, field)
  const [editing, setEditing] = useState(false)
  const editor = useRef<EditorHandle>(null)
  const hooks = useLatest(rest)
  const begin = (at?: number) => {
    flushSync(() => setEditing(true))
    editor.current?.focus(at)
  }
  useImperativeHandle(handle, () => ({ focus: begin }))
  const { zone } = useZone()
  const window = use(WindowOfWords)
  const times = useLatest(window && { window, zone })
  const onPut = (data: DataTransfer | null, at: number | null) =>
    addPut(session, field, data, at ?? rest.text.length)
  const latestPut = useLatest(onPut)
  const load = useCallback(() => loadWordsEditor(hooks, times, latestPut), [hooks, times, latestPut])
  return (
    <PicturePlace session={session} field={field} onPut={onPut}>
      {!editing && rest.text.trim() !== '' ? (
        <div
          className={`${styles['rendered']} ${className}`}
          onClick={event => {
            if (
              !(event.target as Element).closest('a, button, dialog') &&
              getSelection()?.isCollapsed !== false
            )
              begin()
          }}
        >
          <Markdown text={rest.text} />
          <button
            type="button"
            className={styles['edit']}
            aria-label={`Edit: ${rest.label}`}
            onClick={() => begin()}
          >
            Edit
          </button>
        </div>
      ) : (
        <LazyEditor
          {...rest}
          bound={bound}
          load={load}
          className={className}
          handle={editor}
          onFocusChange={focused => {
            setEditing(focused)
            onFocusChange?.(focused)
          }}
        />
      )}
    </PicturePlace>
  )
}

async function loadWordsEditor(
  hooks: RefObject<EditorHooks>,
  times: RefObject<LocalTimes | null>,
  onPut: RefObject<(data: DataTransfer | null, at: number | null) => boolean>,
): Promise<EditorParts> {
  const [{ openEditor }, { wordsExtensions }] = await Promise.all([
    import('#client/text/editor/boundEditor.ts'),
    import('#client/text/editor/wordsExtensions.ts'),
  ])
  const { label, placeholder, describedBy, onRun, onEmptied } = hooks.current
  return {
    open: openEditor,
    extensions: wordsExtensions(
      {
        label,
        placeholder,
        describedBy,
        onRun: onRun && (goOn => hooks.current.onRun?.(goOn)),
        onPut: (data, at) => onPut.current(data, at),
        onLeave: () => hooks.current.onLeave?.(),
        onEmptied: onEmptied && (() => hooks.current.onEmptied?.()),
      },
      () => times.current,
    ),
  }
}
