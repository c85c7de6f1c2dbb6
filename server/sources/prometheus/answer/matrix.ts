import { Failed } from '#shared/query/failure.ts'
import type { Remark } from '#shared/query/span.ts'
import { canonicalLabels, labelKey, type Labels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { SourceAnswer } from '#server/sources/source.ts'
import { classicOf } from './histograms.ts'
import {
  afterValue,
  eachField,
  eachItem,
  fieldsOf,
  isEmptyList,
  isList,
  isObject,
  valueOf,
  type Piece,
} from './json.ts'
import { eachNumber } from './points.ts'
import { isRecord, nonsense } from './shape.ts'

/** The labels, canonical; nonsense for anything but texts by names. */
export function labelsOf(value: unknown): Labels {
  if (!isRecord(value)) throw nonsense('labels are not an object')
  for (const name in value)
    if (typeof value[name] !== 'string') throw nonsense(`the label ${name} is not a text`)
  return canonicalLabels(value as Labels)
}

/** The values of a series; none where it has no points. */
type Column = Omit<FrameSeries, 'labels'> | undefined

/** Reads the points that begin at an index. */
function columnAt(
  bytes: Uint8Array,
  at: number,
  grid: Grid,
): { readonly column: Column; readonly end: number } {
  if (isEmptyList({ bytes, from: at })) return { column: undefined, end: afterValue(bytes, at) }
  const values = new Float64Array(grid.count).fill(NaN)
  let present: Uint8Array | undefined
  const end = eachNumber(bytes, at, grid, (index, value) => {
    values[index] = value
    if (Number.isNaN(value)) present ??= Uint8Array.from(values, earlier => (Number.isNaN(earlier) ? 0 : 1))
    if (present !== undefined) present[index] = 1
  })
  return { column: present === undefined ? { values } : { values, present }, end }
}

/** The most bounds of one native histogram, and the most values that all of an answer become. */
const mostBounds = 200
const mostBoundValues = 4_000_000

/** The most values of an answer, gaps included: 256 MB. */
const mostValues = 32_000_000

const plural = (count: number, one: string, many: string) =>
  `${count} of the series ${count === 1 ? one : many}`

function histogramRemarks(count: number, merged: number, most: number): readonly Remark[] {
  if (count === 0) return []
  const shown = `${plural(count, 'is a native histogram', 'are native histograms')}, shown as buckets.`
  const finer = `Native histograms have more bounds than are shown: they are merged evenly to ${most} each.`
  return [shown, ...(merged > 0 ? [finer] : [])].map(message => ({ level: 'info', message }))
}

const checkList = (at: Pick<Piece, 'bytes' | 'from'>, what: string) => {
  if (!isList(at)) throw nonsense(`the ${what} of a series are no list`)
}

const tooSparse = (series: number, instants: number) =>
  new Failed({
    kind: 'limit',
    message: `It answered with more than ${series.toLocaleString('en')} series, which over ${instants.toLocaleString('en')} instants is more than can be held.`,
    hint: 'Ask for fewer series, a shorter window or a wider step.',
  })

/** What stands in one series: its points are read where they stand, its native histograms when it is known how many there are. */
type Row = { readonly labels: Labels; readonly column: Column; readonly histograms: Piece | undefined }

/** Reads the series that begins at an index. */
function rowAt(bytes: Uint8Array, at: number, grid: Grid): { readonly row: Row; readonly end: number } {
  if (!isObject({ bytes, from: at })) throw nonsense('a series is not an object')
  const fields = new Map<string, Piece>()
  let column: Column
  const end = eachField(bytes, at, (name, from) => {
    if (name === 'values') {
      checkList({ bytes, from }, 'values')
      const read = columnAt(bytes, from, grid)
      column = read.column
      fields.set(name, { bytes, from, to: read.end })
      return read.end
    }
    const to = afterValue(bytes, from)
    fields.set(name, { bytes, from, to })
    return to
  })
  const metric = fields.get('metric')
  const labels = labelsOf(metric && valueOf(metric))
  const histograms = fields.get('histograms')
  if (histograms !== undefined) checkList(histograms, 'histograms')
  else if (!fields.has('values')) throw nonsense('a series has no values')
  return { row: { labels, column, histograms }, end }
}

function rowsOf(result: Piece, grid: Grid): readonly Row[] {
  const rows: Row[] = []
  const mostRows = Math.max(1, Math.floor(mostValues / grid.count))
  eachItem(result.bytes, result.from, at => {
    if (rows.length === mostRows) throw tooSparse(mostRows, grid.count)
    const { row, end } = rowAt(result.bytes, at, grid)
    rows.push(row)
    return end
  })
  return rows
}

/**
 * The `data` of a range query as a frame on the grid that was asked for: absent points are gaps, a true NaN is marked present, native
 * histograms are bucket series. Throws a failure of kind `nonsense` for any other shape, of kind `limit` for more than 32 million values.
 */
export function readMatrix(data: Piece, grid: Grid): SourceAnswer {
  const fields = isObject(data) ? fieldsOf(data) : new Map<string, Piece>()
  const type = fields.get('resultType')
  const result = fields.get('result')
  if (type === undefined || valueOf(type) !== 'matrix' || result === undefined || !isList(result))
    throw nonsense('it has no matrix of series')
  const rows = rowsOf(result, grid)
  const histograms = rows.filter(one => one.histograms !== undefined).length
  const most = Math.max(
    8,
    Math.min(mostBounds, Math.floor(mostBoundValues / grid.count / Math.max(1, histograms))),
  )
  const found = new Map<string, FrameSeries>()
  const put = (series: FrameSeries) => {
    const key = labelKey(series.labels)
    if (found.has(key)) throw nonsense('it holds the same series twice')
    found.set(key, series)
  }
  let merged = 0
  for (const { labels, column, histograms: piece } of rows) {
    if (column !== undefined) put({ labels, ...column })
    if (piece === undefined) continue
    const classic = classicOf(labels, piece, grid, most)
    classic.series.forEach(put)
    merged += classic.merged
  }
  const series = [...found.keys()].sort().map(key => found.get(key) as FrameSeries)
  return { frame: { grid, series }, remarks: histogramRemarks(histograms, merged, most) }
}
