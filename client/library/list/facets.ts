import type { NotebookSummary } from '#shared/wire/wire.ts'
import { day, type Ms } from '#shared/time/window.ts'

/** A way to narrow the library: what it is called in addresses, and by people. */
type Facet = { readonly id: string; readonly words: string; readonly count: number }

const tests: Readonly<
  Record<string, { readonly words: string; readonly holds: (row: NotebookSummary, now: Ms) => boolean }>
> = {
  all: { words: 'all', holds: () => true },
  cause: { words: 'cause found', holds: row => row.verdict === 'cause' },
  open: { words: 'open', holds: row => row.status === 'open' },
  'dead-ends': { words: 'with dead ends', holds: row => row.deadEnds > 0 },
  week: { words: 'this week', holds: (row, now) => row.changed > now - 7 * day },
}

/** The rows that a facet lets through; an unknown one lets all through. */
export function narrowed(
  rows: readonly NotebookSummary[],
  facet: string,
  now: Ms,
): readonly NotebookSummary[] {
  if (facet.startsWith('tag:')) return rows.filter(row => row.tags.includes(facet.slice(4)))
  const test = tests[facet]
  return test === undefined ? rows : rows.filter(row => test.holds(row, now))
}

/**
 * The facets of these rows with their counts: none that would let nothing through, except `all` and the chosen one. At most five tags, the
 * most used first, and none that all rows have.
 */
export function facetsOf(rows: readonly NotebookSummary[], chosen: string, now: Ms): readonly Facet[] {
  const facet = (id: string, words: string): Facet => ({ id, words, count: narrowed(rows, id, now).length })
  const tags = [...new Set(rows.flatMap(row => row.tags))]
    .map(tag => facet(`tag:${tag}`, tag))
    .toSorted((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1))
    .filter(({ id, count }) => id === chosen || count < rows.length)
  return [
    ...Object.entries(tests)
      .map(([id, { words }]) => facet(id, words))
      .filter(({ id, count }) => id === 'all' || id === chosen || count > 0),
    ...tags.slice(0, 5),
  ]
}

/** The demo's first story, by title, which no edit of another reorders. */
export const firstOfDemo = (demo: readonly NotebookSummary[]): NotebookSummary | undefined =>
  demo.toSorted((a, b) => (a.title < b.title ? -1 : 1))[0]
