import { useEffect, useRef } from 'react'
import { focusNames } from '#client/notebook/page/focusNames.ts'
import { usePage } from '#client/notebook/page/page.ts'
import type { EditorHandle } from '#client/text/LazyEditor.tsx'
import { WordsField } from '#client/text/WordsField.tsx'
import type { Id } from '#shared/notebook/notebook.ts'
import styles from '#client/notebook/step/step.module.css'

/** The words of a note or a message. */
export function NoteBody(props: {
  readonly step: { readonly id: Id; readonly text: string; readonly is: 'note' | 'message' }
  readonly number: number
  readonly onLeave: () => void
}) {
  const { step } = props
  const page = usePage()
  const field = useRef<EditorHandle>(null)
  useEffect(
    () => page.register(focusNames.text(step.id), { focus: at => field.current?.focus(at) }),
    [page, step.id],
  )
  return (
    <WordsField
      session={page.session}
      field={{ of: 'text', step: step.id }}
      text={step.text}
      label={step.is === 'note' ? `Note, step ${props.number}` : `Message, step ${props.number}`}
      placeholder={step.is === 'note' ? 'Write a note; Markdown is understood' : 'Paste what was said'}
      className={styles['note'] ?? ''}
      handle={field}
      onLeave={props.onLeave}
    />
  )
}
