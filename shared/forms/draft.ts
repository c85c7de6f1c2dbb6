import type {
  Confidence,
  FollowUp,
  Judgment,
  Mark,
  Notebook,
  Step,
  Verdict,
} from '#shared/notebook/notebook.ts'

import type { VariableDraft } from './variable.ts'

/** A judgment as a text carries it: on no run yet, since a text has none. */
export type JudgmentDraft = Omit<Judgment, 'on'>

type Without<Whole, Names extends PropertyKey> = Whole extends unknown ? Omit<Whole, Names> : never

/** A step as a text carries it: no runs, nothing removed; marks and follow-ups have no ids yet. */
export type StepDraft = Without<Step, 'runs' | 'judgment' | 'removed' | 'marks'> & {
  readonly judgment: JudgmentDraft | null
  readonly marks: readonly Omit<Mark, 'id'>[]
}

/** A notebook as a text carries it: what `printNotebook` writes and `readNotebook` gives back. */
export type NotebookDraft = Omit<
  Notebook,
  'id' | 'number' | 'created' | 'changed' | 'steps' | 'followUps' | 'variables'
> & {
  readonly steps: readonly StepDraft[]
  readonly followUps: readonly Omit<FollowUp, 'id'>[]
  readonly variables: readonly VariableDraft[]
}

export const verdictNames: Readonly<Record<Verdict, string>> = {
  saw: 'Saw',
  lead: 'Lead',
  deadEnd: 'Dead end',
  cause: 'Cause',
  open: 'Open question',
  action: 'Action',
}

export const confidenceNames: Readonly<Record<Confidence, string>> = {
  guess: 'a guess',
  fairly: 'fairly sure',
  certain: 'certain',
}
