import { openLedger } from '#server/ledger/open.ts'
import type { Ledger } from '#server/ledger/ledger.ts'
import type { Draft } from '#shared/live/message.ts'
import type { Kept } from '#shared/live/pending.ts'
import { receive, refuse, reset } from '#shared/live/receive.ts'
import { act, disconnected, next, openReplica, type Moved, type Replica } from '#shared/live/replica.ts'
import { redo, undo } from '#shared/live/undo.ts'
import { emptyNotebook } from '#shared/notebook/log/apply.ts'
import { textAt } from '#shared/notebook/find.ts'
import type { Entry, Operation, Refusal, TextField } from '#shared/notebook/operation.ts'
import { documentOf, fieldKey } from '#shared/notebook/log/text.ts'
import { memoryStore } from '#test/server/ledger/memoryStore.ts'
import { ana, asking, fields, noting, running, splice } from '#test/shared/notebook/samples.ts'

export type Command = { readonly who: number; readonly what: number; readonly a: number; readonly b: number }

type Message = { readonly entry: Entry } | { readonly id: string; readonly refusal: Refusal }

/** One replica with its editors and its wire; messages wait in the queues until a command delivers them. */
type Seat = {
  replica: Replica
  texts: Map<string, string>
  upward: Draft[]
  downward: Message[]
  leave: (() => void) | null
  acted: Set<string>
  refusals: number
}

const textFields: readonly TextField[] = [
  { of: 'notebook', name: 'question' },
  { of: 'notebook', name: 'conclusion' },
  { of: 'text', step: 'note' },
  { of: 'query', step: 'ask', query: 'A' },
  { of: 'words', step: 'ask' },
]
const words = ['x', 'yz', 'a\nb', '\r\n', 'blip']

/** Some replicas and one ledger, played by commands: what goes wrong in a network happens here on purpose and in a known order. */
export class World {
  readonly ledger: Ledger = openLedger(memoryStore(), () => this.now, { snapshotEvery: 7, held: 1 })
  readonly seats: Seat[] = []
  now = 0
  opened = 0
  steps = 0

  static async of(count: number): Promise<World> {
    const world = new World()
    const start: readonly Operation[] = [
      { do: 'create', notebook: fields },
      { do: 'insert', step: asking('ask', 'rate(errors[5m])'), after: null },
      { do: 'insert', step: noting('note', 'one\ntwo'), after: 'ask' },
      { do: 'record', step: 'ask', run: running('run') },
    ]
    await world.ledger.append('n', { id: 'server:0', base: 0, by: ana, operations: start }, {})
    for (let i = 0; i < count; i++) {
      world.seats.push(world.seat({ confirmed: emptyNotebook('n'), pending: [] }, i))
      await world.connect(i)
    }
    return world
  }

  seat(kept: Kept, who: number): Seat {
    const { replica, refused } = openReplica(
      { id: `p${who}`, name: `P${who}`, colour: 'teal' },
      `c${++this.opened}`,
      kept,
    )
    if (refused.length > 0) throw new Error('What was kept does not fit what it was built on')
    return {
      replica,
      texts: textsOf(replica),
      upward: [],
      downward: [],
      leave: null,
      acted: new Set(),
      refusals: 0,
    }
  }

  async connect(who: number) {
    const seat = this.at(who)
    if (seat.leave) return
    seat.leave = this.ledger.subscribe('n', entry => seat.downward.push({ entry }))
    const notebook = await this.ledger.read('n')
    if (!notebook) throw new Error('The notebook is gone')
    if (seat.replica.confirmed.number === 0) this.take(seat, reset(seat.replica, notebook))
    else
      for (const entry of await this.ledger.entries('n', seat.replica.confirmed.number + 1))
        this.hear(seat, { entry })
  }

  disconnect(who: number) {
    const seat = this.at(who)
    seat.leave?.()
    Object.assign(seat, { leave: null, upward: [], downward: [], replica: disconnected(seat.replica) })
  }

  /** The browser is closed and opened again: only what was kept is left. */
  async reload(who: number) {
    this.disconnect(who)
    const { replica, acted, refusals } = this.at(who)
    const { confirmed, pending } = structuredClone(replica)
    this.seats[who] = { ...this.seat({ confirmed, pending }, who), acted, refusals }
    await this.connect(who)
  }

  async play({ who, what, a, b }: Command) {
    const seat = this.at(who)
    this.now += b % 3 === 0 ? 1000 : 10
    if (what < 8) this.act(seat, this.typed(seat, a, b))
    else if (what < 11) this.act(seat, this.altered(seat, a, b))
    else if (what < 16) this.send(seat)
    else if (what < 21) await this.serve(seat)
    else if (what < 26) this.deliver(seat)
    else if (what === 26) this.take(seat, undo(seat.replica, this.now))
    else if (what === 27) this.take(seat, redo(seat.replica, this.now))
    else if (what === 28) this.disconnect(who)
    else if (what === 29) await this.connect(who)
    else if (what === 30) seat.upward.push(...seat.upward.slice(-1))
    else if (what === 31) await this.reload(who)
    else await this.record(a)
    for (const pending of this.at(who).replica.pending) this.at(who).acted.add(pending.id)
  }

  async settle() {
    for (let i = 0; i < this.seats.length; i++) await this.connect(i)
    for (let busy = true; busy;) {
      busy = false
      for (const seat of this.seats) {
        busy = this.send(seat) || busy
        while (seat.upward.length > 0) await this.serve(seat)
        while (seat.downward.length > 0) this.deliver(seat)
        busy = busy || seat.replica.pending.length > 0
      }
    }
    for (const seat of this.seats) while (seat.downward.length > 0) this.deliver(seat)
  }

  private at(who: number): Seat {
    const seat = this.seats[who]
    if (!seat) throw new Error(`There is no seat ${who}`)
    return seat
  }

  private typed({ replica }: Seat, a: number, b: number): readonly Operation[] {
    const field = textFields[a % textFields.length] as TextField
    const text = textAt(replica.shown, field) ?? ''
    const from = (a * 7 + b) % (text.length + 1)
    const to = b % 4 === 0 ? Math.min(text.length, from + (b % 5)) : from
    const insert = b % 5 === 0 && to > from ? '' : (words[b % words.length] as string)
    return [{ do: 'edit', text: field, edit: splice(text.length, from, to, insert) }]
  }

  private altered({ replica }: Seat, a: number, b: number): readonly Operation[] {
    const { shown } = replica
    const step = shown.steps[a % shown.steps.length]
    const ask = shown.steps.find(each => each.id === 'ask')
    if (!step || ask?.is !== 'ask') return []
    const flip = {
      do: 'set',
      of: 'step',
      step: step.id,
      name: 'removed',
      from: step.removed,
      to: !step.removed,
    } as const
    const typing = this.typed({ replica } as Seat, a, b)
    const run = ask.runs[a % ask.runs.length]?.id ?? ''
    const judged = { verdict: 'lead', confidence: 'guess', on: run, happened: null } as const
    const choices: readonly (readonly Operation[])[] = [
      [{ do: 'set', of: 'notebook', name: 'title', from: shown.title, to: `title ${b % 4}` }],
      [flip],
      [...typing, { do: 'set', of: 'notebook', name: 'title', from: shown.title, to: `words ${b % 4}` }],
      [{ do: 'insert', step: noting(`new${++this.steps}`, 'fresh'), after: step.id }],
      [{ do: 'move', step: step.id, from: null, to: shown.steps[b % shown.steps.length]?.id ?? null }],
      [{ do: 'judge', step: 'ask', from: ask.judgment, to: b % 3 === 0 ? null : judged }],
      [...typing, flip],
      [{ do: 'pin', step: 'ask', run, pinned: b % 2 === 0 }],
    ]
    return choices[b % choices.length] ?? []
  }

  private act(seat: Seat, operations: readonly Operation[]) {
    const acted = act(seat.replica, operations, this.now)
    if (!acted.ok) return
    seat.replica = acted.replica
    for (const operation of operations) {
      if (operation.do !== 'edit') continue
      const key = fieldKey(operation.text)
      const text = seat.texts.get(key) ?? ''
      seat.texts.set(key, changed(text, operation.edit))
    }
  }

  private send(seat: Seat): boolean {
    const sent = seat.leave ? next(seat.replica) : null
    if (!sent) return false
    seat.replica = sent.replica
    seat.upward.push(sent.draft)
    return true
  }

  private async serve(seat: Seat) {
    const draft = seat.upward.shift()
    if (!draft) return
    const appended = await this.ledger.append('n', structuredClone(draft))
    if (appended.ok) seat.downward.push({ entry: appended.entry })
    else seat.downward.push({ id: draft.id, refusal: appended.refusal })
  }

  private deliver(seat: Seat) {
    const message = seat.downward.shift()
    if (message) this.hear(seat, structuredClone(message))
  }

  private hear(seat: Seat, message: Message) {
    if (!('entry' in message)) {
      this.take(seat, refuse(seat.replica, message.id, message.refusal))
      return
    }
    const moved = receive(seat.replica, message.entry)
    if ('gap' in moved) throw new Error(`A gap ahead of entry ${message.entry.number}`)
    this.take(seat, moved)
  }

  private take(seat: Seat, moved: Moved | null) {
    if (!moved) return
    seat.replica = moved.replica
    seat.refusals += moved.refused.length
    for (const { field, change } of moved.changes) {
      const key = fieldKey(field)
      seat.texts.set(key, change.apply(documentOf(seat.texts.get(key) ?? '')).toString())
    }
    if (moved.replica.confirmed.number > 0 && seat.texts.size === 0) seat.texts = textsOf(moved.replica)
  }

  private async record(a: number) {
    const id = `run${++this.steps}`
    const run = running(id, a % 3 === 0 ? { failure: { kind: 'timeout', message: 'late' } } : undefined)
    const operations = [{ do: 'record', step: 'ask', run }] satisfies readonly Operation[]
    await this.ledger.append('n', { id: `server:${this.steps}`, base: 1, by: ana, operations }, {})
  }
}

const changed = (text: string, edit: Extract<Operation, { do: 'edit' }>['edit']): string => {
  let at = 0
  let result = ''
  for (const part of edit) {
    if (typeof part === 'number') {
      result += text.slice(at, at + part)
      at += part
      continue
    }
    const [deleted, ...lines] = part
    at += deleted
    result += lines.join('\n')
  }
  return result
}

function textsOf(replica: Replica): Map<string, string> {
  const texts = new Map<string, string>()
  if (replica.shown.number === 0) return texts
  for (const field of textFields) texts.set(fieldKey(field), textAt(replica.shown, field) ?? '')
  return texts
}

/** The texts as the editors of a seat hold them, beside those of its replica. */
export const textsBeside = (seat: Seat) => ({
  editors: Object.fromEntries(seat.texts),
  replica: Object.fromEntries(textsOf(seat.replica)),
})
