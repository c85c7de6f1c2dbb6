import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Ledger } from '#server/ledger/ledger.ts'
import { beatEvery, largestMessage } from '#shared/live/message.ts'
import { converse } from './conversation.ts'
import type { Live } from './live.ts'
import { packed, send } from './room.ts'
import { Rooms } from './rooms.ts'

export type LiveOptions = {
  /** Sockets at one time; 1,000 unless given. */
  readonly sockets?: number
  /** Told of what should not have happened; nobody unless given. */
  readonly report?: (error: unknown) => void
}

const path = '/live'

/** Why a socket is refused: a page of somebody else's, or nobody who has signed in. Null: it is welcome. */
export type SocketRefusal = '403 Forbidden' | '401 Unauthorized'

/** Closes a socket whose session has ended. */
const signedOutCode = 4401

/**
 * Opens the door at `/live` of a server that listens or is about to. `admit` looks at the request that wants to be upgraded, and again at
 * every beat: whoever has signed out meanwhile is cut off. Upgrades of other paths are left to whoever else listens for them.
 */
export function attachLive(
  server: Server,
  ledger: Ledger,
  admit: (request: IncomingMessage) => SocketRefusal | null,
  options: LiveOptions = {},
): Live {
  const { sockets = 1000, report = () => undefined } = options
  const door = new WebSocketServer({ noServer: true, maxPayload: largestMessage, clientTracking: true })
  const rooms = new Rooms(ledger)
  const silent = new WeakSet<WebSocket>()
  const requests = new WeakMap<WebSocket, IncomingMessage>()

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path) {
      if (server.listenerCount('upgrade') === 1) refuse(socket, '404 Not Found')
      return
    }
    const refusal = admit(request)
    if (refusal !== null) refuse(socket, refusal)
    else if (door.clients.size >= sockets) refuse(socket, '503 Service Unavailable')
    else {
      door.handleUpgrade(request, socket, head, client => {
        requests.set(client, request)
        client.on('pong', () => silent.delete(client))
        converse(client, ledger, rooms, report)
      })
    }
  }
  server.on('upgrade', upgrade)

  const beat = setInterval(() => {
    for (const client of door.clients) {
      if (silent.has(client)) {
        client.terminate()
        continue
      }
      const request = requests.get(client)
      if (request && admit(request) !== null) {
        client.close(signedOutCode, 'signed out')
        continue
      }
      silent.add(client)
      client.ping()
      send(client, packed({ say: 'beat' }))
    }
  }, beatEvery)
  beat.unref()

  return {
    announce: (notebook, step, progress) => {
      rooms.of(notebook).progress(step, progress)
      rooms.sweep(notebook)
    },
    sockets: () => door.clients.size,
    close: async () => {
      clearInterval(beat)
      server.off('upgrade', upgrade)
      for (const client of door.clients) client.terminate()
      await new Promise<void>(resolve => door.close(() => resolve()))
    },
  }
}

function refuse(socket: Duplex, status: string) {
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
