import type { Query } from '#shared/ask/request.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import type { Problem } from '#shared/query/span.ts'
import { languages } from './languages.ts'

/** What is wrong with a query: what the checker sees in it now, or else what its last run failed with, if it is still the same text. */
export function problemsOf(query: Query, last: Run | undefined): readonly Problem[] {
  if (query.text.trim() === '') return []
  const found = languages[query.language].problems(query.text)
  if (found.length > 0) return found
  const failed = failureIn(query, last)
  return failed ? [failed] : []
}

function failureIn(query: Query, last: Run | undefined): Problem | null {
  if (!last || !('failure' in last.outcome) || last.asked.request.kind !== 'query') return null
  const { failure } = last.outcome
  const asked = last.asked.request.queries.find(each => each.id === failure.query)
  if (failure.kind !== 'query' || asked?.id !== query.id || asked.text !== query.text) return null
  const { message, hint, replacement } = failure
  return {
    message,
    span: failure.span ?? { from: 0, to: query.text.length },
    ...(hint === undefined ? {} : { hint }),
    ...(replacement === undefined ? {} : { replacement }),
  }
}
