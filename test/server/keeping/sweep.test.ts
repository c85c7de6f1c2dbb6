import { statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { availableEngines, openDatabase } from '#server/database/open.ts'
import { bytesOf, hashOf, openShelf, type Shelf } from './shelf.ts'

describe.each(availableEngines())('A sweep, on the %s engine', engine => {
  let shelf: Shelf
  beforeEach(async () => {
    shelf = await openShelf(engine)
    await shelf.make('n', 'a', 'b')
  })
  afterEach(() => shelf.close())

  /** Which of these are there still. */
  const left = async (evidence: Readonly<Record<string, string>>) => {
    const all = await Promise.all(
      Object.entries(evidence).map(async ([name, hash]) => [name, await shelf.has(hash)] as const),
    )
    return all.flatMap(([name, there]) => (there ? [name] : []))
  }

  it('removes what nobody judged when its days are over, and keeps the latest of each step', async () => {
    const evidence = {
      old: await shelf.run('a', 'r1'),
      latest: await shelf.run('a', 'r2'),
      b: await shelf.run('b', 'r3'),
    }
    shelf.days(13)
    expect(await shelf.sweep()).toMatchObject({ evidence: 0, bytes: 0 })
    shelf.days(2)
    expect(await shelf.sweep()).toMatchObject({ evidence: 1 })
    expect(await left(evidence)).toEqual(['latest', 'b'])
  })

  it('keeps what is judged or pinned, and lets it go its days after that was taken back', async () => {
    const evidence = {
      judged: await shelf.run('a', 'r1'),
      pinned: await shelf.run('a', 'r2'),
      latest: await shelf.run('a', 'r3'),
    }
    await shelf.judge('a', 'r1')
    await shelf.pin('a', 'r2')
    shelf.days(400)
    await shelf.sweep()
    expect(await left(evidence)).toEqual(['judged', 'pinned', 'latest'])
    await shelf.judge('a', null)
    await shelf.pin('a', 'r2', false)
    await shelf.sweep()
    expect(await left(evidence)).toEqual(['judged', 'pinned', 'latest'])
    shelf.days(15)
    await shelf.sweep()
    expect(await left(evidence)).toEqual(['latest'])
  })

  it('keeps a removed step’s evidence for its days, so that undo brings it back; what was judged stays', async () => {
    const evidence = { a: await shelf.run('a', 'r1'), b: await shelf.run('b', 'r2') }
    await shelf.judge('b', 'r2')
    shelf.days(100)
    await shelf.remove('a')
    await shelf.remove('b')
    await shelf.sweep()
    expect(await left(evidence)).toEqual(['a', 'b'])
    shelf.days(15)
    await shelf.sweep()
    expect(await left(evidence)).toEqual(['b'])
  })

  it('leaves evidence alone that is on its way into the log, even where the same was there long before', async () => {
    const bytes = bytesOf('late', 1000)
    await shelf.store.evidence.put(hashOf(bytes), bytes)
    shelf.days(30)
    await shelf.store.evidence.put(hashOf(bytes), bytes)
    await shelf.sweep({ days: 1, most: 1 })
    expect(await shelf.has(hashOf(bytes))).toBe(true)
    shelf.days(15)
    await shelf.sweep()
    expect(await shelf.has(hashOf(bytes))).toBe(false)
  })

  it('removes nothing that was judged after it was chosen to go', async () => {
    const chosen = await shelf.run('a', 'r1')
    await shelf.run('a', 'r2')
    await shelf.judge('a', 'r1')
    expect(await shelf.store.keep.remove([chosen], Infinity, 'age')).toEqual({ count: 0, bytes: 0 })
    expect(await left({ chosen })).toEqual(['chosen'])
  })

  it('refuses a judgment on what has gone, and says why it is not there', async () => {
    const evidence = await shelf.run('a', 'r1')
    await shelf.run('a', 'r2')
    shelf.days(15)
    await shelf.sweep()
    expect(await shelf.judge('a', 'r1')).toMatch(/no longer kept/)
    expect(await shelf.pin('a', 'r1')).toMatch(/no longer kept/)
    expect((await shelf.stepOf('a', 'n')).judgment).toBeNull()
    expect(await shelf.store.evidence.whyGone(evidence)).toBe('age')
    await shelf.run('a', 'r3', { of: 'r1' })
    expect(await shelf.store.evidence.whyGone(evidence)).toBeNull()
    expect(await shelf.judge('a', 'r1')).toBe('')
  })

  it('keeps details with the evidence they belong to, and those that a judged run was made from', async () => {
    const source = await shelf.run('a', 'r1', { detail: true })
    const other = await shelf.run('a', 'r2', { detail: true })
    await shelf.run('b', 's1', { from: ['r1'] })
    await shelf.judge('b', 's1')
    for (const run of ['r3', 'r4', 'r5', 'r6', 'r7', 'r8']) await shelf.run('a', run)
    await shelf.run('b', 's2')
    shelf.days(15)
    await shelf.sweep()
    expect(await left({ source, other })).toEqual(['source'])
    expect(await shelf.store.evidence.detailOf(source)).not.toBeNull()
    expect(await shelf.store.evidence.detailOf(other)).toBeNull()
  })

  it('makes room by the oldest that nobody judged, then by details, never by what is judged or the latest', async () => {
    const size = 100_000
    const evidence = {
      judged: await shelf.run('a', 'r1', { size, detail: true }),
      older: await shelf.run('a', 'r2', { size }),
      newer: await shelf.run('a', 'r3', { size }),
      latest: await shelf.run('a', 'r4', { size, detail: true }),
    }
    await shelf.judge('a', 'r1')
    shelf.days(1)
    await shelf.sweep({ most: 550_000 })
    expect(await left(evidence)).toEqual(['judged', 'newer', 'latest'])
    expect(await shelf.store.evidence.whyGone(evidence.older)).toBe('room')
    expect(await shelf.sweep({ most: 450_000 })).toMatchObject({ evidence: 1 })
    expect(await shelf.store.evidence.detailOf(evidence.latest)).not.toBeNull()
    const { total } = await shelf.sweep({ most: 1000 })
    expect(await left(evidence)).toEqual(['judged', 'latest'])
    expect(await shelf.store.evidence.detailOf(evidence.latest)).toBeNull()
    expect(await shelf.store.evidence.detailOf(evidence.judged)).not.toBeNull()
    expect(total).toBeGreaterThan(300_000)
  })

  it('makes the file smaller', async () => {
    for (let i = 0; i < 8; i++) await shelf.run('a', `r${i}`, { size: 300_000 })
    await shelf.store.keep.settle()
    const before = statSync(shelf.path).size
    shelf.days(15)
    await shelf.sweep()
    expect(statSync(shelf.path).size).toBeLessThan(before - 1_500_000)
    expect((await shelf.store.keep.file()).free).toBe(0)
  })

  it('counts the notebooks of an earlier version first, and removes nothing of theirs that is judged', async () => {
    const judged = await shelf.run('a', 'r1')
    const old = await shelf.run('a', 'r2')
    await shelf.run('a', 'r3')
    await shelf.judge('a', 'r1')
    await shelf.reopen(() => {
      const database = openDatabase(shelf.path, { durability: 'full', engine })
      for (const table of ['citations', 'uncounted', 'swept', 'pictures'])
        database.exec(`drop table ${table}`)
      database.exec('pragma user_version = 2')
      database.close()
    })
    shelf.days(15)
    await shelf.sweep()
    expect(await left({ judged, old })).toEqual(['judged'])
  })

  it('removes pictures that no text has shown for its days, and none that one shows again', async () => {
    const picture = { type: 'image/png', bytes: bytesOf('picture', 500) } as const
    const hash = hashOf(picture.bytes)
    const there = async () => (await shelf.store.pictures.get('n', hash)) !== null
    expect(await shelf.store.pictures.put('n', hash, picture, 10_000)).toBe(true)
    await shelf.note('t', `![seen](picture:${hash})`)
    shelf.days(100)
    await shelf.sweep()
    await shelf.note('t', 'gone')
    await shelf.sweep()
    shelf.days(10)
    await shelf.note('t', `![back](picture:${hash})`)
    await shelf.sweep()
    shelf.days(10)
    await shelf.sweep()
    expect(await there()).toBe(true)
    await shelf.note('t', 'gone for good')
    await shelf.sweep()
    shelf.days(15)
    expect(await shelf.sweep()).toMatchObject({ pictures: 1 })
    expect(await there()).toBe(false)
  })
})
