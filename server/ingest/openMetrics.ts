/**
 * The text forms of OpenMetrics (times in seconds) and of Prometheus (times in milliseconds), line by line. Every sample needs its time.
 * `# HELP`, `# TYPE` and `# UNIT` are kept; other comments and exemplars are passed over; nothing may follow `# EOF`.
 */
import type { MetricMeta } from '#shared/ask/answer.ts'
import { BadLine, quoted } from './badLine.ts'
import type { Collector } from './collector.ts'
import { readEpoch } from './instant.ts'
import { endOfSeries, readSeries, readValue } from './seriesText.ts'

export type TextForm = 'openmetrics' | 'prometheus'

const types: Readonly<Record<string, MetricMeta['type']>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
  unknown: 'unknown',
  untyped: 'unknown',
  info: 'gauge',
  stateset: 'gauge',
  gaugehistogram: 'histogram',
}

/** A reader of lines; `end` once there are no more. */
export function textReader(form: TextForm, collector: Collector) {
  const unit = form === 'prometheus' ? 'milliseconds' : 'seconds'
  const families = new Map<string, { type: MetricMeta['type']; help: string; unit: string }>()
  let ended = false

  const family = (name: string) => {
    let found = families.get(name)
    if (!found) families.set(name, (found = { type: 'unknown', help: '', unit: '' }))
    return found
  }

  const comment = (line: string) => {
    if (line.trim() === '# EOF') return void (ended = true)
    const found = /^#\s*(HELP|TYPE|UNIT)\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))(?:\s+(.*))?$/.exec(line)
    if (!found) return
    const [, what, quotedName, plainName, text = ''] = found
    const entry = family(quotedName ?? plainName ?? '')
    if (what === 'HELP') entry.help = text.replace(/\\n/g, '\n').replace(/\\\\/g, '\\')
    else if (what === 'UNIT') entry.unit = text.trim()
    else {
      const type = types[text.trim().toLowerCase()]
      if (!type) throw new BadLine(`${quoted(text)} is not a type of metric`)
      entry.type = type
    }
  }

  const sample = (line: string) => {
    const end = endOfSeries(line)
    const series = line.slice(0, end)
    const [value = '', time, ...rest] = line
      .slice(end)
      .trim()
      .split(/[ \t]+/)
    const number = readValue(value)
    if (time === undefined || time === '#')
      throw new BadLine('the sample has no time; every sample needs one')
    if (rest.length > 0 && rest[0] !== '#')
      throw new BadLine(`${quoted(rest.join(' '))} is left over at the end`)
    const at = readEpoch(time, unit)
    collector.push(
      collector.column(series, () => readSeries(series)),
      at,
      number,
    )
  }

  return {
    line: (line: string) => {
      if (line === '' || line.trim() === '') return
      if (ended) throw new BadLine('there is more text after “# EOF”')
      if (line.startsWith('#')) comment(line)
      else sample(line)
    },
    end: () => {
      for (const [name, { type, help, unit: of }] of families)
        collector.describe({ metric: metricOf(name, type, form), type, help, unit: of })
    },
  }
}

/** OpenMetrics describes a counter without the `_total` that its samples bear. */
const metricOf = (name: string, type: MetricMeta['type'], form: TextForm) =>
  form === 'openmetrics' && type === 'counter' && !name.endsWith('_total') ? `${name}_total` : name
