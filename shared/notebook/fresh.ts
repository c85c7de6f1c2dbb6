import { plainDrawing } from '#shared/ask/drawing.ts'
import type { Content, Id, Step } from './notebook.ts'

type Asking = Extract<Content, { readonly is: 'ask' }>

/** What every step has, whatever its content. */
type Common = Pick<Step, Exclude<keyof Step, 'is'>>

/** A step that nothing has happened to yet: no title, drawn plainly, following the notebook's window, grown from nothing. */
export const freshStep = <Kind extends Content>(id: Id, content: Kind): Common & Kind => ({
  id,
  title: '',
  grewFrom: null,
  range: null,
  drawing: plainDrawing,
  marks: [],
  folded: false,
  kept: false,
  removed: false,
  words: '',
  ...content,
})

/** The content of a step that asks one PromQL query, called A, of a source. */
export const asksOne = (source: string, text: string): Asking => ({
  is: 'ask',
  request: {
    kind: 'query',
    queries: [{ id: 'A', source, language: 'promql', text, legend: '', removed: false }],
    against: null,
  },
  runs: [],
  judgment: null,
})
