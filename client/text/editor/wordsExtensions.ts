import { standardKeymap } from '@codemirror/commands'
import { EditorSelection, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { dressing } from './dressing.ts'
import { editorBasics, type EditorHooks } from './editorHooks.ts'
import { localTimes, type LocalTimes } from './localTimes.ts'

const wrap = (mark: string) => (view: EditorView) => {
  view.dispatch(
    view.state.changeByRange(range => ({
      changes: [
        { from: range.from, insert: mark },
        { from: range.to, insert: mark },
      ],
      range: EditorSelection.range(range.from + mark.length, range.to + mark.length),
    })),
  )
  return true
}

/** Markdown words: plain text with wrapping, spell checking, keys for bold, italic and code, and times that are kept in UTC. */
export const wordsExtensions = (hooks: EditorHooks, times: () => LocalTimes | null): Extension => [
  EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences' }),
  editorBasics(hooks),
  EditorView.domEventHandlers({
    paste: (event, view) => hooks.onPut?.(event.clipboardData, view.state.selection.main.head) ?? false,
    drop: (event, view) =>
      hooks.onPut?.(event.dataTransfer, view.posAtCoords({ x: event.clientX, y: event.clientY }, false)) ??
      false,
  }),
  keymap.of([
    { key: 'Mod-b', run: wrap('**') },
    { key: 'Mod-i', run: wrap('_') },
    { key: 'Mod-e', run: wrap('`') },
    ...standardKeymap,
  ]),
  localTimes(times),
  dressing,
]
