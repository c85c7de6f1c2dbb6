import { type Ref, type RefObject, useCallback } from 'react'
import type { Session } from '#client/live/session.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import type { Problem, Span } from '#shared/query/span.ts'
import type { EditorHooks } from '#client/text/editor/editorHooks.ts'
import { HighlightedQuery } from './HighlightedQuery.tsx'
import { type EditorHandle, type EditorParts, LazyEditor } from './LazyEditor.tsx'
import styles from './text.module.css'
import { useBoundText } from '#client/text/editor/useBoundText.ts'
import { useLatest } from './useLatest.ts'
import type { Vocabulary } from '#client/text/vocabulary/vocabulary.ts'

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
  const bound = useBoundText(session, field)
  const latest = useLatest({ rest, vocabulary, problems })
  const load = useCallback(() => loadQueryEditor(latest), [latest])
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

type Around = {
  readonly rest: EditorHooks
  readonly vocabulary: Vocabulary
  readonly problems: (text: string) => readonly Problem[]
}

async function loadQueryEditor(around: RefObject<Around>): Promise<EditorParts> {
  const [{ openEditor }, { completeWord, queryExtensions }] = await Promise.all([
    import('#client/text/editor/boundEditor.ts'),
    import('#client/text/editor/queryExtensions.ts'),
  ])
  const { rest } = around.current
  return {
    open: openEditor,
    onTakenOver: completeWord,
    extensions: queryExtensions({
      label: rest.label,
      placeholder: rest.placeholder,
      describedBy: rest.describedBy,
      onRun: goOn => around.current.rest.onRun?.(goOn),
      onLeave: () => around.current.rest.onLeave?.(),
      onEmptied: rest.onEmptied && (() => around.current.rest.onEmptied?.()),
      onPaste: text => around.current.rest.onPaste?.(text) ?? false,
      vocabulary: latestOf(() => around.current.vocabulary),
      problems: text => around.current.problems(text),
    }),
  }
}

/** A vocabulary that is always the one of now: an open editor outlives a change of the variables. */
const latestOf = (now: () => Vocabulary): Vocabulary => ({
  metrics: () => now().metrics(),
  labels: selector => now().labels(selector),
  values: (label, selector) => now().values(label, selector),
  filled: text => now().filled(text),
  get variables() {
    return now().variables
  },
})
