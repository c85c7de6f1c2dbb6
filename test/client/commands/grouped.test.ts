import { expect, it } from 'vitest'
import { grouped } from '#client/commands/grouped.ts'

const row = (id: string, group: string, title = id) => ({ id, title, group, run: () => undefined })

it('groups stand in order of first appearance, and the first of an id hides the others', () => {
  const groups = grouped([row('a', 'one'), row('b', 'two'), row('c', 'one'), row('a', 'two', 'another')])
  expect(groups.map(([name, commands]) => `${name}: ${commands.map(each => each.title).join(' ')}`)).toEqual([
    'one: a c',
    'two: b',
  ])
})
