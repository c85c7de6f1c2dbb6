import type { Id } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { JudgmentDraft, NotebookDraft } from './draft.ts'

/** What makes a draft a notebook: the operations, and the judgments to be made once their steps have run. */
export type Creation = {
  readonly operations: readonly Operation[]
  readonly judgments: readonly { readonly step: Id; readonly judgment: JudgmentDraft }[]
}

/**
 * The operations that create the draft in an empty notebook, each step after the one that it grew from. Steps keep their ids; `ids` gives a fresh one for each follow-up, variable and mark.
 * A judgment cites a run, and a text has none: they are returned apart, in order, for whoever runs the steps.
 */
export function toOperations(draft: NotebookDraft, ids: () => Id): Creation {
  const { title, status, range, blip, before, source, tags } = draft
  const variables = draft.variables.map(variable => ({ id: ids(), ...variable }))
  const followUps = draft.followUps.map(followUp => ({ id: ids(), ...followUp }))
  const operations: Operation[] = [
    {
      do: 'create',
      notebook: { title, status, range, blip, before, source, variables, tags, followUps },
    },
  ]
  for (const name of ['question', 'conclusion'] as const)
    if (draft[name] !== '')
      operations.push({ do: 'edit', text: { of: 'notebook', name }, edit: [[0, ...draft[name].split('\n')]] })
  const inserted: number[] = []
  const insert = (i: number) => {
    const draftStep = draft.steps[i]
    if (!draftStep || inserted.includes(i)) return
    insert(draft.steps.findIndex(other => other.id === draftStep.grewFrom?.step))
    const { judgment: _, ...step } = draftStep
    const common = { removed: false, marks: step.marks.map(mark => ({ id: ids(), ...mark })) }
    const above = Math.max(-1, ...inserted.filter(other => other < i))
    operations.push({
      do: 'insert',
      step: step.is === 'ask' ? { ...step, ...common, runs: [], judgment: null } : { ...step, ...common },
      after: draft.steps[above]?.id ?? null,
    })
    inserted.push(i)
  }
  draft.steps.forEach((_, i) => insert(i))
  const judgments = draft.steps.flatMap(({ id, judgment }) => (judgment ? [{ step: id, judgment }] : []))
  return { operations, judgments }
}
