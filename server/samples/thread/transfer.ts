import type { Batch } from '#server/samples/samples.ts'
import type { RawSeries } from '#shared/series/series.ts'

type Whole = { readonly buffer: ArrayBufferLike; readonly byteLength: number }

/** The buffers that these arrays have for themselves. */
function owned(arrays: Iterable<Whole | undefined>): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const array of arrays)
    if (array?.buffer instanceof ArrayBuffer && array.byteLength === array.buffer.byteLength)
      buffers.add(array.buffer)
  return [...buffers]
}

/** What of a batch is handed over; times are shared between batches and so are copied. */
export const handedOver = ({ series }: Batch): ArrayBuffer[] => {
  const times = new Set(series.map(each => each.times.buffer))
  return owned(series.flatMap(({ values, stale }) => [values, stale])).filter(buffer => !times.has(buffer))
}

/**
 * An answer as it is sent: the columns of a frame are handed over; raw samples, which are views of what is cached, are copied out of it first,
 * times that are shared once.
 */
export function withOwnBuffers(value: unknown): {
  readonly value: unknown
  readonly transfer: ArrayBuffer[]
} {
  if (!isObject(value)) return { value, transfer: [] }
  const { frame, result } = value
  if (isObject(frame) && Array.isArray(frame['series']))
    return { value, transfer: owned(frame['series'].flatMap(({ values, present }) => [values, present])) }
  if (isObject(result) && result['type'] === 'matrix' && Array.isArray(result['series']))
    return { value: { ...value, result: { ...result, series: copied(result['series']) } }, transfer: [] }
  return { value, transfer: [] }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function copied(series: readonly RawSeries[]): readonly RawSeries[] {
  const known = new Map<Float64Array, Float64Array>()
  return series.map(({ labels, times, values }) => {
    const own = known.get(times) ?? times.slice()
    known.set(times, own)
    return { labels, times: own, values: values.slice() }
  })
}
