import { type Ref, useCallback, useMemo, useRef } from 'react'
import type { Session } from '#client/live/session.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import type { Problem, Span } from '#shared/query/span.ts'
import { bindText } from './binding.ts'
import type { EditorHooks } from './editorHooks.ts'
import { fieldKey } from '#shared/notebook/text.ts'
import { HighlightedQuery } from './HighlightedQuery.tsx'
import { type EditorHandle, LazyEditor } from './LazyEditor.tsx'
import styles from './text.module.css'
import type { Vocabulary } from './vocabulary.ts'

type QueryFieldProps = EditorHooks & {
  readonly session: Session
  readonly field: TextField
  readonly text: string
  readonly vocabulary: Vocabulary
  readonly problems: (text: string) => readonly Problem[]
  /** Underlined while no editor is open. */
  readonly wrong: readonly Span[]
  readonly handle?: Ref<EditorHandle>
  readonly onFocusChange?: (focused: boolean) => void
}

/** One query as a text to type into, bound to the notebook. Coloured text until it is focused; the editor is loaded then. */
export function QueryField({ session, field, vocabulary, problems, wrong, ...rest }: QueryFieldProps) {
  const key = fieldKey(field)
  const bound = useMemo(() => bindText(session, field), [session, key])
  const latest = useRef({ rest, vocabulary, problems })
  latest.current = { rest, vocabulary, problems }
  const load = useCallback(async () => {
    const [{ openEditor }, { queryExtensions }] = await Promise.all([
      import('./boundEditor.ts'),
      import('./queryExtensions.ts'),
    ])
    const now = () => latest.current
    return {
      open: openEditor,
      extensions: queryExtensions({
        ...hooksOf(now().rest),
        onRun: goOn => now().rest.onRun?.(goOn),
        onLeave: () => now().rest.onLeave?.(),
        onEmptied: now().rest.onEmptied && (() => now().rest.onEmptied?.()),
        vocabulary: now().vocabulary,
        problems: text => now().problems(text),
      }),
    }
  }, [])
  return (
    <LazyEditor
      {...rest}
      bound={bound}
      load={load}
      className={styles['code'] ?? ''}
      under={<HighlightedQuery text={rest.text} wrong={wrong} />}
    />
  )
}

const hooksOf = ({ label, placeholder, describedBy }: EditorHooks): EditorHooks => ({
  label,
  placeholder,
  describedBy,
})
