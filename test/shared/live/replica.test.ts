import { describe, expect, it } from 'vitest'
import { disconnected, next } from '#shared/live/replica.ts'
import { receive, reset } from '#shared/live/receive.ts'
import { undo } from '#shared/live/undo.ts'
import { notebookOf } from '#test/shared/notebook/samples.ts'
import { after, show } from '#test/shared/notebook/script.ts'
import { Desk } from './desk.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'

const desk = (script = '') => new Desk(after(script))
const word = (text: string, at: number) => `type "${text}" at ${at} in question`

describe('A replica', () => {
  it('has one draft on its way at a time', () => {
    const at = desk().act('title "x"').send().act('title "y"')
    expect(next(at.replica)).toBeNull()
    expect(next(at.confirm().replica)?.draft.base).toBe(2)
  })

  it('sends again what was on its way when the connection went', () => {
    const { replica } = desk().act('title "x"').send()
    expect(next(disconnected(replica))?.draft.id).toBe('me:1')
  })

  it('takes a burst of typing together until it is on its way', () => {
    const at = desk().act(word('a', 0)).act(word('b', 1)).send().act(word('c', 2)).act(word('d', 3))
    expect(at.replica.pending.map(pending => pending.operations)).toMatchObject([
      [{ edit: [[0, 'ab']] }],
      [{ edit: [2, [0, 'cd']] }],
    ])
  })

  it('does not take typing together over a pause, or over something else', () => {
    const at = desk().act(word('a', 0)).pause().act(word('b', 1)).act('title "x"').act(word('c', 2))
    expect(at.replica.pending.length).toBe(4)
  })

  it('shows what is pending on top of what others did', () => {
    expect(desk().act(word('mine', 0)).remote(word('theirs ', 0)).question).toBe('theirs mine')
  })

  it('takes out what does not fit any more, and says so', () => {
    const at = desk().act('title "mine"').remote('title "theirs"')
    expect(at.replica.shown.title).toBe('theirs')
    expect(at.refused).toEqual(['moved'])
    expect(at.replica.pending).toEqual([])
  })

  it('maps what was typed after something refused', () => {
    const at = desk().act(word('gone ', 0)).send().pause().act(word('stays', 5)).refuse()
    expect(at.question).toBe('stays')
    expect(at.refused).toEqual(['forbidden'])
  })

  it('drops what was built on something refused', () => {
    const at = desk().act('insert a').send().act('type "x" at 0 in a.words; title "y"').refuse()
    expect(show(at.replica.shown)).toBe('')
    expect(at.replica.shown.title).toBe('y')
    expect(at.refused).toEqual(['forbidden', 'missing'])
  })

  it('keeps a judgment that was made while the same step was run again', () => {
    const at = desk('insert a; run a r1').act('judge a lead on r1').remote('run a r2; run a r3')
    expect(show(at.replica.shown)).toBe('a:lead')
  })

  it('keeps a second judgment pending over the confirmation of the first', () => {
    const at = desk('insert a; run a r1')
      .act('judge a lead on r1')
      .send()
      .act('judge a cause on r1')
      .confirm()
    expect(show(at.replica.shown)).toBe('a:cause')
    expect(at.refused).toEqual([])
  })

  it('sees that entries are missing', () => {
    const at = desk()
    const entry = {
      id: 'x:1',
      schema: schemaVersion,
      number: 9,
      base: 8,
      by: at.replica.person,
      at: 0,
      previous: '',
      operations: [],
    }
    expect(receive(at.replica, entry)).toEqual({ gap: true })
    expect(receive(at.replica, { ...entry, number: 1 })).toMatchObject({ changes: [], refused: [] })
  })

  it('goes on from a whole notebook, with what is pending where it fits', () => {
    const at = desk().act('title "mine"').act(word('lost', 0))
    const moved = reset(at.replica, { ...notebookOf(), number: 40, question: 'other' })
    expect(moved.replica.shown).toMatchObject({ number: 40, title: 'mine', question: 'other' })
    expect(moved.refused.map(refusal => refusal.kind)).toEqual(['invalid'])
    expect(moved.changes.map(({ change }) => change.toJSON())).toEqual([[[4, 'other']]])
  })
})

describe('Undo', () => {
  it('takes back a burst, then the one before it', () => {
    const at = desk().act(word('one ', 0)).pause().act(word('t', 4)).act(word('wo', 5))
    expect(at.undo().question).toBe('one ')
    expect(at.undo().question).toBe('')
    expect(undo(at.replica, 0)).toBeNull()
    expect(at.redo().question).toBe('one ')
    expect(at.redo().question).toBe('one two')
  })

  it('takes back one burst that was sent in pieces', () => {
    const at = desk().act(word('a', 0)).send().act(word('b', 1)).confirm().send().confirm()
    expect(at.undo().question).toBe('')
  })

  it('takes back what was typed, not what others typed into it', () => {
    const at = desk().act(word('abcd', 0)).send().confirm().remote(word('X', 2))
    expect(at.undo().question).toBe('X')
    expect(at.redo().question).toMatch(/^(abcdX|Xabcd|abXcd)$/)
  })

  it('puts back a deletion around what others typed meanwhile', () => {
    const at = desk(word('abcd', 0)).act('delete 0-4 in question').remote(word('X', 2)).send().confirm()
    expect(at.question).toBe('X')
    expect(at.undo().question).toBe('abXcd')
  })

  it('passes over what somebody else has changed since', () => {
    const at = desk()
      .act(word('kept', 0))
      .pause()
      .act('title "mine"')
      .send()
      .confirm()
      .send()
      .confirm()
      .remote('title "theirs"')
    expect(at.undo().replica.shown).toMatchObject({ title: 'theirs', question: '' })
  })

  it('has nothing to redo after another act', () => {
    const at = desk().act('title "x"').undo().act('title "y"')
    expect(() => at.redo()).toThrow('nothing')
  })

  it('brings back an inserted step that it had removed, with its words', () => {
    const at = desk().act('insert a').pause().act('type "words" at 0 in a.words')
    expect(show(at.undo().undo().replica.shown)).toBe('-a-')
    expect(show(at.redo().redo().replica.shown)).toBe('a(words)')
  })

  it('stays usable when the beginning of a burst that was undone is refused', () => {
    const at = desk(word('base ', 0)).act(word('old', 5)).send().confirm().pause()
    at.act(word('x', 8)).send().act(word('y', 9)).undo()
    expect(at.question).toBe('base old')
    at.refuse().remote(word('theirs ', 0))
    while (at.replica.pending.length > 0) at.send().confirm()
    expect(at.question).toContain('base old')
    expect(at.undo().question).toContain('theirs')
  })
})
