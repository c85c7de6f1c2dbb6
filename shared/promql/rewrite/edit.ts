import type { Rewritten } from '#shared/query/language.ts'
import type { Edit, Span } from '#shared/query/span.ts'
import { edited } from '#shared/query/edited.ts'
import type { Check } from '#shared/promql/check/checker.ts'
import { parse } from '#shared/promql/parse.ts'
import { printLabelName } from '#shared/promql/print.ts'
import type { Expression, LabelName } from '#shared/promql/tree.ts'

/** Edits, or the reason why there are none. */
export type Edits = { readonly edits: readonly Edit[] } | { readonly reason: string }

/** Rewrites a query that is right, and makes sure that it still is. */
export function rewrite(
  text: string,
  check: Check,
  make: (tree: Expression, text: string) => Edits,
): Rewritten {
  const parsed = parse(text)
  if (!parsed.ok) return { ok: false, reason: parsed.problems[0]?.message ?? 'The query is not PromQL' }
  const wrong = check(parsed.tree)[0]
  if (wrong !== undefined) return { ok: false, reason: wrong.message }
  const made = make(parsed.tree, text)
  if ('reason' in made) return { ok: false, reason: made.reason }
  const result = edited(text, made.edits)
  const again = parse(result)
  const fault = again.ok ? check(again.tree)[0] : again.problems[0]
  return fault === undefined
    ? { ok: true, text: result, edits: made.edits }
    : { ok: false, reason: fault.message }
}

/** A label name put at the end of a parenthesised list. */
export function labelAdded(text: string, list: Span, labels: readonly LabelName[], label: string): Edit {
  const name = printLabelName(label)
  const last = labels.at(-1)
  if (last === undefined) return { from: list.from, to: list.to, text: `(${name})` }
  const comma =
    text.slice(last.span.from, list.to).includes(', ') ||
    labels.length < 2 ||
    text.slice(list.from, list.to).includes(', ')
  return { from: last.span.to, to: last.span.to, text: `${comma ? ', ' : ','}${name}` }
}

/** A label name taken out of a list, with its comma. */
export function labelRemoved(labels: readonly LabelName[], label: string): Edit | undefined {
  const i = labels.findIndex(one => one.name === label)
  const found = labels[i]
  if (found === undefined) return undefined
  const before = labels[i - 1]
  const after = labels[i + 1]
  if (before !== undefined) return { from: before.span.to, to: found.span.to, text: '' }
  return { from: found.span.from, to: after?.span.from ?? found.span.to, text: '' }
}
