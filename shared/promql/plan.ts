import { Failed } from '#shared/query/failure.ts'
import type { Problem, Remark, Span } from '#shared/query/span.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Frame, RawSeries } from '#shared/series/series.ts'
import { type Grid, instantAt } from '#shared/time/grid.ts'
import { check } from './check/check.ts'
import { hasAt } from './engine/column.ts'
import { evaluate, type Read, type Stop } from './evaluate.ts'
import { parse } from './parse.ts'
import { type Expression, inner, replaced, selectorsOf, walk } from './tree.ts'
import { typeOf } from './check/typing.ts'

/** A part of a query that a source answers: its text, on the query's own grid. */
export type Leaf = { readonly text: string; readonly node: Expression }

/** A query cut above what it reads. `rest` reads the leaves by number; see `evaluateRest`. */
export type Detail = { readonly leaves: readonly Leaf[]; readonly rest: Expression }

/**
 * The cuts of a query: ask the whole, what it reads series by series (`rate(x[1m])`, `x`; null where that is the whole itself, or nothing, or
 * where a subquery or @ asks for instants off the grid), or the bare selectors.
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

/** Functions that ask more of a selector than its values. */
const ofSelectors: readonly string[] = ['absent', 'timestamp']

const asksSelector = (node: Expression) =>
  node.kind === 'call' &&
  ofSelectors.includes(node.name) &&
  node.args.some(arg => inner(arg).kind === 'selector')

const reads = (node: Expression) =>
  node.kind === 'selector' ||
  asksSelector(node) ||
  (node.kind === 'call' && node.args.some(arg => typeOf(arg) === 'matrix'))

function detailOf(whole: Expression, text: string): Detail | null {
  const offGrid = [...walk(whole)].some(
    one => one.kind === 'subquery' || (one.kind === 'selector' && one.at !== undefined),
  )
  const type = typeOf(whole)
  if (offGrid || reads(inner(whole)) || type === 'matrix' || type === 'string') return null
  const leaves: Leaf[] = []
  const numberOf = (node: Expression): number | undefined => {
    if (!reads(node)) return undefined
    const own = text.slice(node.span.from, node.span.to)
    const number = leaves.findIndex(one => one.text === own)
    return number < 0 ? leaves.push({ text: own, node }) - 1 : number
  }
  const rest = cutAt(whole, numberOf)
  return leaves.length === 0 ? null : { rest, leaves }
}

const leafLabel = '__leaf__'

const leafSelector = (number: number, span: Span): Expression => ({
  kind: 'selector',
  span,
  body: span,
  matchers: [{ name: leafLabel, op: '=', value: String(number), span }],
})

/**
 * Cuts a tree at the highest vectors to which `numberOf` gives a number, for `evaluateRest`. What is read off the grid or beside its values
 * (below a range, a subquery, `timestamp(x)`) is never cut but as a whole.
 */
export const cutAt = (whole: Expression, numberOf: (vector: Expression) => number | undefined): Expression =>
  replaced(whole, node => {
    const number = typeOf(node) === 'vector' ? numberOf(node) : undefined
    if (number !== undefined) return leafSelector(number, node.span)
    return node.kind === 'subquery' || node.kind === 'range' || asksSelector(node) ? node : undefined
  })

/** True where a tree reads nothing but leaves. */
export const isCut = (rest: Expression): boolean =>
  selectorsOf(rest).every(({ matchers }) => matchers[0]?.name === leafLabel)

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
