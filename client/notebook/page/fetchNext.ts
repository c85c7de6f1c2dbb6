import type { Session } from '#client/live/session.ts'
import { fetchEvidence } from '#client/server/evidence.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id } from '#shared/notebook/notebook.ts'

/** Asks for the evidence of a step's next run once the run is recorded, ahead of the screen that will show it. Returns what ends the wait. */
export function fetchNext(session: Session, step: Id): () => void {
  const latest = () => {
    const now = stepOf(session.notebook(), step)
    return now?.is === 'ask' ? now.runs.at(-1) : undefined
  }
  const before = latest()?.id
  const leave = session.subscribe(() => {
    const run = latest()
    if (run === undefined || run.id === before) return
    leave()
    if ('evidence' in run.outcome) fetchEvidence(run.outcome.evidence).catch(() => undefined)
  })
  return leave
}
