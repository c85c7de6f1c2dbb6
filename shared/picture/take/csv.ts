import { instantAt } from '#shared/time/grid.ts'
import type { Line, PictureInput } from '#shared/picture/picture.ts'
import { studyOf } from '#shared/picture/study/study.ts'
import { printLabels, type Labels } from '#shared/series/labels.ts'

/** What a spreadsheet would take for a formula begins with one of these, or with a tab or a return. */
const formula = /^[=+\-@\t\r]/

/** A text as a cell by RFC 4180; one that a spreadsheet would run is led by an apostrophe. */
export function csvText(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** A number as a cell, in full; a gap is empty, what is infinite is written as Prometheus does. */
const csvNumber = (value: number): string =>
  Number.isNaN(value) ? '' : Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf'

type Column = { readonly head: string; readonly values: Float64Array }

const headOf = (name: string, labels: Labels, earlier: number) =>
  [name, printLabels(labels), earlier > 0 ? `${earlier / 1000} s earlier` : '']
    .filter((text, i, all) => text !== '' && text !== '{}' && all.indexOf(text) === i)
    .join(' ')

function columnsOf(input: PictureInput): readonly Column[] {
  const study = studyOf(input)
  return [...study.groups, ...study.earlier].flatMap(({ lines, histogram, shift }) => [
    ...lines.map((line: Line) => ({
      head: headOf(line.name, line.computed ? {} : line.labels, shift),
      values: line.values,
    })),
    ...(histogram?.bounds.map((bound, i) => ({
      head: headOf(`bucket up to ${bound === Infinity ? '+Inf' : bound}`, {}, shift),
      values: histogram.counts[i] ?? new Float64Array(0),
    })) ?? []),
  ])
}

/**
 * The data under a graph as CSV (RFC 4180): a row for each instant with its time in ISO 8601 and in milliseconds since the epoch, a column
 * for each series with its name and labels. Of a histogram: the percentiles and the count of each bucket. Gaps are empty cells.
 */
export function csvOf(input: PictureInput): string {
  const { grid } = studyOf(input)
  const columns = columnsOf(input)
  const rows = [['time', 'epoch_ms', ...columns.map(({ head }) => csvText(head))].join(',')]
  for (let i = 0; i < grid.count; i++) {
    const at = instantAt(grid, i)
    const cells = columns.map(({ values }) => csvNumber(values[i] ?? Number.NaN))
    rows.push([new Date(at).toISOString(), String(at), ...cells].join(','))
  }
  return `${rows.join('\r\n')}\r\n`
}
