import { type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'

/** What an editor of the notebook tells its surroundings. */
export type EditorHooks = {
  /** Names the editor for screen readers. */
  readonly label: string
  readonly placeholder: string
  /** The id of the element that says what is wrong with the text. */
  readonly describedBy?: string | undefined
  /** Shift+Enter (`goOn`) and Ctrl/Cmd+Enter. */
  readonly onRun?: ((goOn: boolean) => void) | undefined
  /** Esc. */
  readonly onLeave?: (() => void) | undefined
  /** What was pasted or dropped, and where in the text; true: it was taken, and is not put in as text. */
  readonly onPut?: ((data: DataTransfer | null, at: number) => boolean) | undefined
  /** Backspace in an empty text. */
  readonly onEmptied?: (() => void) | undefined
  /** What is about to be pasted; true where it was taken and is not to be put in as text. */
  readonly onPaste?: ((text: string) => boolean) | undefined
}

/** Keys and names that query and word editors share. */
export function editorBasics(hooks: EditorHooks): Extension {
  const run = (goOn: boolean) => () => {
    hooks.onRun?.(goOn)
    return hooks.onRun !== undefined
  }
  return [
    Prec.high(
      keymap.of([
        { key: 'Shift-Enter', run: run(true) },
        { key: 'Mod-Enter', run: run(false) },
        {
          key: 'Backspace',
          run: view => {
            if (view.state.doc.length > 0 || !hooks.onEmptied) return false
            hooks.onEmptied()
            return true
          },
        },
      ]),
    ),
    keymap.of([
      {
        key: 'Escape',
        run: () => {
          hooks.onLeave?.()
          return hooks.onLeave !== undefined
        },
      },
    ]),
    EditorView.domEventHandlers({
      paste: event => hooks.onPaste?.(event.clipboardData?.getData('text/plain') ?? '') ?? false,
    }),
    EditorView.contentAttributes.of({
      'aria-label': hooks.label,
      spellcheck: 'false',
      ...(hooks.describedBy ? { 'aria-describedby': hooks.describedBy } : {}),
    }),
    hooks.placeholder === '' ? [] : placeholder(hooks.placeholder),
  ]
}
