import { plan } from '#shared/promql/plan.ts'
import { type Expression, walk } from '#shared/promql/tree.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { type Grid, gridOver, windowOf } from '#shared/time/grid.ts'
import { minute, type Ms, type Window } from '#shared/time/window.ts'
import type { Asked } from './request.ts'

/** Series that a part reads, and when. */
export type Reading = { readonly matchers: readonly Matcher[]; readonly window: Window }

/** One part of a query, to be asked on a grid of true instants; laid over today it is `shift` later. */
export type DetailQuestion = {
  readonly source: string
  readonly text: string
  readonly shift: Ms
  readonly grid: Grid
  readonly readings: readonly Reading[]
}

const lookback = 5 * minute

function readingsOf(leaf: Expression, grid: Grid): readonly Reading[] {
  const ranges = [...walk(leaf)].filter(node => node.kind === 'range')
  return [...walk(leaf)].flatMap(node => {
    if (node.kind !== 'selector') return []
    const length = ranges.find(({ selector }) => selector === node)?.range.length ?? lookback
    const by = node.offset?.by ?? 0
    const { from, to } = windowOf(grid)
    const matchers = node.matchers.map(({ name, op, value }) => ({ name, op, value }))
    return [{ matchers, window: { from: from - by - length, to: to - by } }]
  })
}

/**
 * What to ask so that the queries of a step can be taken apart again without their sources: the parts of each that are read series by
 * series, each once. Empty where no query has parts.
 */
export function detailQuestions({ request, window, step }: Asked): readonly DetailQuestion[] {
  if (request.kind !== 'query') return []
  const shifts = request.against === null ? [0] : [0, request.against]
  const questions = new Map<string, DetailQuestion>()
  for (const { source, text: query } of request.queries) {
    const made = plan(query)
    for (const { text, node } of (made.ok && made.plan.detail?.leaves) || [])
      for (const shift of shifts) {
        const today = gridOver(window, step)
        const grid = { ...today, start: today.start - shift }
        const question = { source, text, shift, grid, readings: readingsOf(node, grid) }
        questions.set(JSON.stringify([source, shift, text]), question)
      }
  }
  return [...questions.values()]
}
