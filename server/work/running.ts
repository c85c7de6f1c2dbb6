import type { RunStep, Runner } from '#server/run/runs.ts'
import type { RunProgress } from '#shared/live/message.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import type { RunAnswer } from '#shared/wire/wire.ts'

/** Tells everybody who looks on how a step's run goes; null: it has ended. */
export type Announce = (notebook: Id, step: Id, progress: RunProgress | null) => void

/** The runs that have not ended. */
export type Running = {
  /** Runs the steps one after the other, each to its end; a step that is running already is stopped and begun anew. */
  readonly run: (notebook: Id, steps: readonly Id[], runner: Runner) => Promise<RunAnswer['runs']>
  /** Ends the runs of a step, or of all steps, of a notebook, those still waiting too; each that had begun is recorded as stopped. */
  readonly stop: (notebook: Id, step?: Id) => void
  /** Ends everything; resolves when it has ended. */
  readonly close: () => Promise<void>
}

type Job = { readonly notebook: Id; readonly step: Id; readonly controller: AbortController }

export function openRunning(runStep: RunStep, announce: Announce): Running {
  const jobs = new Set<Job>()
  const waiting = new Set<Promise<unknown>>()

  const stop = (notebook: Id, step?: Id) => {
    for (const job of jobs)
      if (job.notebook === notebook && (step === undefined || job.step === step)) job.controller.abort()
  }

  const runJobs = async (notebook: Id, mine: readonly Job[], runner: Runner) => {
    const runs: RunAnswer['runs'][number][] = []
    try {
      for (const job of mine) {
        if (job.controller.signal.aborted) continue
        announce(notebook, job.step, { by: runner.by, done: null })
        try {
          runs.push({ step: job.step, run: await runStep(notebook, job.step, runner, job.controller.signal) })
        } finally {
          announce(notebook, job.step, null)
          jobs.delete(job)
        }
      }
    } finally {
      for (const job of mine) jobs.delete(job)
    }
    return runs
  }

  return {
    run: (notebook, steps, runner) => {
      for (const step of steps) stop(notebook, step)
      const mine = steps.map(step => ({ notebook, step, controller: new AbortController() }))
      for (const job of mine) jobs.add(job)
      const all = runJobs(notebook, mine, runner)
      waiting.add(all)
      return all.finally(() => waiting.delete(all))
    },
    stop,
    close: async () => {
      for (const job of jobs) job.controller.abort()
      await Promise.allSettled(waiting)
    },
  }
}
