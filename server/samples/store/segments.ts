import type { Pack } from '#server/samples/codec/pack.ts'
import { merged, type Samples } from './merge.ts'
import type { PackEntry, PackTable } from './packTable.ts'

type Part = { readonly pack: Pack; readonly slot: number; readonly block: number }

/**
 * A metric's samples over a stretch of blocks. Each series is decoded when it is first asked for, straight into one array, and kept as long
 * as the segment is; series scraped together share their times.
 */
export class Segment {
  readonly metric: number
  readonly from: number
  readonly to: number
  bytes = 0
  /** False once there is no room: series are then decoded anew each time. */
  keeping = true
  readonly #packs: readonly { readonly block: number; readonly pack: Pack }[]
  readonly #series = new Map<number, Samples>()
  readonly #times = new Map<string, Float64Array>()

  constructor(metric: number, from: number, to: number, entries: readonly PackEntry[], table: PackTable) {
    this.metric = metric
    this.from = from
    this.to = to
    this.#packs = entries.map(entry => ({ block: entry.block, pack: table.read(entry) }))
    for (const { pack } of this.#packs) this.bytes += pack.data.byteLength + pack.directory.length * 24
  }

  /** All samples of a series in the segment's blocks, ascending; undefined where it has none. */
  series(id: number): Samples | undefined {
    const known = this.#series.get(id)
    if (known) return known
    const decoded = this.#decode(id)
    if (decoded && this.keeping) {
      this.#series.set(id, decoded)
      this.bytes += decoded.values.byteLength + (decoded.stale?.byteLength ?? 0)
    }
    return decoded
  }

  #decode(id: number): Samples | undefined {
    const parts: Part[] = []
    let key = ''
    let overlapping = false
    this.#packs.forEach(({ block, pack }, i) => {
      const slot = pack.directory.slotOf(id)
      if (slot < 0) return
      overlapping ||= parts.at(-1)?.block === block
      parts.push({ pack, slot, block })
      key += `${i}:${pack.directory.timesAt(slot)} `
    })
    if (parts.length === 0) return undefined
    return this.#shared(key, overlapping ? decodeMerging(parts) : decodeStraight(parts, this.#times.get(key)))
  }

  #shared(key: string, decoded: Samples): Samples {
    const known = this.#times.get(key)
    if (known) return { ...decoded, times: known }
    this.#times.set(key, decoded.times)
    this.bytes += decoded.times.byteLength
    return decoded
  }
}

/** Parts of different blocks follow each other. Times that are known already are not decoded again. */
function decodeStraight(parts: readonly Part[], known: Float64Array | undefined): Samples {
  const count = parts.reduce((sum, { pack, slot }) => sum + pack.directory.samples(slot), 0)
  const times = known ?? new Float64Array(count)
  const values = new Float64Array(count)
  let stale: Uint8Array | undefined
  let at = 0
  for (const { pack, slot } of parts) {
    if (!known) pack.timesInto(slot, times, at)
    for (const place of pack.valuesInto(slot, values, at)) (stale ??= new Uint8Array(count))[at + place] = 1
    at += pack.directory.samples(slot)
  }
  return stale ? { times, values, stale } : { times, values }
}

/** Some block comes in several packs: of two samples at one instant, the one in the later pack stands. */
function decodeMerging(parts: readonly Part[]): Samples {
  return merged(parts.map(part => decodeStraight([part], undefined)))
}

/** The segments kept decoded, the least recently used given up when there are more bytes than allowed. */
export class SegmentCache {
  readonly #segments = new Set<Segment>()
  readonly #table: PackTable
  readonly #most: number

  constructor(table: PackTable, most: number) {
    this.#table = table
    this.#most = most
  }

  get bytes(): number {
    let sum = 0
    for (const segment of this.#segments) sum += segment.bytes
    return sum
  }

  /** A segment that covers the blocks `from` to `to`, both included. */
  over(metric: number, from: number, to: number): Segment {
    for (const segment of this.#segments)
      if (segment.metric === metric && segment.from <= from && segment.to >= to) {
        this.#segments.delete(segment)
        this.#segments.add(segment)
        return segment
      }
    const wide = this.#widened(metric, from, to)
    const segment = new Segment(
      metric,
      wide.from,
      wide.to,
      this.#table.between(metric, wide.from, wide.to),
      this.#table,
    )
    this.#segments.add(segment)
    return segment
  }

  /** Gives up old segments, and stops one that alone is too large from growing. To be called now and then while reading. */
  settle(current: Segment) {
    let { bytes } = this
    if (bytes <= this.#most) return
    for (const segment of this.#segments) {
      if (segment === current) continue
      this.#segments.delete(segment)
      bytes -= segment.bytes
      if (bytes <= this.#most) return
    }
    current.keeping = false
    this.#segments.delete(current)
  }

  /** Forgets what has changed; all of it without a metric. */
  forget(metric?: number, block?: number) {
    for (const segment of this.#segments)
      if (metric === undefined || segment.metric === metric)
        if (block === undefined || (segment.from <= block && segment.to >= block))
          this.#segments.delete(segment)
  }

  /** Takes overlapping segments into the new one, as long as it does not become much longer than what is asked for. */
  #widened(metric: number, from: number, to: number) {
    let wide = { from, to }
    for (const segment of this.#segments) {
      if (segment.metric !== metric || segment.from > to + 1 || segment.to < from - 1) continue
      const both = { from: Math.min(wide.from, segment.from), to: Math.max(wide.to, segment.to) }
      if (both.to - both.from > 4 * (to - from + 1)) continue
      wide = both
      this.#segments.delete(segment)
    }
    return wide
  }
}
