import type { Request } from '#shared/ask/request.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import type { Notebook, Person, Run, Step } from '#shared/notebook/notebook.ts'
import type { Edit, NotebookFields } from '#shared/notebook/operation.ts'
import { changeOf, documentOf, editOf } from '#shared/notebook/log/text.ts'
import { ChangeSet } from '@codemirror/state'

export const ana: Person = { id: 'ana', name: 'Ana', colour: 'teal' }
export const bo: Person = { id: 'bo', name: 'Bo', colour: 'plum' }

export const fields: NotebookFields = {
  title: '',
  status: 'open',
  range: { from: 'now-1h', to: 'now' },
  blip: null,
  before: null,
  source: 'embedded',
  variables: [],
  tags: [],
  followUps: [],
}

export const querying = (text: string): Request => ({
  kind: 'query',
  queries: [{ id: 'A', source: 'embedded', language: 'promql', text, legend: '', removed: false }],
  against: null,
})

export const asking = (id: string, text = '', extra: Partial<Step> = {}): Step =>
  ({ ...freshStep(id, asksOne('embedded', text)), ...extra }) as Step

export const noting = (id: string, text = ''): Step => freshStep(id, { is: 'note', text })

export const hash = 'a'.repeat(64)

export const running = (
  id: string,
  outcome: Run['outcome'] = { evidence: hash, remarks: [], series: 1 },
): Run => ({
  id,
  asked: {
    request: querying('up'),
    window: { from: 0, to: 3_600_000 },
    blip: null,
    before: null,
    step: 10_000,
  },
  by: ana,
  at: 0,
  took: 5,
  outcome,
  pinned: false,
})

/** The edit that replaces `[from, to)` of a text of a length. */
export const splice = (length: number, from: number, to: number, insert: string): Edit =>
  editOf(ChangeSet.of({ from, to, insert: documentOf(insert) }, length))

export const after = (text: string, edit: Edit): string => changeOf(edit).apply(documentOf(text)).toString()

/** A notebook at entry 1 with these steps. */
export const notebookOf = (...steps: readonly Step[]): Notebook => ({
  ...emptyNotebook('n'),
  ...fields,
  number: 1,
  steps,
})
