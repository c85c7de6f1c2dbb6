import type { Remark } from '#shared/query/span.ts'
import { canonicalLabels, labelKey, type Labels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { SourceAnswer } from '#server/sources/source.ts'
import { classicOf } from './histograms.ts'
import { eachPoint, isRecord, nonsense, numberOf } from './shape.ts'

/** The labels, canonical; nonsense for anything but texts by names. */
export function labelsOf(value: unknown): Labels {
  if (!isRecord(value)) throw nonsense('labels are not an object')
  for (const name in value)
    if (typeof value[name] !== 'string') throw nonsense(`the label ${name} is not a text`)
  return canonicalLabels(value as Labels)
}

function floatsOf(labels: Labels, points: readonly unknown[], grid: Grid): FrameSeries {
  const values = new Float64Array(grid.count).fill(NaN)
  let present: Uint8Array | undefined
  eachPoint(points, grid, (index, text) => {
    const value = numberOf(text)
    values[index] = value
    if (Number.isNaN(value)) present ??= Uint8Array.from(values, earlier => (Number.isNaN(earlier) ? 0 : 1))
    if (present !== undefined) present[index] = 1
  })
  return present === undefined ? { labels, values } : { labels, values, present }
}

/** The most bounds of one native histogram, and the most values that all of an answer become. */
const mostBounds = 200
const mostValues = 4_000_000

const plural = (count: number, one: string, many: string) =>
  `${count} of the series ${count === 1 ? one : many}`

function histogramRemarks(count: number, merged: number, most: number): readonly Remark[] {
  if (count === 0) return []
  const shown = `${plural(count, 'is a native histogram', 'are native histograms')}, shown as buckets.`
  const finer = `Native histograms have more bounds than are shown: they are merged evenly to ${most} each.`
  return [shown, ...(merged > 0 ? [finer] : [])].map(message => ({ level: 'info', message }))
}

const listIn = (value: unknown, what: string): readonly unknown[] => {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw nonsense(`the ${what} of a series are no list`)
  return value
}

/**
 * The `data` of a range query as a frame on the grid that was asked for: absent points are gaps, a true NaN is marked present, native
 * histograms are bucket series. Throws a failure of kind `nonsense` for any other shape.
 */
export function readMatrix(data: unknown, grid: Grid): SourceAnswer {
  if (!isRecord(data) || data['resultType'] !== 'matrix' || !Array.isArray(data['result']))
    throw nonsense('it has no matrix of series')
  const result = data['result'] as readonly unknown[]
  const histograms = result.filter(one => isRecord(one) && one['histograms'] !== undefined).length
  const most = Math.max(
    8,
    Math.min(mostBounds, Math.floor(mostValues / grid.count / Math.max(1, histograms))),
  )
  const found = new Map<string, FrameSeries>()
  const put = (series: FrameSeries) => {
    const key = labelKey(series.labels)
    if (found.has(key)) throw nonsense('it holds the same series twice')
    found.set(key, series)
  }
  let merged = 0
  for (const one of result) {
    if (!isRecord(one)) throw nonsense('a series is not an object')
    const labels = labelsOf(one['metric'])
    if (one['values'] === undefined && one['histograms'] === undefined)
      throw nonsense('a series has no values')
    const values = listIn(one['values'], 'values')
    if (values.length > 0) put(floatsOf(labels, values, grid))
    const classic = classicOf(labels, listIn(one['histograms'], 'histograms'), grid, most)
    classic.series.forEach(put)
    merged += classic.merged
  }
  const series = [...found.keys()].sort().map(key => found.get(key) as FrameSeries)
  return { frame: { grid, series }, remarks: histogramRemarks(histograms, merged, most) }
}

/** True where the `data` of an instant query holds any series. */
export function isFilled(data: unknown): boolean {
  if (!isRecord(data) || !Array.isArray(data['result'])) throw nonsense('it has no vector')
  return data['result'].length > 0
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
