/**
 * CSV with a header, in two forms. Long: columns `time`, `metric` and `value`, every other column a label. Wide: the first column is the time,
 * every other column a series, its header the series as PromQL writes it (`up{job="a"}`, quoted as CSV asks) or a bare name.
 * An empty cell is no sample.
 */
import { metricName, type Labels } from '#shared/series/labels.ts'
import { BadLine, quoted } from './badLine.ts'
import type { Collector } from './collector.ts'
import { readInstant } from './instant.ts'
import { readSeries, readValue } from './seriesText.ts'

const timeNames = ['time', 'timestamp', 'ts', 'date']
const metricNames = ['metric', 'name', metricName]
const valueName = 'value'

export type RowReader = (cells: readonly string[]) => void

/** The reader of rows below this header. */
export function csvReader(header: readonly string[], collector: Collector): RowReader {
  const names = header.map(name => name.trim())
  const lower = names.map(name => name.toLowerCase())
  const time = lower.findIndex(name => timeNames.includes(name))
  if (time < 0) throw new BadLine(`no column is called “time”; there are ${names.map(quoted).join(', ')}`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new BadLine(`the column ${quoted(twice)} comes twice`)
  const metric = lower.findIndex(name => metricNames.includes(name))
  const value = lower.indexOf(valueName)
  const rows =
    metric >= 0 && value >= 0
      ? longReader(names, { time, metric, value }, collector)
      : wideReader(names, time, collector)
  return cells => {
    if (cells.length !== header.length)
      throw new BadLine(`there are ${cells.length} cells, and the header has ${header.length}`)
    rows(cells)
  }
}

type Places = { readonly time: number; readonly metric: number; readonly value: number }

function longReader(
  names: readonly string[],
  { time, metric, value }: Places,
  collector: Collector,
): RowReader {
  const labels = names
    .map((name, place) => ({ name, place }))
    .filter(({ place }) => place !== time && place !== value && place !== metric)
  return cells => {
    const text = cell(cells, value)
    if (text === '') return
    const at = readInstant(cell(cells, time))
    const name = cell(cells, metric)
    if (name === '') throw new BadLine('the metric has no name')
    const key = [name, ...labels.map(({ place }) => cells[place])].join('\u0001')
    const column = collector.column(key, () => {
      const found: Record<string, string> = { [metricName]: name }
      for (const label of labels) if (cells[label.place]) found[label.name] = cells[label.place] ?? ''
      return found
    })
    collector.push(column, at, readValue(text))
  }
}

function wideReader(names: readonly string[], time: number, collector: Collector): RowReader {
  const series = names.flatMap((name, place) =>
    place === time ? [] : [{ name, place, labels: seriesOf(name, place) }],
  )
  if (series.length === 0) throw new BadLine('there is no column beside the time')
  return cells => {
    const at = readInstant(cell(cells, time))
    for (const { name, place, labels } of series) {
      const text = cell(cells, place)
      if (text !== '')
        collector.push(
          collector.column(name, () => labels),
          at,
          readValue(text),
        )
    }
  }
}

function seriesOf(name: string, place: number): Labels {
  if (name === '') throw new BadLine(`column ${place + 1} has no name`)
  return readSeries(name)
}

const cell = (cells: readonly string[], place: number) => (cells[place] ?? '').trim()
