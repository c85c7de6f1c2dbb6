import type { Extension } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  hoverTooltip,
  type ViewUpdate,
  ViewPlugin,
} from '@codemirror/view'
import type { KnownVariable } from '#client/text/vocabulary/vocabulary.ts'
import { scan } from '#shared/query/variables/mention.ts'

const mark = Decoration.mark({ class: 'cm-variable' })

const marksOf = (view: EditorView): DecorationSet =>
  Decoration.set(scan(view.state.doc.toString()).mentions.map(({ from, to }) => mark.range(from, to)))

const marks = ViewPlugin.define(
  view => ({
    decorations: marksOf(view),
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = marksOf(update.view)
    },
  }),
  { decorations: plugin => plugin.decorations },
)

const theme = EditorView.baseTheme({
  '.cm-variable, .cm-variable *': { color: 'var(--ink)', fontWeight: '600' },
  '.cm-variableValue': { font: '12.5px/1.5 var(--sans)', padding: '5px 10px' },
})

/** Variables in their colour; the pointer on one says what it stands for now. */
export const markedVariables = (known: () => readonly KnownVariable[]): Extension => [
  marks,
  theme,
  hoverTooltip((view, at) => {
    const mention = scan(view.state.doc.toString()).mentions.find(({ from, to }) => from <= at && at < to)
    const variable = mention && known().find(({ name }) => name === mention.name)
    if (!mention || !variable) return null
    return {
      pos: mention.from,
      end: mention.to,
      create: () => {
        const dom = document.createElement('div')
        dom.className = 'cm-variableValue'
        dom.textContent = `${variable.name}: ${variable.value} · ${variable.about}`
        return { dom }
      },
    }
  }),
]
