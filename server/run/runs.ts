import type { Ledger } from '#server/ledger/ledger.ts'
import type { Store } from '#server/store/store.ts'
import type { Answer } from '#shared/ask/answer.ts'
import type { Asked } from '#shared/ask/request.ts'
import type { Id, Person, Run } from '#shared/notebook/notebook.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import { onWish, type Asker } from './answer.ts'
import { attempt, evidenceOf, isFirst, type Attempt, type Of } from './attempt.ts'
import type { Details } from './detail.ts'
import { answerFromKept } from './fallback.ts'

export type RunParts = {
  readonly asker: Asker
  readonly ledger: Pick<Ledger, 'read' | 'append'>
  readonly evidence: Pick<Store['evidence'], 'put' | 'get' | 'detailOf'>
  readonly details: Pick<Details, 'keep' | 'stop'>
  /** Told the answer to the first question of a notebook, for its picture in the library. */
  readonly firstAnswer: (notebook: Id, answer: Answer) => Promise<void>
  /** Milliseconds since the epoch. */
  readonly now: () => Ms
  readonly newId: () => Id
  /** Milliseconds from any beginning, never going back. */
  readonly ticks: () => Ms
  /** How long one run may take, in milliseconds. */
  readonly timeout: Ms
}

/** Who runs a step; `at` where the run is to be recorded as of another time (the demo). */
export type Runner = { readonly by: Person; readonly at?: Ms; readonly demo?: boolean }

/** Runs one step of a notebook to its end: asks, keeps the answer as evidence, records the run. */
export type RunStep = (notebook: Id, step: Id, runner: Runner, signal: AbortSignal) => Promise<Run>

/**
 * Makes the function that runs a step. A run always ends in the log: as evidence, or as a failure that says why. Where a source fails, a step
 * that grew from others is answered by what was kept with them, as far as that goes. Throws `Failed` only where there is no such notebook or
 * step, or the ledger refuses the record.
 */
export function stepRunner(parts: RunParts): RunStep {
  const { ledger, evidence, details, firstAnswer, now, newId, ticks, timeout } = parts
  const asker = onWish(parts.asker)

  const keptAs = async (answer: Answer) => {
    const { hash, bytes, found } = evidenceOf(answer)
    await evidence.put(hash, bytes)
    return found
  }

  const withoutSource = async (of: Of, asked: Asked, failure: Failure): Promise<Run['outcome']> => {
    const kept = await answerFromKept({ evidence, ticks }, of.notebook, of.step, asked, failure)
    return kept === null ? { failure } : { ...(await keptAs(kept.answer)), keptFrom: kept.runs }
  }

  const outcomeOf = async (of: Of, attempted: Attempt): Promise<Run['outcome']> => {
    if ('failure' in attempted) return withoutSource(of, attempted.asked, attempted.failure)
    if (isFirst(of)) await firstAnswer(of.notebook.id, attempted.answer)
    return keptAs(attempted.answer)
  }

  return async (notebookId, stepId, runner, signal) => {
    const notebook = await ledger.read(notebookId)
    const step = notebook?.steps.find(each => each.id === stepId)
    if (!notebook || !step || step.is !== 'ask')
      throw new Failed({ kind: 'query', message: 'There is no such step to run.' })
    details.stop(notebookId, stepId)
    const at = runner.at ?? now()
    const began = ticks()
    const attempted = await attempt({ asker, timeout }, { notebook, step }, at, signal)
    const { asked } = attempted
    const outcome = await outcomeOf({ notebook, step }, attempted)
    const took = Math.round((ticks() - began) * 10) / 10
    const run: Run = { id: newId(), asked, by: runner.by, at, took, outcome, pinned: false }
    const draft = {
      id: `${newId()}:0`,
      base: notebook.number,
      by: runner.by,
      operations: [{ do: 'record', step: stepId, run }],
    }
    const appended = await ledger.append(notebookId, draft, {
      ...(runner.at !== undefined && { at: runner.at }),
      ...(runner.demo && { demo: true }),
    })
    if (!appended.ok) throw new Failed({ kind: 'execution', message: appended.refusal.message })
    details.keep(notebookId, stepId, run)
    return run
  }
}
