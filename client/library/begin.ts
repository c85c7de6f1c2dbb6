import { type Id, plainDrawing, type Step } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { TimeRange } from '#shared/time/range.ts'

/** What a new notebook begins with; all of it optional. */
export type Beginning = {
  readonly title?: string
  readonly question?: string
  readonly range?: TimeRange
  readonly source?: string
  /** The text of a first query. */
  readonly query?: string
}

const lastHour: TimeRange = { from: 'now-1h', to: 'now' }

/** The operations of a new notebook. `step` is the id of its first step, which is there only where a query is given. */
export function beginOperations(beginning: Beginning, step: Id): readonly Operation[] {
  const source = beginning.source ?? 'embedded'
  const question = beginning.question ?? ''
  const create: Operation = {
    do: 'create',
    notebook: {
      title: beginning.title ?? '',
      status: 'open',
      range: beginning.range ?? lastHour,
      blip: null,
      before: null,
      source,
      tags: [],
      followUps: [],
    },
  }
  const ask: Operation = {
    do: 'edit',
    text: { of: 'notebook', name: 'question' },
    edit: [[0, ...question.split(/\r\n?|\n/)]],
  }
  const insert = beginning.query === undefined ? [] : [insertQuery(step, source, beginning.query)]
  return [create, ...(question === '' ? [] : [ask]), ...insert]
}

function insertQuery(id: Id, source: string, text: string): Operation {
  const step: Step = {
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
    is: 'ask',
    request: {
      kind: 'query',
      queries: [{ id: 'A', source, language: 'promql', text, removed: false }],
      against: null,
    },
    runs: [],
    judgment: null,
  }
  return { do: 'insert', step, after: null }
}
