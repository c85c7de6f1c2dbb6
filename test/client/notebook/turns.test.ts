import { describe, expect, it } from 'vitest'
import { turns } from '#client/notebook/steps/turns.ts'

/** Frames that pass when the test says so. */
function stage() {
  const frames: (() => void)[] = []
  const done: string[] = []
  const inTurn = turns(then => void frames.push(then))
  return { done, add: (name: string) => inTurn(() => done.push(name)), frame: () => frames.shift()?.() }
}

describe('pieces of work', () => {
  it('have one frame each, the first at once', () => {
    const { done, add, frame } = stage()
    for (const name of ['a', 'b', 'c']) add(name)
    expect(done).toEqual(['a'])
    frame()
    expect(done).toEqual(['a', 'b'])
    frame()
    expect(done).toEqual(['a', 'b', 'c'])
  })

  it('that are taken back lose their turn, and hold up nobody', () => {
    const { done, add, frame } = stage()
    add('a')
    const takeBack = add('b')
    add('c')
    takeBack()
    frame()
    expect(done).toEqual(['a', 'c'])
  })

  it('that come after all the others are begun at once', () => {
    const { done, add, frame } = stage()
    add('a')
    frame()
    add('b')
    expect(done).toEqual(['a', 'b'])
  })

  it('of which one fails do not stop the others', () => {
    const frames: (() => void)[] = []
    const done: string[] = []
    const inTurn = turns(then => void frames.push(then))
    const failing = () =>
      inTurn(() => {
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    inTurn(() => done.push('b'))
    frames.shift()?.()
    expect(done).toEqual(['b'])
  })
})
