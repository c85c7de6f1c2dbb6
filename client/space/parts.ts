import type { NotebookSpace, Space } from '#shared/wire/space.ts'

export type Part = {
  readonly name: Exclude<keyof NotebookSpace, 'id' | 'title'>
  readonly words: string
  readonly about: string
}

/** What a notebook is made of, the firmest first. */
export const parts: readonly Part[] = [
  { name: 'judged', words: 'judged', about: 'Evidence that is judged or pinned; it stays' },
  { name: 'latest', words: 'latest', about: 'The latest evidence of each step; it stays' },
  { name: 'details', words: 'details', about: 'What lets steps be split when their source is gone' },
  { name: 'unjudged', words: 'not judged', about: 'Evidence that nobody judged; it goes in time' },
  { name: 'pictures', words: 'pictures', about: 'Pictures in its texts' },
  { name: 'log', words: 'history', about: 'Every change that was made, and its snapshots' },
]

/** All that a notebook uses, in bytes. */
export const wholeOf = (row: NotebookSpace): number => parts.reduce((sum, { name }) => sum + row[name], 0)

/** All that one part uses over all notebooks, in bytes. */
export const sumOf = (space: Space, name: Part['name']): number =>
  space.notebooks.reduce((sum, row) => sum + row[name], 0)
