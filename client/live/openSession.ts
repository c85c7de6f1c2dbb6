import type { ChangeSet } from '@codemirror/state'
import { lookAtSession } from '#client/server/session.ts'
import { act, type Moved } from '#shared/live/replica.ts'
import { redo, undo } from '#shared/live/undo.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import type { Refusal } from '#shared/notebook/operation.ts'
import { fieldKey } from '#shared/notebook/log/text.ts'
import { converse } from './conversation.ts'
import { browserKeep, type Keep } from './keep.ts'
import { keeper } from './keeper.ts'
import { backoff, type LineOptions } from './line.ts'
import { listeners, type Listeners } from './listeners.ts'
import { newId } from './newId.ts'
import { recover } from './recover.ts'
import type { SaveState, Session } from './session.ts'

export type SessionOptions = Partial<LineOptions> & {
  readonly keep?: Keep
  readonly now?: () => number
  /** Gives up waiting for the notebook. */
  readonly signal?: AbortSignal
}

/** Thrown by `openSession` where there is no such notebook. */
export class NoSuchNotebook extends Error {
  constructor(id: Id) {
    super(`There is no notebook ${id}.`)
    this.name = 'NoSuchNotebook'
  }
}

/**
 * Opens a notebook: resolves when it is here. Unconfirmed work that an earlier session in this browser left is sent on its way as well. Rejects
 * with `NoSuchNotebook`; while the server is away it waits.
 */
export async function openSession(
  notebook: Id,
  person: Person,
  options: SessionOptions = {},
): Promise<Session> {
  const line: LineOptions = {
    connect: options.connect ?? dial,
    wait: options.wait ?? (attempt => backoff(attempt, Math.random())),
  }
  const now = options.now ?? Date.now
  const keep = options.keep ?? browserKeep()
  const client = newId()
  const release = keep.hold(client)
  const write = keeper(keep, notebook, client, now)
  const anyone = listeners<null>()
  const refused = listeners<Refusal>()
  const texts = new Map<string, Listeners<ChangeSet>>()
  let state: SaveState = { is: 'offline', pending: 0 }
  let opened = { yes: () => {}, no: (_error: Error) => {} }
  const opening = new Promise<void>((yes, no) => (opened = { yes, no }))

  const moved = ({ changes, refused: refusals }: Moved) => {
    for (const { field, change } of changes) texts.get(fieldKey(field))?.tell(change)
    for (const refusal of refusals) refused.tell(refusal)
  }

  const changed = () => {
    const replica = conversation.replica()
    const pending = replica.pending.length
    const is = !conversation.online() ? 'offline' : pending > 0 ? 'saving' : 'saved'
    if (is !== state.is || pending !== state.pending) state = { is, pending }
    write(replica)
    if (replica.confirmed.number > 0) opened.yes()
    anyone.tell(null)
  }

  const conversation = converse(notebook, person, client, null, line, {
    moved,
    changed,
    missing: () => opened.no(new NoSuchNotebook(notebook)),
  })
  const breakOff = recover(notebook, person, keep, line, moved)

  const close = () => {
    breakOff()
    conversation.close()
    release()
  }
  const give = () => opened.no(new Error('Nobody waits for the notebook any more.'))
  options.signal?.addEventListener('abort', give)
  try {
    await opening
  } catch (error) {
    close()
    throw error
  } finally {
    options.signal?.removeEventListener('abort', give)
  }

  const takeBack = (way: typeof undo): boolean => {
    const taken = way(conversation.replica(), now())
    if (!taken) return false
    conversation.put(taken.replica)
    moved(taken)
    return true
  }

  return {
    notebook: () => conversation.replica().shown,
    state: () => state,
    others: conversation.others,
    running: conversation.running,
    subscribe: listener => anyone.add(() => listener()),
    act: operations => {
      const acted = act(conversation.replica(), operations, now())
      if (!acted.ok) return acted.refusal
      conversation.put(acted.replica)
      return null
    },
    undo: () => takeBack(undo),
    redo: () => takeBack(redo),
    onText: (field, listener) => {
      const key = fieldKey(field)
      const own = texts.get(key) ?? listeners<ChangeSet>()
      texts.set(key, own)
      return own.add(listener)
    },
    onRefused: listener => refused.add(listener),
    settled: () =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (state.is === 'saving') return
          leave()
          if (state.is === 'saved') resolve()
          else reject(new Error('There is no connection to the server.'))
        }
        const leave = anyone.add(look)
        look()
      }),
    at: conversation.at,
    close,
  }
}

/** A socket does not say why it was turned away: that is asked for whenever one closes. */
function dial(): WebSocket {
  const socket = new WebSocket(liveAddress())
  socket.addEventListener('close', () => void lookAtSession())
  return socket
}

const liveAddress = () => `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/live`
