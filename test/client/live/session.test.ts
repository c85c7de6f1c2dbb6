import 'fake-indexeddb/auto'
import type { ChangeSet } from '@codemirror/state'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { browserKeep } from '#client/live/keep.ts'
import { NoSuchNotebook, openSession } from '#client/live/openSession.ts'
import type { Session } from '#client/live/session.ts'
import { textAt } from '#shared/notebook/find.ts'
import type { Operation, Refusal, TextField } from '#shared/notebook/operation.ts'
import { documentOf } from '#shared/notebook/log/text.ts'
import { openHouse, type House } from '#test/server/live/house.ts'
import { memoryStore } from '#test/server/ledger/memoryStore.ts'
import { ana, bo, splice } from '#test/shared/notebook/samples.ts'

const question: TextField = { of: 'notebook', name: 'question' }
let house: House
let open: Session[] = []
let clock = 0

beforeEach(async () => {
  house = await openHouse()
  open = []
})
afterEach(async () => {
  for (const session of open) session.close()
  await house.close()
})

const join = async (person = ana, keep = browserKeep()): Promise<Session> => {
  const session = await openSession('n', person, {
    connect: () => house.connect(),
    wait: () => 5,
    keep,
    now: () => (clock += 1000),
  })
  open.push(session)
  return session
}

const read = (session: Session) => textAt(session.notebook(), question) ?? ''
const type = (session: Session, insert: string, at = read(session).length) =>
  session.act([{ do: 'edit', text: question, edit: splice(read(session).length, at, at, insert) }])
const title = (from: string, to: string): Operation => ({
  do: 'set',
  of: 'notebook',
  name: 'title',
  from,
  to,
})
const until = (session: Session, holds: () => boolean) =>
  new Promise<void>(resolve => {
    const leave = session.subscribe(() => look())
    const look = () => {
      if (!holds()) return
      leave()
      resolve()
    }
    look()
  })

describe('A session', () => {
  it('shows an act at once and says when it is saved', async () => {
    const session = await join()
    type(session, 'why?')
    expect(read(session)).toBe('why?')
    expect(session.state().is).toBe('saving')
    await session.settled()
    expect(session.state()).toEqual({ is: 'saved', pending: 0 })
    expect((await house.ledger.read('n'))?.question).toBe('why?')
  })

  it('shows what others do, and tells editors of it in the text as shown', async () => {
    const [a, b] = [await join(ana), await join(bo)]
    let editor = ''
    b.onText(question, (change: ChangeSet) => (editor = change.apply(documentOf(editor)).toString()))
    type(a, 'rise')
    type(b, 'what ')
    editor = 'what '
    await until(b, () => read(b).includes('rise') && b.state().is === 'saved')
    await until(a, () => read(a) === read(b))
    expect(editor).toBe(read(b))
  })

  it('undoes its own act among those of others', async () => {
    const [a, b] = [await join(ana), await join(bo)]
    type(a, 'mine ')
    await a.settled()
    await until(b, () => read(b) === 'mine ')
    type(b, 'yours')
    await until(a, () => read(a) === 'mine yours')
    expect(a.undo()).toBe(true)
    expect(read(a)).toBe('yours')
    expect(a.redo()).toBe(true)
    expect(read(a)).toBe('mine yours')
    await a.settled()
  })

  it('has nothing to undo of what others did', async () => {
    const [a, b] = [await join(ana), await join(bo)]
    type(a, 'x')
    await until(b, () => read(b) === 'x')
    expect(b.undo()).toBe(false)
  })

  it('refuses at once what it knows to be wrong', async () => {
    const session = await join()
    expect(session.act([title('never', 'x')])?.kind).toBe('moved')
    expect(session.state().is).toBe('saved')
  })

  it('takes back what the server refuses, and says so', async () => {
    const [a, b] = [await join(ana), await join(bo)]
    const refused: Refusal[] = []
    a.onRefused(refusal => refused.push(refusal))
    b.onRefused(refusal => refused.push(refusal))
    a.act([title('', 'hers')])
    b.act([title('', 'his')])
    await until(a, () => a.state().is === 'saved')
    await until(b, () => b.state().is === 'saved')
    expect(b.notebook().title).toBe(a.notebook().title)
    expect(refused.map(refusal => refusal.kind)).toEqual(['moved'])
  })

  it('keeps what is typed while the server is away, and sends it when it is back', async () => {
    const store = memoryStore()
    await house.close()
    house = await openHouse({ store })
    const session = await join()
    const { port } = house
    await house.close()
    await until(session, () => session.state().is === 'offline')
    type(session, 'offline ')
    session.act([title('', 'kept')])
    expect(session.state()).toEqual({ is: 'offline', pending: 2 })
    await expect(session.settled()).rejects.toThrow('no connection')
    house = await openHouse({ store, port })
    await until(session, () => session.state().is === 'saved')
    expect(await house.ledger.read('n')).toMatchObject({ question: 'offline ', title: 'kept' })
  })

  it('sends in a later session what a closed browser had not got through', async () => {
    const store = memoryStore()
    await house.close()
    house = await openHouse({ store })
    const keep = browserKeep()
    const written = new Promise<void>(resolve => {
      const save = keep.save
      Object.assign(keep, {
        save: async (session: Parameters<typeof save>[0]) => save(session).then(resolve),
      })
    })
    const first = await join(ana, keep)
    await house.close()
    await until(first, () => first.state().is === 'offline')
    type(first, 'last words')
    await written
    first.close()

    house = await openHouse({ store })
    const second = await join()
    await until(second, () => read(second) === 'last words')
    expect(second.state().is).toBe('saved')
  })

  it('shows who is here and what runs', async () => {
    const [a, b] = [await join(ana), await join(bo)]
    b.at('note')
    await until(a, () => a.others()[0]?.step === 'note')
    expect(a.others()[0]?.person).toEqual(bo)
    house.live.announce('n', 'ask', { by: bo, done: null })
    await until(a, () => a.running().has('ask'))
    house.live.announce('n', 'ask', null)
    await until(a, () => !a.running().has('ask'))
  })

  it('of a notebook that is not there is refused', async () => {
    await expect(openSession('other', ana, { connect: () => house.connect() })).rejects.toThrow(
      NoSuchNotebook,
    )
  })

  it('that nobody waits for any more is given up', async () => {
    const abort = new AbortController()
    const waiting = openSession('n', ana, { connect: () => house.connect(), signal: abort.signal })
    abort.abort()
    await expect(waiting).rejects.toThrow('Nobody waits')
  })
})
