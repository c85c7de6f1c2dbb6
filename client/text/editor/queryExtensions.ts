import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import { standardKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint'
import { type Extension, Prec } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import { PromQLExtension } from '@prometheus-io/codemirror-promql'
import type { Problem } from '#shared/query/span.ts'
import { completionOf } from '#client/text/vocabulary/completion.ts'
import { dressing } from './dressing.ts'
import { markedVariables } from './markedVariables.ts'
import { editorBasics, type EditorHooks } from './editorHooks.ts'
import type { Vocabulary } from '#client/text/vocabulary/vocabulary.ts'

/** What a query editor asks of its surroundings. */
export type QuerySetting = EditorHooks & {
  readonly vocabulary: Vocabulary
  readonly problems: (text: string) => readonly Problem[]
}

const diagnosed = (problem: Problem, length: number): Diagnostic => {
  const { replacement } = problem
  return {
    from: Math.min(problem.span.from, length),
    to: Math.min(problem.span.to, length),
    severity: 'error',
    message: problem.hint === undefined ? problem.message : `${problem.message}\n${problem.hint}`,
    actions:
      replacement === undefined
        ? []
        : [
            {
              name: replacement === '' ? 'Take it out' : `Use ${replacement}`,
              apply: (view, from, to) => view.dispatch({ changes: { from, to, insert: replacement } }),
            },
          ],
  }
}

/** Milliseconds of quiet before what is wrong with a text under the caret is underlined. */
const patience = 1200

const completeEmpty = (view: EditorView) => view.state.doc.length === 0 && startCompletion(view)

/** Offers what could complete the word before the caret, or begin an empty text. */
export const completeWord = (view: EditorView): void => {
  const { from } = view.state.selection.main
  if (view.state.doc.length === 0 || /[\w:]/.test(view.state.sliceDoc(from - 1, from))) startCompletion(view)
}

const closeFirst = (view: EditorView) => {
  closeCompletion(view)
  return false
}

/** Everything an open query editor does beyond holding text: PromQL colours, completion, problems underlined, keys. */
export const queryExtensions = (setting: QuerySetting): Extension => [
  Prec.highest(
    keymap.of([
      { key: 'Shift-Enter', run: closeFirst },
      { key: 'Mod-Enter', run: closeFirst },
    ]),
  ),
  Prec.high(
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      { key: 'ArrowDown', run: completeEmpty },
    ]),
  ),
  keymap.of([...closeBracketsKeymap, ...completionKeymap]),
  closeBrackets(),
  editorBasics(setting),
  new PromQLExtension()
    .setComplete({ completeStrategy: completionOf(setting.vocabulary) })
    .activateLinter(false)
    .asExtension(),
  autocompletion({ icons: false, activateOnTypingDelay: 60, interactionDelay: 0, defaultKeymap: false }),
  linter(
    view => {
      const text = view.state.doc.toString()
      return text.trim() === '' ? [] : setting.problems(text).map(problem => diagnosed(problem, text.length))
    },
    { delay: patience },
  ),
  markedVariables(() => setting.vocabulary.variables),
  bracketMatching(),
  keymap.of([...lintKeymap, ...standardKeymap]),
  dressing,
]
