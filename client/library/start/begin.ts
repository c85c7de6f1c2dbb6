import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import type { Id } from '#shared/notebook/notebook.ts'
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
      variables: [],
      tags: [],
      followUps: [],
    },
  }
  const ask: Operation = {
    do: 'edit',
    text: { of: 'notebook', name: 'question' },
    edit: [[0, ...question.split(/\r\n?|\n/)]],
  }
  const insert = (text: string): Operation => ({
    do: 'insert',
    step: freshStep(step, asksOne(source, text)),
    after: null,
  })
  return [
    create,
    ...(question === '' ? [] : [ask]),
    ...(beginning.query === undefined ? [] : [insert(beginning.query)]),
  ]
}
