import type { Query } from '#shared/ask/request.ts'
import { queryOf } from '#shared/notebook/find.ts'
import { limits } from './limits.ts'
import type { Id, Judgment, Person, Run, Step } from '#shared/notebook/notebook.ts'
import type { Operation, Refusal, Verdicted } from '#shared/notebook/operation.ts'
import { isRefusal, overlong, refusal, tooMany } from './refusal.ts'
import { same } from './same.ts'
import { plainText } from './text.ts'

/** Who does it and when, as the ledger stamps it. */
export type Stamp = { readonly by: Person; readonly at: number }

/** The judgment as it will stand. */
export const stamped = (verdict: Verdicted, stamp: Stamp): Judgment => ({
  ...verdict,
  by: stamp.by,
  at: stamp.at,
})

/** The judgments are one and the same; when it was made does not count, since a pending one has no final time. */
export const sameJudgment = (a: Judgment | null, b: Judgment | null): boolean =>
  a === null || b === null ? a === b : same({ ...a, by: a.by.id, at: 0 }, { ...b, by: b.by.id, at: 0 })

export function insertQuery(step: Step, query: Query): Step | Refusal {
  if (step.is !== 'ask' || step.request.kind !== 'query')
    return refusal('invalid', 'This step asks no queries.')
  const queries = step.request.queries
  if (queryOf(step, query.id)) return refusal('invalid', `The step has a query ${query.id} already.`)
  if (queries.length >= limits.queries) return tooMany('A step', limits.queries, 'queries')
  const bound = overlong(query.text)
  if (bound) return bound
  return {
    ...step,
    request: { ...step.request, queries: [...queries, { ...query, text: plainText(query.text) }] },
  }
}

export function judge(
  step: Step,
  operation: Extract<Operation, { do: 'judge' }>,
  stamp: Stamp,
): Step | Refusal {
  if (step.is !== 'ask') return refusal('invalid', 'Only a step that asks can be judged.')
  const to = operation.to && stamped(operation.to, stamp)
  if (!sameJudgment(step.judgment, operation.from)) {
    const by = step.judgment ? ` by ${step.judgment.by.name}` : ''
    const message = step.judgment
      ? `The step has been judged meanwhile${by}.`
      : 'The judgment has been taken back meanwhile.'
    return { kind: 'moved', message, now: step.judgment }
  }
  if (to) {
    const run = step.runs.find(({ id }) => id === to.on)
    if (!run) return refusal('missing', 'The run that was judged is no longer kept.')
    if ('failure' in run.outcome) return refusal('invalid', 'That run failed: there is nothing to judge.')
  }
  return { ...step, judgment: to }
}

export function pin(step: Step, id: Id, pinned: boolean): Step | Refusal {
  if (step.is !== 'ask') return refusal('invalid', 'Only a step that asks has runs.')
  const run = step.runs.find(one => one.id === id)
  if (!run) return refusal('missing', 'That run is no longer kept.')
  if (run.pinned === pinned) return step
  return { ...step, runs: step.runs.map(one => (one === run ? { ...run, pinned } : one)) }
}

/** So many runs stay beside those that must, so that a judgment on its way still finds the run that its author was looking at. */
export const recentRuns = 5

export function record(step: Step, run: Run): Step | Refusal {
  if (step.is !== 'ask') return refusal('invalid', 'Only a step that asks has runs.')
  if (step.runs.some(({ id }) => id === run.id)) return refusal('invalid', 'That run is recorded already.')
  const runs = [...step.runs, run]
  const evident = runs.findLast(({ outcome }) => 'evidence' in outcome)
  const keeps = (one: Run, i: number) =>
    one.pinned || one.id === step.judgment?.on || one === evident || i >= runs.length - recentRuns
  const kept = runs.filter(keeps)
  if (kept.length > limits.runs) return tooMany('A step', limits.runs, 'pinned runs')
  return { ...step, runs: kept }
}

export function inQuery(step: Step, id: Id, alter: (query: Query) => Query | Refusal): Step | Refusal {
  const query = queryOf(step, id)
  if (!query || step.is !== 'ask' || step.request.kind !== 'query')
    return refusal('missing', 'The query is not there.')
  const next = alter(query)
  if (isRefusal(next)) return next
  const queries = step.request.queries.map(one => (one === query ? next : one))
  return next === query ? step : { ...step, request: { ...step.request, queries } }
}
