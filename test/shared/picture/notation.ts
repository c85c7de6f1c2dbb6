import { plainDrawing } from '#shared/ask/drawing.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Query } from '#shared/ask/request.ts'
import type { PictureInput, QueryAnswer } from '#shared/picture/picture.ts'
import { allShown } from '#shared/picture/shown.ts'
import type { Labels } from '#shared/series/labels.ts'
import { utc } from '#shared/time/clock.ts'
import { minute, type Ms } from '#shared/time/window.ts'

/** 3 November 2026, UTC: `at('14:02')`. */
export const at = (clock: string): Ms => Date.parse(`2026-11-03T${clock}Z`)

export const query = (text: string, id = 'a'): Query => ({
  id,
  source: 's',
  language: 'promql',
  text,
  legend: '',
  removed: false,
})

/** `node=a zone=b` as labels. */
export const labels = (text: string): Labels =>
  Object.fromEntries(
    text
      .split(' ')
      .filter(Boolean)
      .map(pair => pair.split('=')),
  )

/** `1 2 _ 4x3`: values, `_` for a gap, `4x3` for 4 three times. */
export const values = (text: string): Float64Array =>
  Float64Array.from(
    text.split(' ').flatMap(word => {
      const [value = '', times = '1'] = word.split('x')
      return Array.from({ length: Number(times) }, () => (value === '_' ? Number.NaN : Number(value)))
    }),
  )

/** A part on a grid of minutes from 12:00: `node=a: 1 2 _`, one line a series. */
export function part(lines: readonly string[], query = 'a', shift: Ms = 0): QueryAnswer['parts'][number] {
  const series = lines.map(line => {
    const [names = '', numbers = ''] = line.split(':')
    return { labels: labels(names), values: values(numbers.trim()) }
  })
  const grid = { start: at('12:00'), step: minute, count: series[0]?.values.length ?? 0 }
  return { query, shift, frame: { grid, series } }
}

export const answer = (...parts: QueryAnswer['parts']): QueryAnswer => ({ kind: 'query', parts, remarks: [] })

export const deploy = (clock: string, title: string, kind: WorldEvent['kind'] = 'deploy'): WorldEvent => ({
  id: title + clock,
  kind,
  at: at(clock),
  title,
  labels: {},
})

/** The input of a picture of series written as in `part`. */
export const input = (lines: readonly string[], over: Partial<PictureInput> = {}): PictureInput => ({
  answer: answer(part(lines)),
  queries: [query('sum by (node) (rate(ipc_client_retries_total[1m]))')],
  blip: null,
  before: null,
  events: [],
  marks: [],
  drawing: plainDrawing,
  shown: allShown,
  zone: utc,
  view: null,
  ...over,
})

export const window = (from: string, to: string) => ({ from: at(from), to: at(to) })

/** So many quiet nodes, `n00`, `n01`, …, of ten values near 1 each: none stands out. */
export const quiet = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => {
    const level = 1 + (i % 5) / 10
    return `node=n${String(i).padStart(2, '0')}: ${level}x5 ${level + 0.1}x5`
  })
