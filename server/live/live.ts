import type { Id } from '#shared/notebook/notebook.ts'
import type { RunProgress } from '#shared/live/message.ts'

/** The door at `/live`, as the rest of the server sees it. */
export type Live = {
  /** Tells everybody who has the notebook open how a step's run goes on; null: it has ended. */
  readonly announce: (notebook: Id, step: Id, progress: RunProgress | null) => void
  /** How many sockets are open. */
  readonly sockets: () => number
  readonly close: () => Promise<void>
}
