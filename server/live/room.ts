import type { WebSocket } from 'ws'
import type { Present, RunProgress, ToClient } from '#shared/live/message.ts'
import type { Id, Person } from '#shared/notebook/notebook.ts'
import type { Entry } from '#shared/notebook/operation.ts'

/** One socket that has the notebook open. What happens before its first answer is held back and sent behind it. */
export type Seat = {
  readonly socket: WebSocket
  readonly client: string
  readonly person: Person
  step: Id | null
  waiting: string[] | null
}

/** Bytes that may wait for one socket; beyond them it is cut off, and opens anew when it can. */
const mostWaiting = 8_000_000

/** Sends unless the other side has stopped listening. */
export function send(socket: WebSocket, text: string) {
  if (socket.bufferedAmount > mostWaiting) socket.terminate()
  else if (socket.readyState === socket.OPEN) socket.send(text)
}

export const packed = (message: ToClient): string => JSON.stringify(message)

/** Everybody who has one notebook open, and the runs that are under way in it. */
export class Room {
  readonly seats = new Set<Seat>()
  readonly #running = new Map<Id, RunProgress>()

  entry(entry: Entry) {
    this.#tell(packed({ say: 'entries', entries: [entry] }))
  }

  progress(step: Id, progress: RunProgress | null) {
    if (progress) this.#running.set(step, progress)
    else this.#running.delete(step)
    this.#tell(packed({ say: 'running', step, progress }))
  }

  /** The first answer to a seat, then what happened meanwhile, then what is under way. */
  welcome(seat: Seat, answer: ToClient) {
    const waiting = seat.waiting ?? []
    seat.waiting = null
    for (const text of [packed(answer), ...waiting]) send(seat.socket, text)
    for (const [step, progress] of this.#running)
      send(seat.socket, packed({ say: 'running', step, progress }))
    this.presence()
  }

  presence() {
    for (const seat of this.seats) {
      const others = [...this.seats]
        .filter(other => other !== seat && other.client !== seat.client)
        .map(present)
      this.#to(seat, packed({ say: 'present', others }))
    }
  }

  isEmpty(): boolean {
    return this.seats.size === 0 && this.#running.size === 0
  }

  #tell(text: string) {
    for (const seat of this.seats) this.#to(seat, text)
  }

  #to(seat: Seat, text: string) {
    if (seat.waiting) seat.waiting.push(text)
    else send(seat.socket, text)
  }
}

const present = ({ person, client, step }: Seat): Present => ({ person, client, step })
