import type { Ledger } from '#server/ledger/ledger.ts'
import type { LookAt } from '#server/run/looks.ts'
import type { Id, Person, Run } from '#shared/notebook/notebook.ts'
import { Failed } from '#shared/query/failure.ts'

/** The looks that have not ended. */
export type Looking = {
  /**
   * Looks at a step as it stands. Those who ask for the same step of the same state of its notebook while a look is under way share it; it is
   * stopped when the last of them has left. Rejects with `Failed` (stopped) for the one whose signal fires.
   */
  readonly look: (notebook: Id, step: Id, by: Person, signal: AbortSignal) => Promise<Run>
  /** Ends everything; resolves when it has ended. */
  readonly close: () => Promise<void>
}

type Job = { readonly run: Promise<Run>; readonly controller: AbortController; waiting: number }

const stopped = () => new Failed({ kind: 'stopped', message: 'Stopped.' })

/** Opens the looking at steps; equal looks at one time are one. */
export function openLooking(ledger: Pick<Ledger, 'read'>, lookAt: LookAt): Looking {
  const jobs = new Map<string, Job>()

  const begin = (key: string, notebook: Id, step: Id, by: Person): Job => {
    const controller = new AbortController()
    const run = lookAt(notebook, step, by, controller.signal).finally(() => {
      if (jobs.get(key) === job) jobs.delete(key)
    })
    const job: Job = { run, controller, waiting: 0 }
    jobs.set(key, job)
    return job
  }

  return {
    look: async (notebook, step, by, signal) => {
      const state = (await ledger.read(notebook))?.number ?? 0
      if (signal.aborted) throw stopped()
      const key = JSON.stringify([notebook, step, state])
      const job = jobs.get(key) ?? begin(key, notebook, step, by)
      job.waiting++
      return new Promise<Run>((resolve, reject) => {
        const leave = () => {
          job.waiting--
          if (job.waiting === 0) {
            if (jobs.get(key) === job) jobs.delete(key)
            job.controller.abort()
          }
          reject(stopped())
        }
        signal.addEventListener('abort', leave, { once: true })
        job.run.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      })
    },
    close: async () => {
      const running = [...jobs.values()]
      for (const { controller } of running) controller.abort()
      await Promise.allSettled(running.map(({ run }) => run))
    },
  }
}
