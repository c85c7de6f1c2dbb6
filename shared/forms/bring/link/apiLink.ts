import { plainDrawing } from '#shared/ask/drawing.ts'
import {
  type Brought,
  leftWhole,
  nothingBrought,
  nowhere,
  type SourceHint,
  unsaid,
} from '#shared/forms/bring/brought.ts'
import { endingAt, readInstant, readRange } from '#shared/forms/bring/times.ts'
import { hour } from '#shared/time/window.ts'
import { type Address, baseOf, type Query, valueOf } from './address.ts'

const apiPath = /\/api\/v1\/(\w+)(?:\/.*)?$/
const throughGrafana = /\/api\/datasources\/(?:proxy\/)?(?:uid\/([^/]+)|\d+)(?:\/resources)?$/

/** The source whose API stands under a base address: itself, or a data source of a Grafana. */
function sourceOf(base: string): SourceHint {
  const found = throughGrafana.exec(base)
  if (!found) return { ...unsaid, address: base }
  return { ...unsaid, grafana: base.slice(0, found.index), uid: found[1] ?? '' }
}

/** One query of an API as a step: the window asked for, or the hour that ends at the instant asked for. */
export function askedByApi(query: Query, source: SourceHint, kind: string): Brought {
  const text = valueOf(query, 'query')
  if (text.trim() === '') return leftWhole('The request', 'it has no query')
  const instant = kind === 'query'
  const end = instant ? readInstant(valueOf(query, 'time') || 'now') : null
  const range = instant
    ? end === null
      ? null
      : endingAt(end, hour)
    : readRange(valueOf(query, 'start'), valueOf(query, 'end'))
  const times = instant
    ? valueOf(query, 'time')
    : `${valueOf(query, 'start') || 'nothing'} to ${valueOf(query, 'end') || 'nothing'}`
  return {
    ...nothingBrought,
    range,
    steps: [
      {
        is: 'ask',
        title: '',
        place: nowhere,
        queries: [{ text, legend: '', source }],
        range: null,
        drawing: plainDrawing,
      },
    ],
    left:
      range === null
        ? [{ where: 'The window of the request', why: `“${times}” cannot be read as times`, queries: 0 }]
        : [],
  }
}

/**
 * A request of Prometheus' API (`…/api/v1/query_range?query=…`) as a step; `body` adds the parameters that a command sends beside the address.
 * Null where it is no such address.
 */
export function readApiLink(address: Address, body: Query = new Map()): Brought | null {
  const found = apiPath.exec(address.path)
  if (!found) return null
  const [, kind = ''] = found
  if (kind !== 'query' && kind !== 'query_range')
    return leftWhole('The request', `it asks for ${kind.replace(/_/g, ' ')}, not for values over time`)
  return askedByApi(new Map([...address.query, ...body]), sourceOf(baseOf(address, found.index)), kind)
}
