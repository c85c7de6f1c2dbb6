import { Failed } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import { canonicalLabels, labelKey, type Labels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { SourceAnswer } from '#server/sources/source.ts'

/** A failure for an answer that is none; `why` continues the sentence “It answered something that is no answer: …”. */
export const nonsense = (why: string): Failed =>
  new Failed({ kind: 'nonsense', message: `It answered something that is no Prometheus answer: ${why}.` })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The labels, canonical; nonsense for anything but texts by names. */
export function labelsOf(value: unknown): Labels {
  if (!isRecord(value)) throw nonsense('labels are not an object')
  for (const name in value)
    if (typeof value[name] !== 'string') throw nonsense(`the label ${name} is not a text`)
  return canonicalLabels(value as Labels)
}

const specials: Readonly<Record<string, number>> = {
  '+Inf': Infinity,
  '-Inf': -Infinity,
  Inf: Infinity,
  NaN: NaN,
}
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** A value as Prometheus writes it. */
export function numberOf(text: unknown): number {
  if (typeof text !== 'string') throw nonsense('a value is not a text')
  if (decimal.test(text)) return Number(text)
  const special = specials[text]
  if (special === undefined) throw nonsense(`“${text.slice(0, 40)}” is not a number`)
  return special
}

function fill(grid: Grid, points: readonly unknown[], labels: Labels): FrameSeries {
  const values = new Float64Array(grid.count).fill(NaN)
  let present: Uint8Array | undefined
  let last = -1
  for (const point of points) {
    if (!Array.isArray(point) || point.length !== 2) throw nonsense('a point is not a pair of time and value')
    const [time, text] = point as readonly unknown[]
    if (typeof time !== 'number') throw nonsense('a time is not a number')
    const index = (Math.round(time * 1000) - grid.start) / grid.step
    if (!Number.isInteger(index) || index < 0 || index >= grid.count)
      throw nonsense('it holds instants that were not asked for')
    if (index <= last) throw nonsense('its instants are not in ascending order')
    last = index
    const value = numberOf(text)
    values[index] = value
    if (Number.isNaN(value)) present ??= Uint8Array.from(values, earlier => (Number.isNaN(earlier) ? 0 : 1))
    if (present !== undefined) present[index] = 1
  }
  return present === undefined ? { labels, values } : { labels, values, present }
}

const histogramRemark = (count: number): Remark => ({
  level: 'warning',
  message: `${count} of the series ${count === 1 ? 'is a native histogram' : 'are native histograms'} and cannot be drawn; take a number out with histogram_quantile(), histogram_avg(), histogram_count() …`,
})

/**
 * The `data` of a range query as a frame on the grid that was asked for: absent points are gaps, a true NaN is marked present.
 * Throws a failure of kind `nonsense` for any other shape.
 */
export function readMatrix(data: unknown, grid: Grid): SourceAnswer {
  if (!isRecord(data) || data['resultType'] !== 'matrix' || !Array.isArray(data['result']))
    throw nonsense('it has no matrix of series')
  const found = new Map<string, FrameSeries>()
  let histograms = 0
  for (const one of data['result'] as readonly unknown[]) {
    if (!isRecord(one)) throw nonsense('a series is not an object')
    const labels = labelsOf(one['metric'])
    if (one['histograms'] !== undefined) histograms++
    if (one['values'] === undefined && one['histograms'] !== undefined) continue
    if (!Array.isArray(one['values'])) throw nonsense('a series has no values')
    if (one['values'].length === 0) continue
    const key = labelKey(labels)
    if (found.has(key)) throw nonsense('it holds the same series twice')
    found.set(key, fill(grid, one['values'] as readonly unknown[], labels))
  }
  const keys = [...found.keys()].sort()
  const series = keys.map(key => found.get(key) as FrameSeries)
  return { frame: { grid, series }, remarks: histograms > 0 ? [histogramRemark(histograms)] : [] }
}

/** A list of texts; nonsense for anything else. */
export function readTexts(data: unknown): readonly string[] {
  if (data === null) return []
  if (!Array.isArray(data) || !data.every(one => typeof one === 'string'))
    throw nonsense('it has no list of texts')
  return data as readonly string[]
}

/** A list of label sets; nonsense for anything else. */
export function readLabelSets(data: unknown): readonly Labels[] {
  if (data === null) return []
  if (!Array.isArray(data)) throw nonsense('it has no list of series')
  return (data as readonly unknown[]).map(labelsOf)
}
