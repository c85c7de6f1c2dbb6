import type { FrameSeries } from '#shared/series/series.ts'
import type { Answer } from './answer.ts'

const points = 120

const largest = ({ values }: FrameSeries) => {
  let most = -Infinity
  for (const value of values) if (value > most) most = value
  return most
}

/**
 * The strongest series of an answer (the one that reaches highest) as at most 120 values, each the largest of its stretch so that a short
 * peak is not lost; null for a gap. Empty where there is no series.
 */
export function sparkOf(answer: Answer): readonly (number | null)[] {
  if (answer.kind !== 'query') return []
  const series = answer.parts.filter(part => part.shift === 0).flatMap(part => part.frame.series)
  if (series.length === 0) return []
  const { values } = series.reduce((best, each) => (largest(each) > largest(best) ? each : best))
  const count = Math.min(points, values.length)
  return Array.from({ length: count }, (_, i) => {
    let most = -Infinity
    const end = Math.floor(((i + 1) * values.length) / count)
    for (let at = Math.floor((i * values.length) / count); at < end; at++) {
      const value = values[at] ?? NaN
      if (value > most) most = value
    }
    return Number.isFinite(most) ? Number(most.toPrecision(5)) : null
  })
}
