import type { Id } from '#shared/notebook/notebook.ts'

/** The names by which fields of the page are brought into focus. */
export const focusNames = {
  conclusion: 'conclusion',
  query: (step: Id, query: string) => `query ${step} ${query}`,
  words: (step: Id) => `words ${step}`,
  text: (step: Id) => `text ${step}`,
  title: (step: Id) => `title ${step}`,
  graph: (step: Id) => `graph ${step}`,
  row: (step: Id) => `row ${step}`,
} as const
