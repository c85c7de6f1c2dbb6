import type { Moved } from '#shared/live/replica.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import { converse, type Conversation } from './conversation.ts'
import type { Keep, KeptSession } from './keep.ts'
import type { LineOptions } from './line.ts'
import { newId } from './newId.ts'

/**
 * Sends on what earlier sessions of this browser left unconfirmed, each over a connection of its own, and forgets it once the ledger has it.
 * Their drafts keep their ids, so that what had arrived already is not taken twice. The returned function breaks off.
 */
export function recover(
  notebook: Id,
  person: Person,
  keep: Keep,
  line: LineOptions,
  moved: (moved: Moved) => void,
): () => void {
  const open = new Set<Conversation>()
  let stopped = false

  const send = (left: KeptSession) => {
    const end = () => {
      conversation.close()
      open.delete(conversation)
    }
    const finish = () => {
      end()
      void keep.forget(notebook, left.client)
    }
    const conversation = converse(notebook, person, newId(), left.kept, line, {
      moved: ({ refused, replica }) => moved({ refused, replica, changes: [] }),
      missing: finish,
      changed: () => {
        if (open.has(conversation) && conversation.online() && conversation.replica().pending.length === 0)
          finish()
      },
    })
    open.add(conversation)
  }

  keep
    .left(notebook)
    .then(found => {
      if (!stopped) for (const left of found) send(left)
    })
    .catch(() => undefined)

  return () => {
    stopped = true
    for (const conversation of open) conversation.close()
    open.clear()
  }
}
