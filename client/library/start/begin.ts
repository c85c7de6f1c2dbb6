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
  /** The texts of the first queries, each a step of its own. */
  readonly queries?: readonly string[]
}

const lastHour: TimeRange = { from: 'now-1h', to: 'now' }

/** The operations of a new notebook, and the steps in it that ask, in order. */
export function beginOperations(
  beginning: Beginning,
  newId: () => Id,
): { readonly operations: readonly Operation[]; readonly steps: readonly Id[] } {
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
  const asking = (beginning.queries ?? []).map(text => freshStep(newId(), asksOne(source, text)))
  const inserts = asking.map((step, i): Operation => ({
    do: 'insert',
    step,
    after: asking[i - 1]?.id ?? null,
  }))
  return {
    operations: [create, ...(question === '' ? [] : [ask]), ...inserts],
    steps: asking.map(step => step.id),
  }
}
