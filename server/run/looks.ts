import type { Ledger } from '#server/ledger/ledger.ts'
import type { Store } from '#server/store/store.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { Id, Person, Run } from '#shared/notebook/notebook.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Asker } from './answer.ts'
import { attempt, evidenceOf, isFirst } from './attempt.ts'
import type { Details } from './detail.ts'
import type { Passing } from './passing.ts'

/** Asks a step's question as of now. The run and its evidence are held for a while, nothing is written. */
export type LookAt = (notebook: Id, step: Id, by: Person, signal: AbortSignal) => Promise<Run>

/** Keeps what was looked at, as it was: its evidence on disk, its run in the log. Null where it has gone from memory. */
export type KeepLook = (notebook: Id, run: Id) => Promise<Run | null>

export type LookParts = {
  readonly asker: Asker
  readonly ledger: Pick<Ledger, 'read' | 'append'>
  readonly evidence: Pick<Store['evidence'], 'put'>
  readonly passing: Passing
  readonly details: Pick<Details, 'keep'>
  /** Told the answer to the first question of a notebook, for its picture in the library. */
  readonly firstAnswer: (notebook: Id, answer: Answer) => Promise<void>
  /** Milliseconds since the epoch. */
  readonly now: () => Ms
  readonly newId: () => Id
  /** Milliseconds from any beginning, never going back. */
  readonly ticks: () => Ms
  /** How long one look may take, in milliseconds. */
  readonly timeout: Ms
}

/** Throws `Failed` only where there is no such notebook or step; what a source fails with is the outcome of the run. */
export function stepLooker(parts: LookParts): LookAt {
  const { ledger, passing, now, newId, ticks } = parts
  return async (notebookId, stepId, by, signal) => {
    const notebook = await ledger.read(notebookId)
    const step = notebook?.steps.find(each => each.id === stepId)
    if (!notebook || step?.is !== 'ask')
      throw new Failed({ kind: 'query', message: 'There is no such step to look at.' })
    const at = now()
    const began = ticks()
    const attempted = await attempt(parts, { notebook, step }, at, signal)
    const took = Math.round((ticks() - began) * 10) / 10
    const common = { id: newId(), asked: attempted.asked, by, at, took, pinned: false }
    if ('failure' in attempted) return { ...common, outcome: { failure: attempted.failure } }
    const { hash, bytes, found } = evidenceOf(attempted.answer)
    const run: Run = { ...common, outcome: found }
    passing.add({ notebook: notebookId, step: stepId, run, hash, bytes })
    return run
  }
}

/** Keeping twice records once. Throws `Failed` where the ledger refuses the record. */
export function lookKeeper(parts: LookParts): KeepLook {
  const { ledger, evidence, passing, details, firstAnswer } = parts
  return async (notebookId, runId) => {
    const notebook = await ledger.read(notebookId)
    const recorded = notebook?.steps
      .flatMap(step => (step.is === 'ask' ? step.runs : []))
      .find(run => run.id === runId)
    if (recorded) return recorded
    const passed = passing.byRun(notebookId, runId)
    const step = notebook?.steps.find(each => each.id === passed?.step)
    if (!notebook || !passed || !step) return null
    const { run, hash, bytes } = passed
    await evidence.put(hash, bytes)
    const appended = await ledger.append(
      notebookId,
      {
        id: `${runId}:0`,
        base: notebook.number,
        by: run.by,
        operations: [{ do: 'record', step: step.id, run }],
      },
      {},
    )
    if (!appended.ok) throw new Failed({ kind: 'execution', message: appended.refusal.message })
    if (isFirst({ notebook, step })) await firstAnswer(notebookId, decodeAnswer(bytes))
    details.keep(notebookId, step.id, run)
    return run
  }
}
