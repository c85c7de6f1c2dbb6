import { Failed } from '#shared/query/failure.ts'
import type { Problem, Remark, Span } from '#shared/query/span.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Frame, RawSeries } from '#shared/series/series.ts'
import { type Grid, instantAt } from '#shared/time/grid.ts'
import { check } from './check.ts'
import { hasAt } from './engine/column.ts'
import { evaluate, type Read, type Stop } from './evaluate.ts'
import { parse } from './parse.ts'
import { type Expression, selectorsOf, walk } from './tree.ts'
import { typeOf } from './typing.ts'

/** A part of a query that a source answers: its text, on the query's own grid. */
export type Leaf = { readonly text: string; readonly node: Expression }

/** A query cut below its outer aggregations. `rest` reads the leaves by number; see `evaluateRest`. */
export type Detail = { readonly leaves: readonly Leaf[]; readonly rest: Expression }

/**
 * The cuts of a query: ask the whole, the arguments of the outer aggregations (null where there are none, or where a subquery or @ asks
 * for instants off the grid), or the bare selectors.
 */
export type Plan = {
  readonly whole: Expression
  readonly detail: Detail | null
  readonly selectors: readonly (readonly Matcher[])[]
}

/** Cuts a query, or says what is wrong with it. */
export function plan(
  text: string,
):
  { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const parsed = parse(text)
  if (!parsed.ok) return parsed
  const problems = check(parsed.tree)
  if (problems.length > 0) return { ok: false, problems }
  const whole = parsed.tree
  const selectors = selectorsOf(whole).map(({ matchers }) =>
    matchers.map(({ name, op, value }) => ({ name, op, value })),
  )
  return { ok: true, plan: { whole, detail: detailOf(whole, text), selectors } }
}

const aggregates = (node: Expression) => [...walk(node)].some(one => one.kind === 'aggregate')

function detailOf(whole: Expression, text: string): Detail | null {
  const offGrid = [...walk(whole)].some(
    one => one.kind === 'subquery' || (one.kind === 'selector' && one.at !== undefined),
  )
  if (offGrid || !aggregates(whole) || typeOf(whole) === 'matrix') return null
  const leaves: Leaf[] = []
  const leaf = (node: Expression): Expression => {
    const own = text.slice(node.span.from, node.span.to)
    let number = leaves.findIndex(one => one.text === own)
    if (number < 0) number = leaves.push({ text: own, node }) - 1
    return leafSelector(number, node.span)
  }
  return { rest: cut(whole, leaf), leaves }
}

const leafLabel = '__leaf__'

const leafSelector = (number: number, span: Span): Expression => ({
  kind: 'selector',
  span,
  body: span,
  matchers: [{ name: leafLabel, op: '=', value: String(number), span }],
})

function cut(node: Expression, leaf: (node: Expression) => Expression): Expression {
  if (selectorsOf(node).length === 0) return node
  if (!aggregates(node) && typeOf(node) === 'vector') return leaf(node)
  switch (node.kind) {
    case 'aggregate': {
      const last = node.args.length - 1
      return { ...node, args: node.args.map((arg, i) => (i === last ? leaf(arg) : cut(arg, leaf))) }
    }
    case 'call':
      return { ...node, args: node.args.map(arg => cut(arg, leaf)) }
    case 'binary':
      return { ...node, left: cut(node.left, leaf), right: cut(node.right, leaf) }
    case 'paren':
    case 'unary':
      return { ...node, body: cut(node.body, leaf) }
    default:
      return node
  }
}

/** The series of a frame as raw samples at the instants where they have a value. */
function rawOf(frame: Frame): readonly RawSeries[] {
  const all = Float64Array.from({ length: frame.grid.count }, (_, i) => instantAt(frame.grid, i))
  return frame.series.map(({ labels, values, present }) => {
    const keep = (_: number, i: number) => hasAt(values, present, i)
    if (values.every((_, i) => hasAt(values, present, i))) return { labels, times: all, values }
    return { labels, times: all.filter(keep), values: values.filter(keep) }
  })
}

/**
 * Evaluates the rest of a cut query over the frames of its leaves, in the order of `leaves`, all on `grid`: the same result as asking the
 * whole. No source is asked, so that a kept detail can be split again offline. Throws as `evaluate` does.
 */
export function evaluateRest(
  rest: Expression,
  frames: readonly Frame[],
  grid: Grid,
  stop: Stop = () => false,
): { readonly frame: Frame; readonly remarks: readonly Remark[] } {
  const raw = frames.map(rawOf)
  const read: Read = matchers => {
    const number = Number(matchers.find(matcher => matcher.name === leafLabel)?.value)
    const found = raw[number]
    if (found === undefined)
      throw new Failed({ kind: 'execution', message: 'A part of the kept detail is missing' })
    return found
  }
  return evaluate(rest, grid, read, stop, { lookback: 1 })
}
