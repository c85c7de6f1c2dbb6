import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyOperations } from '#shared/notebook/log/apply.ts'
import { invert } from '#shared/notebook/log/invert.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { composed, rebase } from '#shared/notebook/log/rebase.ts'
import { editBetween } from '#shared/notebook/log/text.ts'
import { after as afterEdit, ana, notebookOf, splice } from './samples.ts'
import { after, operationOf, show, statements } from './script.ts'

const stamp = { by: ana, at: 5 }
const doing = (notebook: Notebook, script: string) => {
  let state = notebook
  const operations: Operation[] = []
  for (const statement of statements(script)) {
    const operation = operationOf(state, statement)
    operations.push(operation)
    state = after(statement, state)
  }
  return { operations, state }
}
const applied = (notebook: Notebook, operations: readonly Operation[]) => {
  const result = applyOperations(notebook, operations, stamp)
  if (!result.ok) throw new Error(result.refusal.message)
  return result.notebook
}

describe('Undoing', () => {
  const start = 'insert a; insert b; note n; run a r1; type "up" at 0 in a.A'
  it.each([
    ['type "x" at 1 in a.A; delete 0-1 in a.A', 'a[up] b n'],
    ['remove b', 'a[up] b n'],
    ['move n to top; move b to top', 'a[up] b n'],
    ['judge a lead on r1', 'a[up] b n'],
    ['judge a lead on r1; judge a cause on r1; unjudge a', 'a[up] b n'],
    ['insert c', 'a[up] b n -c-'],
    ['insert c; type "words" at 0 in c.words', 'a[up] b n -c-'],
    ['query a B "down"', 'a[up|down] b n'],
    ['pin a r1', 'a[up] b n'],
    ['title "x"; title "y"', 'a[up] b n'],
  ])('%s leaves %s', (script, shown) => {
    const before = after(start)
    const { operations, state } = doing(before, script)
    const back = applied(state, invert(before, operations, stamp))
    expect(show(back)).toBe(shown)
    expect(back.title).toBe(before.title)
  })

  it.each(['run a r2', 'title ""', 'move b below a', 'pin a r1; unpin a r1; unpin a r1'])(
    '%s has nothing to undo at its end',
    script => {
      const before = after(start)
      const last = statements(script).at(-1) ?? ''
      const state = after(statements(script).slice(0, -1).join('; '), before)
      expect(invert(state, [operationOf(state, last)], stamp)).toEqual([])
    },
  )

  it('marks an added query removed', () => {
    const before = after(start)
    const { operations, state } = doing(before, 'query a B "down"')
    const step = applied(state, invert(before, operations, stamp)).steps[0]
    expect(
      step?.is === 'ask' && step.request.kind === 'query' && step.request.queries.map(query => query.removed),
    ).toEqual([false, true])
  })
})

const question = { of: 'notebook', name: 'question' } as const
const typed = (length: number, from: number, to: number, insert: string): Operation => ({
  do: 'edit',
  text: question,
  edit: splice(length, from, to, insert),
})
const written = (text: string, operations: readonly Operation[]) =>
  operations.reduce(
    (now, operation) => (operation.do === 'edit' ? afterEdit(now, operation.edit) : now),
    text,
  )

describe('Rebasing', () => {
  it.each([
    ['inserts apart', 'abcd', typed(4, 0, 0, 'X'), typed(4, 4, 4, 'Y'), 'XabcdY'],
    [
      'inserts at one place, theirs first',
      'ab',
      typed(2, 1, 1, 'mine'),
      typed(2, 1, 1, 'theirs'),
      'atheirsmineb',
    ],
    ['a deletion of what the other typed into', 'abcd', typed(4, 0, 4, ''), typed(4, 2, 2, 'X'), 'X'],
    ['deletions that overlap', 'abcd', typed(4, 0, 3, ''), typed(4, 1, 4, ''), ''],
  ])('%s', (_, text, mine, theirs, both) => {
    const { ours, theirs: over } = rebase([mine], [theirs])
    expect(written(written(text, [theirs]), ours)).toBe(both)
    expect(written(written(text, [mine]), over)).toBe(both)
  })

  it('leaves edits of other texts and other operations alone', () => {
    const mine: readonly Operation[] = [typed(0, 0, 0, 'x'), operationOf(notebookOf(), 'title "x"')]
    const theirs: readonly Operation[] = [{ do: 'edit', text: { of: 'words', step: 'a' }, edit: [[0, 'y']] }]
    expect(rebase(mine, theirs)).toEqual({ ours: mine, theirs })
    expect(rebase(mine, theirs).ours).toBe(mine)
  })

  const splices = fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom('', 'x', 'yz', '\n', 'a\nb')), {
    maxLength: 6,
  })
  const chain = (text: string, changes: readonly (readonly [number, number, string])[]) => {
    let now = text
    return changes.map(([place, length, insert]) => {
      const from = place % (now.length + 1)
      const operation = typed(now.length, from, Math.min(now.length, from + length), insert)
      now = written(now, [operation])
      return operation
    })
  }

  it('comes to one text whichever way round, and composing first does not change what one person typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), splices, splices, (raw, left, right) => {
        const text = raw.replace(/[\r\n]/g, '')
        const [mine, theirs] = [chain(text, left), chain(text, right)]
        const { ours, theirs: over } = rebase(mine, theirs)
        expect(written(written(text, theirs), ours)).toBe(written(written(text, mine), over))
        expect(written(text, composed(mine))).toBe(written(text, mine))
      }),
      { numRuns: 500 },
    )
  })
})

describe('The edit between two texts', () => {
  it('makes the one out of the other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const [from, to] = [before.replace(/\r\n?/g, '\n'), after.replace(/\r\n?/g, '\n')]
        expect(afterEdit(from, editBetween(before, after))).toBe(to)
      }),
    )
  })
})
