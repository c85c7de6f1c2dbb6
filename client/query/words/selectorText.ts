import type { Query } from '#shared/ask/request.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { languages } from './languages.ts'

/** A selector as text: `{__name__="up", app=~"a|b"}`. */
export const printSelector = (matchers: readonly Matcher[]): string =>
  `{${matchers.map(({ name, op, value }) => `${name}${op}${JSON.stringify(value)}`).join(', ')}}`

/** What a query reads: its selectors as texts, the same without their filters, and the name of the first metric (empty: none is named). */
export type Reads = {
  readonly match: readonly string[]
  readonly unfiltered: readonly string[]
  readonly metric: string
}

export function readsOf(query: Query): Reads {
  const selectors = languages[query.language].selectors(query.text)
  const names = selectors.flatMap(matchers =>
    matchers.filter(({ name, op }) => name === '__name__' && op === '='),
  )
  return {
    match: selectors.map(printSelector),
    unfiltered: names.map(name => printSelector([name])),
    metric: names[0]?.value ?? '',
  }
}
