import { parse } from '#shared/promql/parse.ts'
import { narrowing } from '#shared/promql/narrow.ts'
import { cutAt, evaluateRest, isCut, plan } from '#shared/promql/plan.ts'
import type { Stop } from '#shared/promql/evaluate.ts'
import { type Expression, nameOf, selectorsOf } from '#shared/promql/tree.ts'
import type { Remark } from '#shared/query/span.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { compileMatchers } from '#shared/series/matching.ts'
import type { Frame, FrameSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Answer, MetricMeta, Part } from './answer.ts'
import type { Asked } from './request.ts'

/** What a source answered to a text, on a grid of true instants, and what it knew of the metric. */
export type Kept = {
  readonly source: string
  readonly tree: Expression
  readonly frame: Frame
  readonly meta?: MetricMeta
}

/** How a part of a detail is called: the source (whose id has no blank), a blank, the text that was asked. */
export const detailName = (source: string, text: string): string => `${source} ${text}`

function keptOf({ frame, shift, meta }: Part, source: string, text: string): readonly Kept[] {
  const parsed = parse(text)
  if (!parsed.ok || selectorsOf(parsed.tree).some(({ at }) => at !== undefined)) return []
  const grid = { ...frame.grid, start: frame.grid.start - shift }
  return [{ source, tree: parsed.tree, frame: { ...frame, grid }, ...(meta && { meta }) }]
}

/** What a run has kept of each query: its answer, by the question it was asked. A query with @ is not among them: @ may mean its window. */
export function keptInEvidence(asked: Asked, answer: Answer): readonly Kept[] {
  const { request } = asked
  if (request.kind !== 'query' || answer.kind !== 'query') return []
  return answer.parts.flatMap(part => {
    const query = request.queries.find(({ id }) => id === part.query)
    return query === undefined ? [] : keptOf(part, query.source, query.text)
  })
}

/** What a run has kept of the parts of its queries: its detail. */
export const keptInDetail = (detail: Answer): readonly Kept[] =>
  detail.kind === 'query'
    ? detail.parts.flatMap(part => {
        const blank = part.query.indexOf(' ')
        return keptOf(part, part.query.slice(0, blank), part.query.slice(blank + 1))
      })
    : []

/** The index in `kept` of the first instant and how many indexes lie between two; null where an instant is not kept. */
function placeIn(kept: Grid, wanted: Grid): { readonly from: number; readonly stride: number } | null {
  const from = (wanted.start - kept.start) / kept.step
  const stride = wanted.step / kept.step
  if (!Number.isInteger(from) || !Number.isInteger(stride) || from < 0) return null
  return from + (wanted.count - 1) * stride < kept.count ? { from, stride } : null
}

const isGap = ({ values, present }: FrameSeries, i: number) =>
  Number.isNaN(values[i] as number) && present?.[i] !== 1

function picked(frame: Frame, grid: Grid, matchers: readonly Matcher[]): Frame | null {
  const place = placeIn(frame.grid, grid)
  if (place === null) return null
  const { from, stride } = place
  const matches = compileMatchers(matchers)
  const series: FrameSeries[] = []
  for (const one of frame.series) {
    if (!matches(one.labels)) continue
    const { present } = one
    const values = Float64Array.from(
      { length: grid.count },
      (_, i) => one.values[from + i * stride] as number,
    )
    const mask = present && Uint8Array.from({ length: grid.count }, (_, i) => present[from + i * stride] ?? 0)
    const cut = { labels: one.labels, values, ...(mask && { present: mask }) }
    if (!values.every((_, i) => isGap(cut, i))) series.push(cut)
  }
  return { grid, series }
}

/** The answer to an expression out of what is kept of `source`; null where it is not there. */
function found<Some extends Kept>(kept: readonly Some[], source: string, wanted: Expression, grid: Grid) {
  for (const one of kept) {
    if (one.source !== source) continue
    const matchers = narrowing(one.tree, wanted)
    const frame = matchers && picked(one.frame, grid, matchers)
    if (frame) return { frame, of: one }
  }
  return null
}

const firstMetric = (tree: Expression) => selectorsOf(tree).map(nameOf)[0]

/** What was kept of the first metric that a query reads; undefined where nothing was. */
export function metaOfKept(kept: readonly Kept[], source: string, text: string): MetricMeta | undefined {
  const parsed = parse(text)
  const metric = parsed.ok ? firstMetric(parsed.tree) : undefined
  return kept.find(one => one.source === source && one.meta && firstMetric(one.tree) === metric)?.meta
}

/**
 * The answer to a query made of what is kept, no source asked; `grid` is of true instants. A query is answered where it, or the parts that it
 * is computed of, were asked of the same source at each of the instants, as they stand or with fewer conditions on labels. `used` are the
 * kept answers that went into it. Null where something is missing; throws as `evaluate` does.
 */
export function answerOfKept<Some extends Kept>(
  kept: readonly Some[],
  source: string,
  text: string,
  grid: Grid,
  stop: Stop = () => false,
): { readonly frame: Frame; readonly remarks: readonly Remark[]; readonly used: readonly Some[] } | null {
  const made = plan(text)
  if (!made.ok) return null
  const frames: Frame[] = []
  const used: Some[] = []
  const rest = cutAt(made.plan.whole, node => {
    const part = found(kept, source, node, grid)
    if (part === null) return undefined
    used.push(part.of)
    return frames.push(part.frame) - 1
  })
  return isCut(rest) ? { ...evaluateRest(rest, frames, grid, stop), used } : null
}

/**
 * How many values each label has among the series that a query reads, as far as they are kept: what it can be split by without its source.
 * Sorted by label; empty where nothing of the query is kept.
 */
export function countKeptLabels(
  kept: readonly Kept[],
  source: string,
  text: string,
  grid: Grid,
): readonly { readonly label: string; readonly values: number }[] {
  const made = plan(text)
  if (!made.ok) return []
  const parts = made.plan.detail?.leaves.map(({ node }) => node) ?? [made.plan.whole]
  const values = new Map<string, Set<string>>()
  for (const part of parts)
    for (const { labels } of found(kept, source, part, grid)?.frame.series ?? [])
      for (const [label, value] of Object.entries(labels))
        values.set(label, (values.get(label) ?? new Set()).add(value))
  return [...values]
    .map(([label, all]) => ({ label, values: all.size }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}
