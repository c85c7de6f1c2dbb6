import type { Problem } from '#shared/query/span.ts'
import { cursorOver, refuse, shown } from './syntax/cursor.ts'
import { modifiers, readExpression } from './syntax/grammar.ts'
import { NotPromql } from './syntax/tokens.ts'
import type { Expression } from './tree.ts'

export type Parsed =
  | { readonly ok: true; readonly tree: Expression }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a query's text as a typed tree with spans, or says where it stops being PromQL. Types, argument counts and label patterns are
 * not looked at here but in `check`.
 *
 * A parser of our own rather than the tree of @prometheus-io/lezer-promql, which colours the editor: that one hangs offset, @ and ranges
 * on the whole of `a - b offset 1w`, reads -1^2 as 1, and finds no fault in queries that Prometheus refuses.
 */
export function parse(text: string): Parsed {
  try {
    const cursor = cursorOver(text)
    if (cursor.peek().kind === 'end') refuse('The query is empty', { from: 0, to: text.length })
    const tree = readExpression(cursor)
    const rest = cursor.peek()
    if (rest.kind !== 'end') {
      const stray = rest.kind === 'sign' && ')]}'.includes(rest.text)
      if (stray) refuse(`This ${rest.text} closes nothing`, rest, { replacement: '' })
      if (rest.kind === 'word' && modifiers.includes(rest.text.toLowerCase()))
        refuse(`${rest.text} modifies an operator and stands behind one`, rest)
      refuse(`An operator is missing before ${shown(rest)}`, rest)
    }
    return { ok: true, tree }
  } catch (error) {
    if (error instanceof NotPromql) return { ok: false, problems: [error.problem] }
    throw error
  }
}
