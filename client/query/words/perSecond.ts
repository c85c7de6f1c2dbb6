import type { Query } from '#shared/ask/request.ts'
import { languages } from './languages.ts'

/** The query of a bare counter as its rise per second; null where it is anything else. Counters are known by their names. */
export function perSecond(query: Query): string | null {
  const text = query.text.trim()
  const selectors = languages[query.language].selectors(text)
  const name = selectors[0]?.find(matcher => matcher.name === '__name__' && matcher.op === '=')?.value ?? ''
  const bare = /^[\w:]+\s*(\{[^{}]*\})?$|^\{[^{}]*\}$/.test(text)
  return bare && selectors.length === 1 && /_(total|count|sum|bucket)$/.test(name)
    ? `rate(${text}[1m])`
    : null
}
