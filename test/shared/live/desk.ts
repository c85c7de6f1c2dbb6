import { receive, refuse } from '#shared/live/receive.ts'
import { act, next, openReplica, type Moved, type Replica } from '#shared/live/replica.ts'
import { redo, undo } from '#shared/live/undo.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Entry, Operation } from '#shared/notebook/operation.ts'
import { ana, bo } from '#test/shared/notebook/samples.ts'
import { operationOf, statements } from '#test/shared/notebook/script.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

/** One replica at which somebody types: every call of a method is one thing that happens to it, in that order. */
export class Desk {
  replica: Replica
  refused: string[] = []
  #now = 0

  constructor(start: Notebook) {
    this.replica = openReplica(ana, 'me', { confirmed: start, pending: [] }).replica
  }

  get question(): string {
    return this.replica.shown.question
  }

  /** Statements in the language of script.ts; each within the same burst of typing as the one before, unless there was a `pause`. */
  act(script: string): this {
    for (const statement of statements(script)) {
      const acted = act(this.replica, [operationOf(this.replica.shown, statement)], (this.#now += 10))
      if (!acted.ok) throw new Error(`${statement}: ${acted.refusal.message}`)
      this.replica = acted.replica
    }
    return this
  }

  pause(): this {
    this.#now += 10_000
    return this
  }

  send(): this {
    this.replica = next(this.replica)?.replica ?? this.replica
    return this
  }

  /** The ledger takes the draft that is on its way. */
  confirm(): this {
    const first = this.replica.pending[0]
    if (!first) throw new Error('Nothing is pending')
    return this.#hear(this.#entry(first.id, first.operations))
  }

  /** Somebody else did something, in the coordinates of what is confirmed here. */
  remote(script: string): this {
    for (const statement of statements(script)) {
      this.#hear({
        ...this.#entry(`them:${this.replica.confirmed.number}`, [
          operationOf(this.replica.confirmed, statement),
        ]),
        by: bo,
      })
    }
    return this
  }

  refuse(): this {
    return this.#take(
      refuse(this.replica, this.replica.awaiting ?? '', { kind: 'forbidden', message: 'No.' }),
    )
  }

  undo(): this {
    return this.#back(undo)
  }

  redo(): this {
    return this.#back(redo)
  }

  #back(way: typeof undo): this {
    const moved = way(this.replica, (this.#now += 10))
    if (!moved) throw new Error('There is nothing to take back')
    return this.#take(moved)
  }

  #entry(id: string, operations: readonly Operation[]): Entry {
    const number = this.replica.confirmed.number + 1
    return { id, schema: schemaVersion, number, base: number - 1, by: ana, at: 7, previous: '', operations }
  }

  #hear(entry: Entry): this {
    const moved = receive(this.replica, structuredClone(entry))
    if ('gap' in moved) throw new Error('A gap')
    return this.#take(moved)
  }

  #take(moved: Moved): this {
    this.replica = moved.replica
    this.refused.push(...moved.refused.map(refusal => refusal.kind))
    return this
  }
}
