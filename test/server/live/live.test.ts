import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '#shared/notebook/operation.ts'
import { ana, bo, noting } from '#test/shared/notebook/samples.ts'
import { listen, openHouse, type Ear, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

const opening = (client: string, from: number | null = null, notebook = 'n') => ({
  say: 'open',
  notebook,
  from,
  client,
  person: client === 'a' ? ana : bo,
})
const title = (from: string, to: string): Operation => ({
  do: 'set',
  of: 'notebook',
  name: 'title',
  from,
  to,
})
const draft = (id: string, base: number, ...operations: readonly Operation[]) => ({
  say: 'append',
  draft: { id, base, by: ana, operations },
})
const enter = async (client: string): Promise<Ear> => {
  const ear = await listen(house.address)
  ear.say(opening(client))
  await ear.hear('notebook')
  return ear
}

describe('The door at /live', () => {
  it('answers an opening with the notebook', async () => {
    const ear = await listen(house.address)
    ear.say(opening('a'))
    expect((await ear.hear('notebook')).notebook.steps.map(step => step.id)).toEqual(['ask', 'note'])
  })

  it('answers one who knows a part with the rest', async () => {
    await house.ledger.append('n', { id: 'x:1', base: 1, by: ana, operations: [title('', 'one')] })
    const ear = await listen(house.address)
    ear.say(opening('a', 1))
    expect((await ear.hear('entries')).entries.map(entry => entry.id)).toEqual(['x:1'])
  })

  it('answers one who knows all with no entries', async () => {
    const ear = await listen(house.address)
    ear.say(opening('a', 1))
    expect((await ear.hear('entries')).entries).toEqual([])
  })

  it('answers one who knows more than there is with the notebook', async () => {
    const ear = await listen(house.address)
    ear.say(opening('a', 99))
    expect((await ear.hear('notebook')).notebook.number).toBe(1)
  })

  it('says when there is no such notebook', async () => {
    const ear = await listen(house.address)
    ear.say(opening('a', null, 'other'))
    expect(await ear.hear('missing')).toEqual({ say: 'missing' })
  })

  it('sends an entry to everybody, its author too', async () => {
    const [a, b] = [await enter('a'), await enter('b')]
    a.say(draft('a:1', 1, title('', 'found')))
    for (const ear of [a, b])
      expect((await ear.hear('entries')).entries[0]).toMatchObject({ id: 'a:1', number: 2 })
  })

  it('answers a draft that comes again with the entry of the first time', async () => {
    const a = await enter('a')
    a.say(draft('a:1', 1, title('', 'found')))
    await a.hear('entries')
    a.say(draft('a:1', 1, title('', 'found')))
    expect((await a.hear('entries')).entries[0]?.number).toBe(2)
    expect((await house.ledger.read('n'))?.number).toBe(2)
  })

  it('refuses with a reason and what stands', async () => {
    const a = await enter('a')
    a.say(draft('a:1', 1, title('never', 'found')))
    expect((await a.hear('refused')).refusal).toEqual({
      kind: 'moved',
      message: 'Somebody has changed the title meanwhile.',
      now: '',
    })
  })

  const old = { id: 'B', source: 'embedded', language: 'promql', text: 'up', removed: false }
  const written = (operation: unknown, schema?: number) => ({
    say: 'append',
    ...(schema !== undefined && { schema }),
    draft: { id: 'a:1', base: 1, by: ana, operations: [operation] },
  })

  it('raises what an open page of an earlier version has written', async () => {
    const a = await enter('a')
    a.say(written({ do: 'insertQuery', step: 'ask', query: old }))
    expect((await a.hear('entries')).entries[0]?.operations).toEqual([
      { do: 'insertQuery', step: 'ask', query: { ...old, legend: '' } },
    ])
  })

  it.each([
    ['of a later version', written({ do: 'insertQuery', step: 'ask', query: old }, 99)],
    ['of an earlier version that makes no sense', written({ do: 'insertQuery', step: 'ask', query: 7 })],
    ['of an earlier version without any shape', written({ do: 'record' })],
  ])('tells a page %s to be loaded anew', async (_, message) => {
    const a = await enter('a')
    a.say(message)
    const { id, refusal } = await a.hear('refused')
    expect([id, refusal.message]).toEqual(['a:1', expect.stringContaining('reload the page')])
  })

  it('lets nobody record a run', async () => {
    const a = await enter('a')
    const run = (await house.ledger.read('n'))?.steps.flatMap(step => (step.is === 'ask' ? step.runs : []))[0]
    a.say({
      say: 'append',
      draft: { id: 'a:1', base: 1, by: ana, operations: [{ do: 'record', step: 'ask', run }] },
    })
    expect((await a.hear('refused')).refusal.kind).toBe('forbidden')
  })

  it('tells who is here, and where', async () => {
    const [a, b] = [await enter('a'), await enter('b')]
    expect((await a.hear('present')).others).toEqual([])
    expect((await a.hear('present')).others).toMatchObject([{ client: 'b', step: null }])
    b.say({ say: 'at', step: 'note' })
    expect((await a.hear('present')).others).toMatchObject([{ client: 'b', step: 'note' }])
    b.close()
    expect((await a.hear('present')).others).toEqual([])
  })

  it('tells what runs, also to who comes later', async () => {
    const a = await enter('a')
    house.live.announce('n', 'ask', { by: bo, done: 0.5 })
    expect(await a.hear('running')).toEqual({ say: 'running', step: 'ask', progress: { by: bo, done: 0.5 } })
    const b = await enter('b')
    expect((await b.hear('running')).progress?.done).toBe(0.5)
    house.live.announce('n', 'ask', null)
    expect((await b.hear('running')).progress).toBeNull()
  })

  it.each([
    ['no JSON', 'open sesame'],
    ['an unknown word', { say: 'shout' }],
    ['a draft ahead of the opening', draft('a:1', 1, title('', 'x'))],
    ['an opening without a person', { say: 'open', notebook: 'n', from: null, client: 'a' }],
  ])('closes on %s', async (_, message) => {
    const ear = await listen(house.address)
    ear.say(message)
    expect(await ear.closed).toBe(1008)
  })

  it('closes on a second opening', async () => {
    const a = await enter('a')
    a.say(opening('a'))
    expect(await a.closed).toBe(1008)
  })

  it('closes on a message that is too large', async () => {
    const a = await enter('a')
    a.say('x'.repeat(2_000_001))
    expect(await a.closed).toBe(1009)
  })

  it('sends nothing twice and leaves nothing out while many write', async () => {
    const ears = await Promise.all([enter('a'), enter('b'), enter('c')] as const)
    for (const [i, ear] of ears.entries()) {
      for (let n = 1; n <= 5; n++)
        ear.say(draft(`w${i}:${n}`, 1, { do: 'insert', step: noting(`s${i}${n}`), after: null }))
    }
    const numbers = new Set<number>()
    while (numbers.size < 15)
      for (const entry of (await ears[0].hear('entries')).entries) numbers.add(entry.number)
    expect([...numbers]).toEqual(Array.from({ length: 15 }, (_, i) => i + 2))
  })
})

describe('An upgrade', () => {
  it('of a foreign page is refused', async () => {
    const strict = await openHouse({ allowed: request => request.headers.origin === undefined })
    await expect(listen(strict.address, { origin: 'http://elsewhere.example' })).rejects.toThrow('403')
    await strict.close()
  })

  it('of another path is refused where nobody else listens', async () => {
    await expect(listen(house.address.replace('/live', '/other'))).rejects.toThrow('404')
  })

  it('of another path is left to whoever else listens', async () => {
    const other = new WebSocketServer({ noServer: true })
    house.server.on('upgrade', (request, socket, head) => {
      if (request.url === '/hot') other.handleUpgrade(request, socket, head, client => client.send('"hot"'))
    })
    const socket = new WebSocket(house.address.replace('/live', '/hot'))
    const said = await new Promise(resolve => socket.on('message', data => resolve(data.toString())))
    expect(said).toBe('"hot"')
    socket.close()
    other.close()
  })

  it('is not looked at any more once the door is closed', async () => {
    const server = createServer()
    expect(server.listenerCount('upgrade')).toBe(0)
    await house.live.close()
    expect(house.server.listenerCount('upgrade')).toBe(0)
  })
})
