import type { MetricMeta } from '#shared/ask/answer.ts'
import { fieldsOf, isObject, valueOf, type Piece } from './json.ts'
import { nonsense } from './shape.ts'

const types: Readonly<Record<string, MetricMeta['type']>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  gaugehistogram: 'histogram',
  summary: 'summary',
}

const field = (value: unknown, name: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof found === 'string' ? found : ''
}

/** The `data` of `metadata`, sorted by name; of several entries for one metric (targets that disagree) the first counts. */
export function readMetadata(data: Piece): readonly MetricMeta[] {
  if (!isObject(data)) throw nonsense('it has no metadata by metric')
  return [...fieldsOf(data)]
    .map(([metric, piece]): MetricMeta => {
      const entries = valueOf(piece)
      const first: unknown = Array.isArray(entries) ? entries[0] : undefined
      return {
        metric,
        type: types[field(first, 'type')] ?? 'unknown',
        help: field(first, 'help'),
        unit: field(first, 'unit'),
      }
    })
    .sort((a, b) => (a.metric < b.metric ? -1 : 1))
}
