import { Annotation, type ChangeSet, EditorSelection, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { BoundText } from './binding.ts'
import { differenceOf } from './difference.ts'

const remote = Annotation.define<boolean>()

/** What the content security policy asks of styles made by scripts; the editor's own would be dropped without it. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/** What is typed over a selection is put in here: the browser would carry styles along in attributes, which the policy refuses. */
const typingOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { from, to, empty } = view.state.selection.main
    const text = event.data
    if (event.inputType !== 'insertText' || text === null || empty) return false
    const insert = () =>
      view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true })
    const handlers = view.state.facet(EditorView.inputHandler)
    if (!handlers.some(handle => handle(view, from, to, text, insert))) view.dispatch(insert())
    return true
  },
})

/** True where a picture comes in: the caret that waited at its place goes behind it. */
function bringsPicture(changes: ChangeSet): boolean {
  let brings = false
  changes.iterChanges((_from, _to, _at, _end, inserted) => {
    brings ||= inserted.toString().includes('](picture:')
  })
  return brings
}

/**
 * Opens an editor on a bound text. What is typed goes to the session at once; what others do, and undo, comes back through `listen` and
 * moves caret and selection along. There is no editor history: the undo keys ask the session.
 */
export function openEditor(
  parent: HTMLElement,
  bound: BoundText,
  extensions: Extension,
  selection: { readonly anchor: number; readonly head: number },
): { readonly view: EditorView; readonly close: () => void } {
  const doc = bound.read()
  const clamp = (at: number) => Math.min(Math.max(at, 0), doc.length)
  const bring = (changes: ChangeSet) =>
    changes.length === view.state.doc.length
      ? view.dispatch({
          changes,
          selection: view.state.selection.map(changes, bringsPicture(changes) ? 1 : -1),
          annotations: remote.of(true),
        })
      : settle()
  const settle = () => {
    const difference = differenceOf(view.state.doc.toString(), bound.read())
    if (difference) bring(difference)
  }
  const view = new EditorView({
    doc,
    selection: EditorSelection.single(clamp(selection.anchor), clamp(selection.head)),
    parent,
    extensions: [
      EditorView.cspNonce.of(nonce()),
      typingOver,
      keymap.of([
        { key: 'Mod-z', run: () => bound.undo() || true, preventDefault: true },
        { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => bound.redo() || true, preventDefault: true },
        { key: 'Mod-Shift-z', run: () => bound.redo() || true, preventDefault: true },
      ]),
      extensions,
      EditorView.updateListener.of(update => {
        for (const transaction of update.transactions) {
          if (!transaction.docChanged || transaction.annotation(remote)) continue
          if (!bound.change(transaction.changes)) queueMicrotask(settle)
        }
      }),
    ],
  })
  let open = true
  const stopListening = bound.listen(bring)
  const stopWatching = bound.watch(() => queueMicrotask(() => open && !view.composing && settle()))
  return {
    view,
    close: () => {
      open = false
      stopListening()
      stopWatching()
      view.destroy()
    },
  }
}
