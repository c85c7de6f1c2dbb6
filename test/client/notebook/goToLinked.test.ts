import { describe, expect, it } from 'vitest'
import { besideDeleted } from '#client/notebook/page/goToLinked.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'

/** Steps by their ids in order, deleted ones with a minus. */
const notebook = (steps: string) =>
  ({
    steps: steps.split(' ').map(each => ({ id: each.replace('-', ''), removed: each.startsWith('-') })),
  }) as unknown as Notebook

describe('the place of a deleted step', () => {
  it.each([
    ['a -b c', 'b', 'a'],
    ['a -b -c d', 'c', 'a'],
    ['-a b', 'a', 'b'],
    ['-a -b', 'b', null],
  ])('in %s, that of %s is %s', (steps, id, beside) => {
    expect(besideDeleted(notebook(steps), id)).toBe(beside)
  })
})
