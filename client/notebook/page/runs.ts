import { cell, type Cell } from '#client/app/cell.ts'
import { notify } from '#client/app/notices.tsx'
import type { Session } from '#client/live/session.ts'
import { isSourceFailure } from '#client/query/words/failureWords.ts'
import { runSteps } from '#client/server/api.ts'
import { forgetSources } from '#client/server/hooks.ts'
import { wordsOf } from '#client/server/trouble.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id, Person, Run } from '#shared/notebook/notebook.ts'
import { fetchNext } from './fetchNext.ts'
import type { Running } from './page.ts'

/** How far a run of several steps has come; null while none is under way. */
export type Progress = { readonly done: number; readonly of: number } | null

export type Runs = {
  readonly running: Cell<ReadonlyMap<Id, Running>>
  readonly progress: Cell<Progress>
  /** Runs steps one after the other; a step that runs already is stopped and begun again. Resolves when all have ended. */
  readonly start: (steps: readonly Id[]) => Promise<void>
  readonly stop: (step: Id) => void
  readonly stopAll: () => void
}

const arrivalPatience = 3000

/**
 * Runs of one open notebook, as asked for in this browser. The server records their ends; here is only what is under way. A step that was
 * removed by the time its turn comes is passed over.
 */
export function runsOf(session: Session, notebook: Id, person: Person): Runs {
  const running = cell<ReadonlyMap<Id, Running>>(new Map())
  const progress = cell<Progress>(null)
  const controllers = new Map<Id, AbortController>()
  const queue = { stopped: false }

  const end = (step: Id, controller: AbortController) => {
    if (controllers.get(step) !== controller) return
    controllers.delete(step)
    const left = new Map(running.get())
    left.delete(step)
    running.set(left)
  }

  const isThere = (step: Id) => stepOf(session.notebook(), step)?.removed === false

  const one = async (step: Id) => {
    controllers.get(step)?.abort()
    const controller = new AbortController()
    controllers.set(step, controller)
    running.set(new Map(running.get()).set(step, { since: Date.now() }))
    const leave = fetchNext(session, step)
    try {
      await session.settled()
      if (!isThere(step)) return
      const answer = await runSteps(notebook, { steps: [step], by: person }, { signal: controller.signal })
      const run = answer.runs.find(each => each.step === step)?.run
      if (run && 'failure' in run.outcome && isSourceFailure(run.outcome.failure)) void forgetSources()
      if (run) await arrived(session, step, run)
    } catch (thrown) {
      if (!controller.signal.aborted && isThere(step))
        notify({ text: `Not run: ${wordsOf(thrown)}`, tone: 'trouble' })
    } finally {
      leave()
      end(step, controller)
    }
  }

  const start = async (steps: readonly Id[]) => {
    if (steps.length === 1 && steps[0] !== undefined) return one(steps[0])
    queue.stopped = false
    for (const [done, step] of steps.entries()) {
      if (queue.stopped) break
      progress.set({ done, of: steps.length })
      await one(step)
    }
    progress.set(null)
  }

  const stop = (step: Id) => controllers.get(step)?.abort()
  const stopAll = () => {
    queue.stopped = true
    for (const controller of controllers.values()) controller.abort()
  }
  return { running, progress, start, stop, stopAll }
}

/** Resolves when the recorded run has come to this browser, so that the step does not look idle in between. */
export function arrived(session: Session, step: Id, run: Run): Promise<void> {
  const there = () => {
    const now = stepOf(session.notebook(), step)
    return now?.is !== 'ask' || now.runs.some(each => each.id === run.id)
  }
  if (there()) return Promise.resolve()
  return new Promise(resolve => {
    const finish = () => {
      clearTimeout(timer)
      leave()
      resolve()
    }
    const timer = setTimeout(finish, arrivalPatience)
    const leave = session.subscribe(() => there() && finish())
  })
}
