import type { WebSocket } from 'ws'
import type { Ledger } from '#server/ledger/ledger.ts'
import type { ToClient } from '#shared/live/message.ts'
import { readMessage, type Heard } from '#shared/live/schema.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { raised, refusalFor, unreadable } from './raise.ts'
import { packed, send, type Seat } from './room.ts'
import type { Rooms } from './rooms.ts'

/** More entries than this and the whole notebook is sent instead. */
const mostEntries = 2000

/** Policy violation: what was said is no message, or comes out of order. Internal error: it could not be kept; to be said again. */
const closeCodes = { wrong: 1008, trouble: 1011 } as const

/**
 * One socket from its opening to its close: `open` first, then drafts and whereabouts. Drafts are answered by the log itself; one that cannot
 * be written closes the socket, so that its author keeps it and sends it again.
 */
export function converse(socket: WebSocket, ledger: Ledger, rooms: Rooms, report: (error: unknown) => void) {
  let place: { readonly notebook: Id; readonly seat: Seat } | null = null

  const open = async ({ notebook, from, client, person }: Extract<Heard, { say: 'open' }>) => {
    const seat: Seat = { socket, client, person, step: null, waiting: [] }
    place = { notebook, seat }
    const room = rooms.enter(notebook, seat)
    room.welcome(seat, await firstAnswer(ledger, notebook, from))
  }

  const append = async (notebook: Id, heard: Extract<Heard, { say: 'append' }>) => {
    const { id } = heard.draft
    const draft = raised(heard)
    if (draft === null) return send(socket, packed({ say: 'refused', id, refusal: unreadable }))
    const appended = await ledger.append(notebook, draft)
    if (appended.ok) send(socket, packed({ say: 'entries', entries: [appended.entry] }))
    else send(socket, packed({ say: 'refused', id, refusal: refusalFor(heard, appended.refusal) }))
  }

  const hear = async (text: string) => {
    const heard = readMessage(text)
    if (!heard || (heard.say === 'open') !== (place === null))
      socket.close(closeCodes.wrong, 'not understood')
    else if (heard.say === 'open') await open(heard)
    else if (heard.say === 'append' && place) await append(place.notebook, heard)
    else if (heard.say === 'at' && place) {
      place.seat.step = heard.step
      rooms.of(place.notebook).presence()
    }
  }

  socket.on('message', (data, isBinary) => {
    const text = isBinary ? '' : data.toString()
    hear(text).catch((error: unknown) => {
      report(error)
      socket.close(closeCodes.trouble, 'could not be kept')
    })
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => place && rooms.leave(place.notebook, place.seat))
}

async function firstAnswer(ledger: Ledger, id: Id, from: number | null): Promise<ToClient> {
  const notebook = await ledger.read(id)
  if (!notebook) return { say: 'missing' }
  if (from === null || from > notebook.number || notebook.number - from > mostEntries)
    return { say: 'notebook', notebook }
  return { say: 'entries', entries: await ledger.entries(id, from + 1) }
}
