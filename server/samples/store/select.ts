import { metricName, type Labels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { compileMatcher } from '#shared/series/matching.ts'
import type { Metric, Registry } from './registry.ts'

export type Selected = { readonly metric: Metric; readonly ids: readonly number[] }

/** The series in use that all matchers accept, by metric, ascending by id. Throws where a regular expression is wrong. */
export function select(registry: Registry, matchers: readonly Matcher[]): readonly Selected[] {
  const onName = matchers.filter(matcher => matcher.name === metricName)
  const onLabels = matchers.filter(matcher => matcher.name !== metricName)
  const selected: Selected[] = []
  for (const metric of metricsOf(registry, onName)) {
    const ids = seriesOf(registry, metric, onLabels)
    if (ids.length > 0) selected.push({ metric, ids })
  }
  return selected
}

/** The union of several selections; of everything in use where there are none. */
export function selectAny(
  registry: Registry,
  selectors: readonly (readonly Matcher[])[],
): readonly Selected[] {
  const [only, ...others] = selectors
  if (others.length === 0) return select(registry, only ?? [])
  const union = new Map<Metric, Set<number>>()
  for (const selector of selectors)
    for (const { metric, ids } of select(registry, selector)) {
      const known = union.get(metric) ?? new Set()
      for (const id of ids) known.add(id)
      union.set(metric, known)
    }
  return [...union].map(([metric, ids]) => ({ metric, ids: [...ids].sort((a, b) => a - b) }))
}

function metricsOf(registry: Registry, matchers: readonly Matcher[]): readonly Metric[] {
  const exact = matchers.find(matcher => matcher.op === '=')
  const tests = matchers.map(compileMatcher)
  const found = exact ? registry.metrics.get(exact.value) : undefined
  const candidates = exact ? (found ? [found] : []) : [...registry.metrics.values()]
  return candidates.filter(metric => tests.every(test => test(metric.name)))
}

function seriesOf(registry: Registry, metric: Metric, matchers: readonly Matcher[]): readonly number[] {
  if (matchers.length === 0) return metric.series
  const tests = matchers.map(matcher => ({ name: matcher.name, test: remembered(compileMatcher(matcher)) }))
  const accepts = (labels: Labels) => tests.every(({ name, test }) => test(labels[name] ?? ''))
  return shortest(metric, matchers).filter(id => accepts(registry.labelsOf(id)))
}

/** The fewest series among which all that match must be. */
function shortest(metric: Metric, matchers: readonly Matcher[]): readonly number[] {
  let best: readonly number[] = metric.series
  for (const { name, op, value } of matchers) {
    if (op !== '=' || value === '') continue
    const ids = metric.postings.get(name)?.get(value) ?? []
    if (ids.length < best.length) best = ids
  }
  return best
}

function remembered(test: (value: string) => boolean): (value: string) => boolean {
  const known = new Map<string, boolean>()
  return value => {
    let answer = known.get(value)
    if (answer === undefined) known.set(value, (answer = test(value)))
    return answer
  }
}
