import type { Ms } from '#shared/time/window.ts'
import { printDuration } from '#shared/promql/syntax/literal.ts'
import { type Expression, walk } from '#shared/promql/tree.ts'
import type { Edit } from '#shared/query/span.ts'
import type { Edits } from './edit.ts'

/** Functions that read the clock of the evaluation, which no offset moves. */
const clocks = [
  'time',
  'minute',
  'hour',
  'day_of_week',
  'day_of_month',
  'day_of_year',
  'days_in_month',
  'month',
  'year',
]

/** Moves every selector by so many milliseconds into the past. */
export function earlierEdits(tree: Expression, text: string, by: Ms): Edits {
  if (!Number.isInteger(by)) return { reason: 'A query is moved by whole milliseconds' }
  const edits: Edit[] = []
  const selected = new Map<Expression, number>()
  for (const node of walk(tree)) {
    if (node.kind === 'call' && clocks.includes(node.name) && node.args.length === 0)
      return { reason: `${node.name}() reads the clock, which cannot be moved` }
    if (node.kind === 'range') selected.set(node.selector, node.brackets.to)
    if (node.kind !== 'selector') continue
    const { offset } = node
    const total = (offset?.by ?? 0) + by
    const end = selected.get(node) ?? node.body.to
    const wanted = total === 0 ? '' : `offset ${printDuration(total)}`
    if (offset === undefined) edits.push({ from: end, to: end, text: wanted === '' ? '' : ` ${wanted}` })
    else if (wanted !== '') edits.push({ ...offset.span, text: wanted })
    else edits.push({ from: text.slice(0, offset.span.from).trimEnd().length, to: offset.span.to, text: '' })
  }
  if (edits.length === 0) return { reason: 'The query reads no series' }
  return { edits }
}
