/**
 * A pack: the samples of many series of one metric within one block of time. Series scraped together share a column of time stamps.
 * A small directory (one row for each series, ascending by id) is kept beside the data, to be read without it.
 */
import type { Ms } from '#shared/time/window.ts'
import { ByteReader, ByteWriter } from './bytes.ts'
import { decodeColumn, encodeColumn } from './column.ts'
import { decodeIntegers, encodeIntegers } from './integers.ts'

/** The samples of one series within the block, ascending; at least one. */
export type PackSeries = {
  readonly id: number
  readonly times: Float64Array
  readonly values: Float64Array
  readonly stale?: Uint8Array | undefined
}

export type EncodedPack = { readonly directory: Uint8Array; readonly data: Uint8Array }

/** Fields of a row of the directory, each 32 bits. `first` and `last` are milliseconds after the start of the block. */
const row = { id: 0, timesAt: 1, valuesAt: 2, samples: 3, first: 4, last: 5 } as const
const rowLength = 6

/** Packs series, given ascending by id; `start` is where the block begins. */
export function encodePack(series: readonly PackSeries[], start: Ms): EncodedPack {
  const writer = new ByteWriter()
  const directory = new Uint32Array(series.length * rowLength)
  const columns = new TimeColumns(writer)
  series.forEach(({ id, times, values, stale }, i) => {
    const at = i * rowLength
    directory[at + row.id] = id
    directory[at + row.timesAt] = columns.placeOf(times)
    directory[at + row.valuesAt] = writer.length
    directory[at + row.samples] = times.length
    directory[at + row.first] = (times[0] as number) - start
    directory[at + row.last] = (times.at(-1) as number) - start
    writeStale(stale, writer)
    encodeColumn(values, writer)
  })
  return { directory: new Uint8Array(directory.buffer), data: writer.finish() }
}

/** Writes each distinct column of time stamps once. */
class TimeColumns {
  readonly #writer: ByteWriter
  readonly #byIdentity = new Map<Float64Array, number>()
  readonly #byContent = new Map<string, { readonly times: Float64Array; readonly at: number }[]>()

  constructor(writer: ByteWriter) {
    this.#writer = writer
  }

  placeOf(times: Float64Array): number {
    const known = this.#byIdentity.get(times)
    if (known !== undefined) return known
    const key = `${times.length} ${times[0]} ${times.at(-1)}`
    const alike = this.#byContent.get(key) ?? []
    const equal = alike.find(each => sameTimes(each.times, times))
    const at = equal?.at ?? this.#writer.length
    if (!equal) {
      encodeIntegers(times, times.length, this.#writer)
      this.#byContent.set(key, [...alike, { times, at }])
    }
    this.#byIdentity.set(times, at)
    return at
  }
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function writeStale(stale: Uint8Array | undefined, into: ByteWriter) {
  const places: number[] = []
  stale?.forEach((flag, i) => flag === 1 && places.push(i))
  into.whole(places.length)
  for (const place of places) into.whole(place)
}

/** The directory of a pack, as read from its bytes. */
export class Directory {
  readonly #rows: Uint32Array
  readonly length: number

  constructor(bytes: Uint8Array) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
    this.#rows = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4)
    this.length = this.#rows.length / rowLength
  }

  #field(slot: number, field: number): number {
    return this.#rows[slot * rowLength + field] as number
  }
  id = (slot: number) => this.#field(slot, row.id)
  /** Equal for two series of the pack exactly when they share their time stamps. */
  timesAt = (slot: number) => this.#field(slot, row.timesAt)
  valuesAt = (slot: number) => this.#field(slot, row.valuesAt)
  samples = (slot: number) => this.#field(slot, row.samples)
  /** Milliseconds after the start of the block. */
  first = (slot: number) => this.#field(slot, row.first)
  last = (slot: number) => this.#field(slot, row.last)

  /** The slot of a series; -1 where the pack has none of it. */
  slotOf(id: number): number {
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.id(middle)
      if (found === id) return middle
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

/** A pack whose columns are decoded one by one, straight to where they are wanted. */
export class Pack {
  readonly directory: Directory
  readonly data: Uint8Array

  constructor(directory: Directory, data: Uint8Array) {
    this.directory = directory
    this.data = data
  }

  timesInto(slot: number, out: Float64Array, at: number) {
    decodeIntegers(
      new ByteReader(this.data, this.directory.timesAt(slot)),
      out,
      at,
      this.directory.samples(slot),
    )
  }

  /** Fills in the values and answers which of them are stale markers (places within the column), if any. */
  valuesInto(slot: number, out: Float64Array, at: number): readonly number[] {
    const reader = new ByteReader(this.data, this.directory.valuesAt(slot))
    const stale: number[] = []
    for (let left = reader.whole(); left > 0; left--) stale.push(reader.whole())
    decodeColumn(reader, out, at, this.directory.samples(slot))
    for (const place of stale) out[at + place] = NaN
    return stale
  }
}

/** One series of a pack with arrays of its own. */
export function seriesOf(pack: Pack, slot: number): PackSeries {
  const count = pack.directory.samples(slot)
  const times = new Float64Array(count)
  const values = new Float64Array(count)
  pack.timesInto(slot, times, 0)
  const marked = pack.valuesInto(slot, values, 0)
  const stale = marked.length > 0 ? new Uint8Array(count) : undefined
  for (const place of marked) if (stale) stale[place] = 1
  return { id: pack.directory.id(slot), times, values, stale }
}
