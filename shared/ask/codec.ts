import { canonicalLabels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import type { Answer, Part } from './answer.ts'
import { readHeader, version, type Header, type HeaderPart } from './header.ts'
import { textOf, utf8Of } from './utf8.ts'

/**
 * An answer as bytes: `BLIP`, the length of the header (u32), the header (JSON, UTF-8), zeros up to a multiple of 8, then for each series
 * its values as 64-bit floats, then for each series that holds true NaNs its presence mask, one byte a value. All little-endian, as is
 * every machine this runs on, so that columns can be used where they lie.
 */
const magic = 0x50494c42
const preamble = 8
const aligned = (at: number) => Math.ceil(at / 8) * 8

const hasTrueNaN = ({ values, present }: FrameSeries) =>
  present !== undefined && values.some((value, i) => Number.isNaN(value) && present[i] === 1)

function headerPart({ query, shift, frame, meta }: Part): HeaderPart {
  const { start, step, count } = frame.grid
  for (const series of frame.series)
    if (series.values.length !== count)
      throw new RangeError(`a series of ${series.values.length} values on a grid of ${count}`)
  return {
    query,
    shift,
    grid: { start, step, count },
    ...(meta && { meta: { metric: meta.metric, type: meta.type, help: meta.help, unit: meta.unit } }),
    series: frame.series.map(series => ({
      labels: Object.entries(canonicalLabels(series.labels)),
      masked: hasTrueNaN(series),
    })),
  }
}

function headerOf(answer: Answer): Header {
  const remarks = answer.remarks.map(({ level, message, span }) => ({
    level,
    message,
    ...(span && { span: { from: span.from, to: span.to } }),
  }))
  if (answer.kind === 'query') return { version, kind: 'query', parts: answer.parts.map(headerPart), remarks }
  const events = answer.events.map(({ id, kind, at, until, title, labels, link }) => ({
    id,
    kind,
    at,
    ...(until !== undefined && { until }),
    title,
    labels: Object.entries(canonicalLabels(labels)),
    ...(link !== undefined && { link }),
  }))
  return { version, kind: 'events', events, remarks }
}

/** The length of everything a header promises, itself included, and where the columns and the masks begin. */
function extentOf(header: Header, headerLength: number) {
  const columns = aligned(preamble + headerLength)
  let values = 0
  let masks = 0
  for (const part of header.kind === 'query' ? header.parts : [])
    for (const series of part.series) {
      values += part.grid.count
      if (series.masked) masks += part.grid.count
    }
  return { columns, masks: columns + values * 8, end: columns + values * 8 + masks }
}

/** The canonical bytes of an answer: equal answers, equal bytes. Label sets are sorted; the order of series is kept. */
export function encodeAnswer(answer: Answer): Uint8Array {
  const header = headerOf(answer)
  const headerBytes = utf8Of(JSON.stringify(header))
  const extent = extentOf(header, headerBytes.length)
  const bytes = new Uint8Array(extent.end)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, headerBytes.length, true)
  bytes.set(headerBytes, preamble)
  let column = extent.columns
  let mask = extent.masks
  for (const part of answer.kind === 'query' ? answer.parts : [])
    for (const series of part.frame.series) {
      const { count } = part.frame.grid
      const values = new Float64Array(bytes.buffer, column, count)
      values.set(series.values)
      for (let i = 0; i < count; i++) if (Number.isNaN(values[i])) values[i] = Number.NaN
      column += count * 8
      if (!hasTrueNaN(series)) continue
      for (let i = 0; i < count; i++)
        bytes[mask + i] = Number.isNaN(series.values[i]) ? (series.present?.[i] ?? 0) : 1
      mask += count
    }
  return bytes
}

/**
 * The answer of its canonical bytes; throws a RangeError that says what is wrong with them. Values and masks are views into `bytes`,
 * which are copied once where they do not begin at a multiple of 8 of their buffer.
 */
export function decodeAnswer(bytes: Uint8Array): Answer {
  const at = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const view = new DataView(at.buffer, at.byteOffset, at.byteLength)
  if (at.length < preamble || view.getUint32(0, true) !== magic)
    throw new RangeError('not an answer: it does not begin with BLIP')
  const headerLength = view.getUint32(4, true)
  if (preamble + headerLength > at.length) throw new RangeError('not an answer: it ends within its header')
  const header = readHeader(textOf(at.subarray(preamble, preamble + headerLength)))
  const extent = extentOf(header, headerLength)
  if (extent.end !== at.length)
    throw new RangeError(`not an answer: ${at.length} bytes where its header promises ${extent.end}`)
  if (header.kind === 'events') {
    const events = header.events.map(event => ({ ...event, labels: Object.fromEntries(event.labels) }))
    return { kind: 'events', events, remarks: header.remarks }
  }
  let column = at.byteOffset + extent.columns
  let mask = at.byteOffset + extent.masks
  const parts = header.parts.map(({ series, grid, ...part }): Part => ({
    ...part,
    frame: {
      grid,
      series: series.map(({ labels, masked }): FrameSeries => {
        const values = new Float64Array(at.buffer, column, grid.count)
        column += grid.count * 8
        if (!masked) return { labels: Object.fromEntries(labels), values }
        const present = new Uint8Array(at.buffer, mask, grid.count)
        mask += grid.count
        return { labels: Object.fromEntries(labels), values, present }
      }),
    },
  }))
  return { kind: 'query', parts, remarks: header.remarks }
}
