import { receive, refuse, reset, type Gap } from '#shared/live/receive.ts'
import { disconnected, next, openReplica, type Moved, type Replica } from '#shared/live/replica.ts'
import type { Kept } from '#shared/live/pending.ts'
import type { Present, RunProgress, ToClient } from '#shared/live/message.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'
import { openLine, type LineOptions } from './line.ts'

export type ConversationEvents = {
  /** Something came in: the replica, the connection, presence or a run. */
  readonly changed: () => void
  readonly moved: (moved: Moved) => void
  /** There is no such notebook. */
  readonly missing: () => void
}

/** One replica kept in step with the server over a connection that comes and goes. */
export type Conversation = {
  readonly replica: () => Replica
  /** Connected, and up to date with the log as it was then. */
  readonly online: () => boolean
  readonly others: () => readonly Present[]
  readonly running: () => ReadonlyMap<Id, RunProgress>
  /** The replica after something was done here. */
  readonly put: (replica: Replica) => void
  readonly at: (step: Id | null) => void
  readonly close: () => void
}

/** Opens with what an earlier session left (`kept`), or asks for the whole notebook. */
export function converse(
  notebook: Id,
  person: Person,
  client: string,
  kept: Kept | null,
  line: LineOptions,
  events: ConversationEvents,
): Conversation {
  const start = openReplica(person, client, kept ?? { confirmed: emptyNotebook(notebook), pending: [] })
  let replica = start.replica
  let online = false
  let others: readonly Present[] = []
  let running: ReadonlyMap<Id, RunProgress> = new Map()
  let step: Id | null = null

  const pump = () => {
    const sending = online ? next(replica) : null
    if (sending && wire.say({ say: 'append', schema: schemaVersion, draft: sending.draft }))
      replica = sending.replica
  }

  const take = (moved: Moved | Gap) => {
    if ('gap' in moved) {
      wire.again()
      return
    }
    replica = moved.replica
    events.moved(moved)
  }

  const arrive = () => {
    if (online) return
    online = true
    if (step !== null) wire.say({ say: 'at', step })
  }

  const hear = (message: ToClient) => {
    switch (message.say) {
      case 'notebook':
        take(reset(replica, message.notebook))
        arrive()
        break
      case 'entries':
        for (const entry of message.entries) take(receive(replica, entry))
        arrive()
        break
      case 'refused':
        take(refuse(replica, message.id, message.refusal))
        break
      case 'present':
        others = message.others
        break
      case 'running':
        running = withProgress(running, message.step, message.progress)
        break
      case 'missing':
        events.missing()
        break
      case 'beat':
        return
    }
    pump()
    events.changed()
  }

  const wire = openLine(line, {
    up: () => {
      const from = replica.confirmed.number === 0 ? null : replica.confirmed.number
      wire.say({ say: 'open', notebook, from, client, person })
    },
    heard: hear,
    down: () => {
      online = false
      others = []
      running = new Map()
      replica = disconnected(replica)
      events.changed()
    },
  })
  if (start.refused.length > 0) queueMicrotask(() => events.moved(start))

  return {
    replica: () => replica,
    online: () => online,
    others: () => others,
    running: () => running,
    put: after => {
      replica = after
      pump()
      events.changed()
    },
    at: place => {
      if (place === step) return
      step = place
      if (online) wire.say({ say: 'at', step })
    },
    close: wire.close,
  }
}

function withProgress(
  running: ReadonlyMap<Id, RunProgress>,
  step: Id,
  progress: RunProgress | null,
): ReadonlyMap<Id, RunProgress> {
  const after = new Map(running)
  if (progress) after.set(step, progress)
  else after.delete(step)
  return after
}
