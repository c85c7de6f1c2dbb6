import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import type { Socket } from '#client/live/line.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import { openLedger } from '#server/ledger/open.ts'
import { attachLive } from '#server/live/attach.ts'
import type { Live } from '#server/live/live.ts'
import type { Store } from '#server/store/store.ts'
import type { ToClient } from '#shared/live/message.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { memoryStore } from '#test/server/ledger/memoryStore.ts'
import { ana, asking, fields, noting, running } from '#test/shared/notebook/samples.ts'

/** A server with a door at `/live` on a port of its own, and notebook `n` behind it. */
export type House = {
  readonly address: string
  readonly port: number
  readonly server: Server
  readonly live: Live
  readonly ledger: Ledger
  readonly connect: () => Socket
  readonly close: () => Promise<void>
}

const start: readonly Operation[] = [
  { do: 'create', notebook: fields },
  { do: 'insert', step: asking('ask', 'up'), after: null },
  { do: 'insert', step: noting('note', ''), after: 'ask' },
  { do: 'record', step: 'ask', run: running('run') },
]

export async function openHouse(
  options: {
    readonly port?: number
    readonly store?: Store
    readonly allowed?: (request: IncomingMessage) => boolean
  } = {},
): Promise<House> {
  const ledger = openLedger(options.store ?? memoryStore(), () => 1000)
  await ledger.append('n', { id: 'server:0', base: 0, by: ana, operations: start }, {})
  const server = createServer()
  const { allowed } = options
  const live = attachLive(server, ledger, request =>
    allowed === undefined || allowed(request) ? null : '403 Forbidden',
  )
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const address = `ws://127.0.0.1:${port}/live`
  return {
    address,
    port,
    server,
    live,
    ledger,
    connect: () => new WebSocket(address) as unknown as Socket,
    close: async () => {
      await live.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A bare socket: what it hears, in order, and a wait for the next thing that fits. */
export type Ear = {
  readonly say: (message: unknown) => void
  readonly hear: <Say extends ToClient['say']>(say: Say) => Promise<Extract<ToClient, { say: Say }>>
  readonly closed: Promise<number>
  readonly close: () => void
}

export async function listen(address: string, options: { readonly origin?: string } = {}): Promise<Ear> {
  const socket = new WebSocket(address, options)
  const heard: ToClient[] = []
  let look = () => {}
  socket.on('message', data => {
    heard.push(JSON.parse(data.toString()) as ToClient)
    look()
  })
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve())
    socket.on('error', reject)
  })
  return {
    say: message => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    hear: say =>
      new Promise(resolve => {
        look = () => {
          const index = heard.findIndex(message => message.say === say)
          if (index < 0) return
          const [message] = heard.splice(index, 1)
          look = () => {}
          resolve(message as Extract<ToClient, { say: typeof say }>)
        }
        look()
      }),
    closed,
    close: () => socket.close(),
  }
}
