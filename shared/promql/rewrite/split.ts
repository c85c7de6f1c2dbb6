import { functionOf } from '#shared/promql/functions.ts'
import { printLabelName } from '#shared/promql/print.ts'
import {
  type Aggregate,
  type Binary,
  childrenOf,
  type Expression,
  inner,
  nameOf,
  walk,
} from '#shared/promql/tree.ts'
import { isComparison, isSetOperator, typeOf } from '#shared/promql/check/typing.ts'
import { aggregationOf } from '#shared/promql/aggregations.ts'
import { type Edits, labelAdded, labelRemoved } from './edit.ts'
import type { Edit, Span } from '#shared/query/span.ts'

/** What splitting a part of a query comes to: edits, nothing to group there (`bare`), split already, or not possible. */
type Part =
  | { readonly is: 'edits'; readonly edits: readonly Edit[] }
  | { readonly is: 'bare' }
  | { readonly is: 'already' }
  | { readonly is: 'refused'; readonly reason: string }

const refused = (reason: string): Part => ({ is: 'refused', reason })

/** What a grouping act does to the aggregations of a query. */
type Act = {
  readonly label: string
  readonly change: (node: Aggregate) => Part
  readonly lists: (node: Binary) => readonly Edit[]
}

function part(node: Expression, act: Act): Part {
  switch (node.kind) {
    case 'paren':
    case 'unary':
    case 'subquery':
      return part(node.body, act)
    case 'aggregate':
      return aggregatePart(node, act)
    case 'binary':
      return binaryPart(node, act)
    case 'call':
      return callPart(node, act)
    default:
      return { is: 'bare' }
  }
}

function aggregatePart(node: Aggregate, act: Act): Part {
  if (!aggregationOf(node.op).keepsLabels) return act.change(node)
  const body = node.args.at(-1)
  return body === undefined ? { is: 'bare' } : part(body, act)
}

function callPart(node: Extract<Expression, { kind: 'call' }>, act: Act): Part {
  if (node.name === 'absent' || node.name === 'absent_over_time')
    return refused(`${node.name} has no series that could be told apart`)
  const target = node.args[1]
  if (
    (node.name === 'label_replace' || node.name === 'label_join') &&
    target?.kind === 'string' &&
    target.value === act.label
  )
    return refused(`${act.label} is written by ${node.name}`)
  const parameters = functionOf(node.name)?.parameters ?? []
  const i = parameters.findIndex(({ type }) => type === 'vector' || type === 'matrix')
  const arg = node.args[i]
  if (arg === undefined) return refused(`${node.name}() has no labels to group by`)
  const found = part(arg, act)
  if (node.name !== 'histogram_quantile' || found.is !== 'bare') return found
  return { is: 'edits', edits: wrapped(arg.span, `sum by (le, ${printLabelName(act.label)})`) }
}

function binaryPart(node: Binary, act: Act): Part {
  const sides = [node.left, node.right].filter(side => typeOf(side) === 'vector')
  const parts = sides.map(side => part(side, act))
  const wrong = parts.find(one => one.is === 'refused')
  if (wrong !== undefined) return wrong
  if (parts.every(one => one.is === 'bare')) return { is: 'bare' }
  if (parts.some(one => one.is === 'bare')) return refused(`Only one side of ${node.op} is aggregated`)
  const edits = parts.flatMap(one => (one.is === 'edits' ? one.edits : []))
  if (edits.length === 0) return { is: 'already' }
  return { is: 'edits', edits: [...edits, ...act.lists(node)] }
}

const wrapped = (span: Span, head: string): readonly Edit[] => [
  { from: span.from, to: span.from, text: `${head} (` },
  { from: span.to, to: span.to, text: ')' },
]

/** The aggregation further in that takes the label away; undefined where none does. */
function lostIn(node: Expression, label: string): Aggregate | undefined {
  if (node.kind === 'aggregate' && !aggregationOf(node.op).keepsLabels) {
    const named = node.grouping?.labels.some(one => one.name === label) ?? false
    return named === (node.grouping?.without ?? false) ? node : undefined
  }
  for (const child of childrenOf(node)) {
    const found = lostIn(child, label)
    if (found !== undefined) return found
  }
  return undefined
}

const splitAggregate =
  (text: string, label: string) =>
  (node: Aggregate): Part => {
    const { grouping } = node
    const body = node.args.at(-1)
    const lost = body && lostIn(body, label)
    if (lost !== undefined) return refused(`${label} is aggregated away by the ${lost.op} further in`)
    if (grouping === undefined) return { is: 'edits', edits: [byAdded(text, node, label)] }
    const named = grouping.labels.some(one => one.name === label)
    if (grouping.without) {
      const edit = labelRemoved(grouping.labels, label)
      return edit === undefined ? { is: 'already' } : { is: 'edits', edits: [edit] }
    }
    if (named) return { is: 'already' }
    return { is: 'edits', edits: [labelAdded(text, grouping.list, grouping.labels, label)] }
  }

function byAdded(text: string, { opSpan, list }: Aggregate, label: string): Edit {
  const space = text.slice(opSpan.to, list.from)
  return { from: opSpan.to, to: opSpan.to, text: ` by (${printLabelName(label)})${space === '' ? ' ' : ''}` }
}

/** How the series of an expression without an aggregation are best put together. */
function fittingAggregation(node: Expression): 'sum' | 'avg' | 'max' | 'min' {
  const bare = inner(node)
  if (bare.kind === 'call') {
    if (bare.name === 'max_over_time') return 'max'
    if (bare.name === 'min_over_time') return 'min'
    if (/^(?:rate|irate|increase|changes|resets|count_over_time)$/.test(bare.name)) return 'sum'
    const first = bare.args.find(arg => typeOf(arg) === 'vector')
    return first === undefined ? 'avg' : fittingAggregation(first)
  }
  if (bare.kind === 'unary') return fittingAggregation(bare.body)
  if (bare.kind === 'binary') {
    const [left, right] = [typeOf(bare.left), typeOf(bare.right)]
    if (isComparison(bare.op) || isSetOperator(bare.op))
      return fittingAggregation(left === 'vector' ? bare.left : bare.right)
    if (left === 'scalar') return bare.op === '*' ? fittingAggregation(bare.right) : 'avg'
    if (right === 'scalar') return bare.op === '*' || bare.op === '/' ? fittingAggregation(bare.left) : 'avg'
    const both = [fittingAggregation(bare.left), fittingAggregation(bare.right)]
    return (bare.op === '+' || bare.op === '-') && both.every(one => one === 'sum') ? 'sum' : 'avg'
  }
  return bare.kind === 'selector' && /_(?:total|count|sum|bucket)$/.test(nameOf(bare) ?? '') ? 'sum' : 'avg'
}

/** Groups by one label more. */
export function splitEdits(tree: Expression, text: string, label: string): Edits {
  if (typeOf(tree) !== 'vector') return { reason: 'Only a vector has labels to split by' }
  const lists = ({ matching }: Binary): readonly Edit[] => {
    if (!matching?.on || matching.labels.some(one => one.name === label)) return []
    return [labelAdded(text, matching.list, matching.labels, label)]
  }
  const found = part(tree, { label, change: splitAggregate(text, label), lists })
  if (found.is === 'refused') return { reason: found.reason }
  if (found.is === 'already') return { reason: `The query is split by ${label} already` }
  if (found.is === 'edits') return { edits: found.edits }
  const ranked = outermostRanking(tree)
  const target = ranked?.args.at(-1) ?? tree
  return { edits: wrapped(target.span, `${fittingAggregation(target)} by (${printLabelName(label)})`) }
}

/** The topk or bottomk that stands outermost: what it ranks is what is grouped. */
function outermostRanking(node: Expression): Aggregate | undefined {
  const bare = inner(node)
  return bare.kind === 'aggregate' && aggregationOf(bare.op).keepsLabels ? bare : undefined
}

const unsplitAggregate =
  (text: string, label: string) =>
  ({ grouping, opSpan, list }: Aggregate): Part => {
    if (grouping === undefined) return { is: 'already' }
    const named = grouping.labels.some(one => one.name === label)
    if (grouping.without)
      return named
        ? { is: 'already' }
        : { is: 'edits', edits: [labelAdded(text, grouping.list, grouping.labels, label)] }
    if (!named) return { is: 'already' }
    if (grouping.labels.length > 1) {
      const edit = labelRemoved(grouping.labels, label)
      return edit === undefined ? { is: 'already' } : { is: 'edits', edits: [edit] }
    }
    const before = grouping.span.from < list.from
    const edit = before
      ? { from: opSpan.to, to: list.from, text: '' }
      : { from: list.to, to: grouping.span.to, text: '' }
    return { is: 'edits', edits: [edit] }
  }

/** Takes one label out of the grouping. */
export function unsplitEdits(tree: Expression, text: string, label: string): Edits {
  const lists = ({ matching }: Binary): readonly Edit[] => {
    const edit = matching?.on ? labelRemoved(matching.labels, label) : undefined
    return edit === undefined ? [] : [edit]
  }
  const found = part(tree, { label, change: unsplitAggregate(text, label), lists })
  if (found.is === 'refused') return { reason: found.reason }
  if (found.is === 'edits') return { edits: found.edits }
  return { reason: `The query is not split by ${label}` }
}

/** The labels of the outermost aggregation's `by`, empty for one without a clause; undefined for `without` and where there is none. */
export function groupingOf(tree: Expression): readonly string[] | undefined {
  for (const node of walk(tree)) {
    if (node.kind !== 'aggregate' || aggregationOf(node.op).keepsLabels) continue
    return node.grouping?.without ? undefined : (node.grouping?.labels.map(label => label.name) ?? [])
  }
  return undefined
}
