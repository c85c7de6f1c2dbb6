import { createHash } from 'node:crypto'
import type { Store } from '#server/store/store.ts'
import type { Answer, Part } from '#shared/ask/answer.ts'
import { encodeAnswer } from '#shared/ask/codec.ts'
import { detailQuestions, type DetailQuestion } from '#shared/ask/detail.ts'
import { detailName } from '#shared/ask/kept.ts'
import type { Id, Run } from '#shared/notebook/notebook.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Asker } from './answer.ts'

/** The most that is kept with one run, and how long its sources may take, in milliseconds. */
export type DetailBudget = { readonly series: number; readonly values: number; readonly timeout: Ms }

export const plainBudget: DetailBudget = { series: 500, values: 300_000, timeout: 30_000 }

/** Keeps the detail of runs: the answers to the parts of their queries, so that a step can be split again when its source is gone. */
export type Details = {
  /** Asks for the detail of a run that has been recorded, when the runs before have theirs; says nothing where it fails. */
  readonly keep: (notebook: Id, step: Id, run: Run) => void
  /** The step is run anew: what is not kept yet will not be. */
  readonly stop: (notebook: Id, step: Id) => void
  /** Resolves when nothing is being asked. */
  readonly settled: () => Promise<void>
  /** Stops all; resolves when it has ended. */
  readonly close: () => Promise<void>
}

export type DetailParts = {
  readonly asker: Pick<Asker, 'source'>
  readonly evidence: Pick<Store['evidence'], 'putDetail' | 'detailOf'>
  readonly budget?: DetailBudget
}

const overBudget = Symbol('over budget')

/** The detail of a question; throws where it is over the budget, or a source fails. */
async function detailOf(
  asker: DetailParts['asker'],
  questions: readonly DetailQuestion[],
  budget: DetailBudget,
  signal: AbortSignal,
): Promise<Answer> {
  let left = Math.min(budget.series, Math.floor(budget.values / Math.max(1, questions[0]?.grid.count ?? 1)))
  const most = left
  const sourceOf = (id: string) => {
    const source = asker.source(id)
    if (source === undefined) throw overBudget
    return source
  }
  for (const { source, readings } of questions)
    for (const { matchers, window } of readings) {
      const { series, more } = await sourceOf(source).series([matchers], window, left + 1, signal)
      left -= series.length
      if (more || left < 0) throw overBudget
    }
  const parts: Part[] = []
  for (const { source, text, shift, grid } of questions) {
    const { frame } = await sourceOf(source).query({ text, grid }, signal)
    const today = { ...grid, start: grid.start + shift }
    parts.push({ query: detailName(source, text), shift, frame: { ...frame, grid: today } })
    if (parts.reduce((sum, part) => sum + part.frame.series.length, 0) > most) throw overBudget
  }
  return { kind: 'query', parts, remarks: [] }
}

export function openDetails({ asker, evidence, budget = plainBudget }: DetailParts): Details {
  const jobs = new Map<string, AbortController>()
  let last: Promise<void> = Promise.resolve()
  const keyOf = (notebook: Id, step: Id) => JSON.stringify([notebook, step])

  const stopKey = (key: string) => {
    jobs.get(key)?.abort()
    jobs.delete(key)
  }

  async function collect(run: Run, hash: string, signal: AbortSignal): Promise<void> {
    const questions = detailQuestions(run.asked)
    if (signal.aborted || questions.length === 0 || (await evidence.detailOf(hash)) !== null) return
    const both = AbortSignal.any([signal, AbortSignal.timeout(budget.timeout)])
    const detail = await detailOf(asker, questions, budget, both)
    if (signal.aborted) return
    const bytes = encodeAnswer(detail)
    await evidence.putDetail(hash, createHash('sha256').update(bytes).digest('hex'), bytes)
  }

  return {
    keep: (notebook, step, run) => {
      if (!('evidence' in run.outcome)) return
      const { evidence: hash, keptFrom } = run.outcome
      if (keptFrom !== undefined) return
      const key = keyOf(notebook, step)
      stopKey(key)
      const controller = new AbortController()
      jobs.set(key, controller)
      const done = () => void (jobs.get(key) === controller && jobs.delete(key))
      last = last.then(() => collect(run, hash, controller.signal)).then(done, done)
    },
    stop: (notebook, step) => stopKey(keyOf(notebook, step)),
    settled: async () => {
      for (let seen: unknown = null; seen !== last;) {
        seen = last
        await last
      }
    },
    close: async () => {
      for (const key of jobs.keys()) stopKey(key)
      await last
    },
  }
}
