import type { Confidence, Judgment, Notebook, Run, Step, Verdict } from '#shared/notebook/notebook.ts'
import type { Operation, Verdicted } from '#shared/notebook/operation.ts'
import { followsNow } from '#shared/time/range.ts'
import type { Ms } from '#shared/time/window.ts'

type Asked = Extract<Step, { is: 'ask' }>

/** The last run that ended in evidence; undefined where none did. */
export const lastEvident = (step: Asked): Run | undefined =>
  step.runs.findLast(run => 'evidence' in run.outcome)

/** The run that a judgment is on. */
export const judgedRun = (step: Asked): Run | undefined =>
  step.judgment ? step.runs.find(run => run.id === step.judgment?.on) : undefined

/**
 * Picks a verdict; the same one again takes it back. A first verdict is on the run given; a changed one stays on the run it was made on.
 * An action needs a time: `now` unless it has one.
 */
export function pickVerdict(step: Asked, verdict: Verdict, on: string, now: Ms): Operation {
  const from = step.judgment
  if (from?.verdict === verdict) return { do: 'judge', step: step.id, from, to: null }
  const to: Verdicted = {
    verdict,
    confidence: from?.confidence ?? 'fairly',
    on: from?.on ?? on,
    happened: verdict === 'action' ? (from?.happened ?? now) : null,
  }
  return { do: 'judge', step: step.id, from, to }
}

/**
 * Fixes the window of a step that follows now to the instants of the run that it is judged on: with the verdict in one entry, so that one
 * undo takes both back. Nothing where the window stands still already.
 */
export function freeze(notebook: Notebook, step: Asked, run: Run): readonly Operation[] {
  if (!followsNow(step.range ?? notebook.range)) return []
  const { from, to } = run.asked.window
  const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  return [{ do: 'set', of: 'step', step: step.id, name: 'range', from: step.range, to: range }]
}

/** Alters a part of a judgment: how sure, when the action was done, or which run it is on. */
export function alterJudgment(
  step: Asked,
  judgment: Judgment,
  change: { readonly confidence?: Confidence; readonly happened?: Ms; readonly on?: string },
): Operation {
  const { verdict, confidence, on, happened } = judgment
  return { do: 'judge', step: step.id, from: judgment, to: { verdict, confidence, on, happened, ...change } }
}
