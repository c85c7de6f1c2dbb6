import type { Query } from '#shared/ask/request.ts'
import { writtenRequest } from '#shared/notebook/filling.ts'
import type { Run } from '#shared/notebook/notebook.ts'
import type { Language } from '#shared/query/language.ts'
import type { Problem } from '#shared/query/span.ts'

/** What is wrong with a query: what the checker sees in it now, or else what its last run failed with, if it is still the same text. */
export function problemsOf(language: Language, query: Query, last: Run | undefined): readonly Problem[] {
  if (query.text.trim() === '') return []
  const found = language.problems(query.text)
  if (found.length > 0) return found
  const failed = failureIn(query, last)
  return failed ? [failed] : []
}

function failureIn(query: Query, last: Run | undefined): Problem | null {
  if (!last || !('failure' in last.outcome)) return null
  const { failure } = last.outcome
  const asked = writtenRequest(last.asked)
  const same =
    asked.kind === 'query' && asked.queries.some(({ id, text }) => id === query.id && text === query.text)
  if (failure.kind !== 'query' || failure.query !== query.id || !same) return null
  const { message, hint, replacement } = failure
  return {
    message,
    span: failure.span ?? { from: 0, to: query.text.length },
    ...(hint === undefined ? {} : { hint }),
    ...(replacement === undefined ? {} : { replacement }),
  }
}
