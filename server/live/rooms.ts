import type { Ledger } from '#server/ledger/ledger.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { Room, type Seat } from './room.ts'

/** The rooms that somebody is in or something runs in; each follows its notebook's log while somebody is there. */
export class Rooms {
  readonly #rooms = new Map<Id, { readonly room: Room; leave: (() => void) | null }>()
  readonly #ledger: Ledger

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  of(notebook: Id): Room {
    return this.#held(notebook).room
  }

  enter(notebook: Id, seat: Seat): Room {
    const held = this.#held(notebook)
    held.room.seats.add(seat)
    held.leave ??= this.#ledger.subscribe(notebook, entry => held.room.entry(entry))
    return held.room
  }

  leave(notebook: Id, seat: Seat) {
    const held = this.#rooms.get(notebook)
    if (!held?.room.seats.delete(seat)) return
    held.room.presence()
    if (held.room.seats.size === 0) {
      held.leave?.()
      held.leave = null
    }
    this.sweep(notebook)
  }

  /** Forgets a room in which nobody is and nothing runs. */
  sweep(notebook: Id) {
    if (this.#rooms.get(notebook)?.room.isEmpty()) this.#rooms.delete(notebook)
  }

  #held(notebook: Id) {
    const held = this.#rooms.get(notebook) ?? { room: new Room(), leave: null }
    this.#rooms.set(notebook, held)
    return held
  }
}
