import { Failed } from '#shared/query/failure.ts'
import { labelKey, type Labels, printLabels } from '#shared/series/labels.ts'
import type { Binary, Matching } from '#shared/promql/tree.ts'
import { isArithmetic } from '#shared/promql/check/typing.ts'
import { column, type Column, distinct, hasAt, isEmpty, marked, withoutName } from './column.ts'
import { pairRule, type PairRule } from './operators.ts'

/** The labels by which two sides are matched, and a key for them. */
export function signatureOf(matching: Matching | undefined): (labels: Labels) => Labels {
  const names = matching?.labels.map(label => label.name) ?? []
  if (matching?.on)
    return labels => {
      const kept: Record<string, string> = {}
      for (const name of names) if (labels[name]) kept[name] = labels[name]
      return kept
    }
  return labels => {
    const { __name__: _, ...rest } = labels as Record<string, string>
    for (const name of names) delete rest[name]
    return rest
  }
}

/** Values of `a` and `b` at each instant made into a column by the rule; `b` is a column or (`all`) a number at each instant, which a filter never keeps. */
function paired(
  labels: Labels,
  a: { values: Float64Array; present?: Uint8Array | undefined },
  b: { values: Float64Array; present?: Uint8Array | undefined; all?: true },
  { keeps, value }: PairRule,
  kept: 'a' | 'b' = 'a',
): Column {
  const count = a.values.length
  const out = new Float64Array(count)
  let present: Uint8Array | undefined
  for (let i = 0; i < count; i++) {
    const x = a.values[i] as number
    const y = b.values[i] as number
    const both = hasAt(a.values, a.present, i) && (b.all === true || hasAt(b.values, b.present, i))
    const [left, right] = kept === 'a' ? [x, y] : [y, x]
    if (!both || (keeps !== undefined && !keeps(left, right))) {
      out[i] = NaN
      continue
    }
    const result = keeps === undefined ? value(left, right) : b.all ? x : left
    out[i] = result
    if (result !== result) present = marked(present, count, i)
  }
  return column(labels, out, present)
}

/** A vector and a number, whichever stands on the left. A filter keeps the vector's value. */
export function withScalar(
  node: Binary,
  columns: Iterable<Column>,
  scalar: Float64Array,
  vectorIs: 'left' | 'right',
): readonly Column[] {
  const rule = pairRule(node.op, node.bool !== undefined)
  const drops = isArithmetic(node.op) || node.bool !== undefined
  const made: Column[] = []
  for (const one of columns) {
    const labels = drops ? withoutName(one.labels) : one.labels
    made.push(paired(labels, one, { values: scalar, all: true }, rule, vectorIs === 'left' ? 'a' : 'b'))
  }
  return distinct(made, node.span)
}

/** Two numbers at each instant. */
export function twoScalars(node: Binary, left: Float64Array, right: Float64Array): Float64Array {
  const { value } = pairRule(node.op, true)
  return left.map((a, i) => value(a, right[i] as number))
}

type Side = { readonly labels: Labels; readonly columns: Column[] }

function bySignature(columns: Iterable<Column>, signature: (labels: Labels) => Labels): Map<string, Side> {
  const sides = new Map<string, Side>()
  for (const one of columns) {
    const labels = signature(one.labels)
    const key = labelKey(labels)
    const side = sides.get(key)
    if (side === undefined) sides.set(key, { labels, columns: [one] })
    else side.columns.push(one)
  }
  return sides
}

/** How many of the columns have a value at each instant. */
function presence(columns: Iterable<Column>, count: number): Int32Array {
  const counts = new Int32Array(count)
  for (const { values, present } of columns)
    for (let i = 0; i < count; i++) if (hasAt(values, present, i)) counts[i] = (counts[i] as number) + 1
  return counts
}

/** Two vectors by an operator that is no set operator: one to one, or many to one by group_left and group_right. */
export function twoVectors(
  node: Binary,
  left: readonly Column[],
  right: readonly Column[],
  count: number,
): readonly Column[] {
  const { matching } = node
  const swapped = matching?.many === 'right'
  const [many, one] = swapped ? [right, left] : [left, right]
  const signature = signatureOf(matching)
  const ones = bySignature(one, signature)
  const manies = bySignature(many, signature)
  requireSingle(node, ones, many, count)
  const rule = pairRule(node.op, node.bool !== undefined)
  const made: Column[] = []
  for (const [key, side] of manies) {
    const other = ones.get(key)
    if (other === undefined) continue
    if (matching?.many === undefined && side.columns.length > 1) requireOneToOne(node, side, other, count)
    for (const a of side.columns)
      for (const b of other.columns)
        made.push(paired(resultLabels(node, a.labels, b.labels), a, b, rule, swapped ? 'b' : 'a'))
  }
  return mergedPairs(node, made, swapped)
}

/** Pairs that share their labels, laid into each other where they never meet. */
function mergedPairs(node: Binary, made: readonly Column[], swapped: boolean): readonly Column[] {
  try {
    return distinct(
      made.filter(one => !isEmpty(one)),
      node.span,
    )
  } catch (error) {
    if (!(error instanceof Failed) || node.matching?.many === undefined) throw error
    const message = `Several series of the ${swapped ? 'right' : 'left'} side give a result with the same labels`
    throw new Failed({
      kind: 'execution',
      message,
      span: node.matching.span,
      hint: 'The grouping labels must keep them apart',
    })
  }
}

function requireSingle(
  node: Binary,
  ones: ReadonlyMap<string, Side>,
  many: readonly Column[],
  count: number,
): void {
  const doubled = [...ones.values()].filter(side => side.columns.length > 1)
  if (doubled.length === 0) return
  const some = presence(many, count)
  for (const side of doubled) {
    const counts = presence(side.columns, count)
    if (!counts.some((n, i) => n > 1 && (some[i] as number) > 0)) continue
    const which = node.matching?.many === 'right' ? 'left' : 'right'
    const message = `Several series on the ${which} side of ${node.op} match ${printLabels(side.labels)}, and only one may`
    const hint =
      node.matching?.many === undefined
        ? 'Aggregate that side, or match on more labels'
        : `group_${node.matching.many} allows many series on the other side only`
    throw new Failed({
      kind: 'execution',
      message,
      span: which === 'left' ? node.left.span : node.right.span,
      hint,
    })
  }
}

function requireOneToOne(node: Binary, side: Side, other: Side, count: number): void {
  const counts = presence(side.columns, count)
  const present = presence(other.columns, count)
  if (!counts.some((n, i) => n > 1 && (present[i] as number) > 0)) return
  const message = `Several series on the left side of ${node.op} match ${printLabels(side.labels)} on the right`
  const hint = 'Where that is meant, say so with on(…) group_left'
  throw new Failed({ kind: 'execution', message, span: node.matching?.span ?? node.opSpan, hint })
}

function resultLabels({ op, bool, matching }: Binary, many: Labels, one: Labels): Labels {
  const drops = isArithmetic(op) || bool !== undefined
  let labels: Record<string, string> = { ...(drops ? withoutName(many) : many) }
  const names = matching?.labels.map(label => label.name) ?? []
  if (matching !== undefined && matching.many === undefined) {
    if (matching.on)
      labels = Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)))
    else for (const name of names) delete labels[name]
  }
  for (const { name } of matching?.include ?? []) {
    if (one[name]) labels[name] = one[name]
    else delete labels[name]
  }
  return labels
}

/** `and`, `or`, `unless`: many with many, the left side's values first. */
export function setOperation(
  node: Binary,
  left: readonly Column[],
  right: readonly Column[],
  count: number,
): readonly Column[] {
  const signature = signatureOf(node.matching)
  const [kept, other] = node.op === 'or' ? [right, left] : [left, right]
  const counts = new Map<string, Int32Array>()
  for (const [key, side] of bySignature(other, signature)) counts.set(key, presence(side.columns, count))
  const wanted = node.op === 'and'
  const filtered = kept.map(one => {
    const found = counts.get(labelKey(signature(one.labels)))
    return only(one, i => (found !== undefined && (found[i] as number) > 0) === wanted)
  })
  return node.op === 'or' ? distinct([...left, ...filtered], node.span) : filtered
}

function only({ labels, values, present }: Column, keeps: (i: number) => boolean): Column {
  const out = values.map((value, i) => (keeps(i) ? value : NaN))
  return column(
    labels,
    out,
    present?.map((flag, i) => (keeps(i) ? flag : 0)),
  )
}
