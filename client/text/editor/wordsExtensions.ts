import { standardKeymap } from '@codemirror/commands'
import { EditorSelection, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { dressing } from './dressing.ts'
import { editorBasics, type EditorHooks } from './editorHooks.ts'

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

/** Markdown words: plain text with wrapping, spell checking, and keys for bold, italic and code. */
export const wordsExtensions = (hooks: EditorHooks): Extension => [
  EditorView.contentAttributes.of({ spellcheck: 'true', autocapitalize: 'sentences' }),
  editorBasics(hooks),
  keymap.of([
    { key: 'Mod-b', run: wrap('**') },
    { key: 'Mod-i', run: wrap('_') },
    { key: 'Mod-e', run: wrap('`') },
    ...standardKeymap,
  ]),
  dressing,
]
