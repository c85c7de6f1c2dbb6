import type { Labels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'

/** Bytes as they grow; enough of protobuf and snappy to write samples to a Prometheus, stale markers included. */
export type Bytes = number[]

/** A number in seven bits at a time. */
export function varint(value: bigint, out: Bytes): void {
  let rest = BigInt.asUintN(64, value)
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128)
  out.push(Number(rest))
}

/** A field of a message whose content is bytes. */
export function field(number: number, content: Iterable<number>, out: Bytes): void {
  const bytes = [...content]
  varint(BigInt((number << 3) | 2), out)
  varint(BigInt(bytes.length), out)
  for (const byte of bytes) out.push(byte)
}

const utf8 = new TextEncoder()
const staleMarker = Uint8Array.of(2, 0, 0, 0, 0, 0, 0xf0, 0x7f)

function sampleBytes(value: number, stale: boolean, time: number): Bytes {
  const out: Bytes = [(1 << 3) | 1]
  const number = Buffer.alloc(8)
  number.writeDoubleLE(value)
  out.push(...(stale ? staleMarker : number), 2 << 3)
  varint(BigInt(time), out)
  return out
}

/** The labels of a series, in the order of their names. */
export function labelBytes(labels: Labels): Bytes {
  const out: Bytes = []
  for (const [name, value] of Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const label: Bytes = []
    field(1, utf8.encode(name), label)
    field(2, utf8.encode(value), label)
    field(1, label, out)
  }
  return out
}

function seriesBytes(series: RawSeries, from: number, to: number): Bytes {
  const out = labelBytes(series.labels)
  for (let i = from; i < to; i++)
    field(2, sampleBytes(series.values[i] as number, series.stale?.[i] === 1, series.times[i] as number), out)
  return out
}

/** Snappy's block form with nothing but literals. */
function snappy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out: Bytes = []
  varint(BigInt(bytes.length), out)
  for (let at = 0; at < bytes.length; at += 65_536) {
    const chunk = bytes.subarray(at, at + 65_536)
    out.push(61 << 2, (chunk.length - 1) & 255, (chunk.length - 1) >> 8)
    for (const byte of chunk) out.push(byte)
  }
  return Uint8Array.from(out)
}

/** Sends one message of series. */
export async function write(address: string, message: Bytes): Promise<void> {
  const answer = await fetch(`${address}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: snappy(Uint8Array.from(message)),
  })
  if (!answer.ok) throw new Error(`remote write: ${answer.status} ${await answer.text()}`)
}

/** Writes samples to a Prometheus in the order of their time, half an hour to a request, as its head block wants them. */
export async function remoteWrite(address: string, all: readonly RawSeries[]): Promise<void> {
  const slice = 30 * 60_000
  const first = Math.min(...all.map(series => series.times[0] ?? Infinity))
  const last = Math.max(...all.map(series => series.times.at(-1) ?? -Infinity))
  for (let from = first; from <= last; from += slice) {
    const message: Bytes = []
    for (const series of all) {
      const begin = series.times.findIndex(time => time >= from)
      const end = series.times.findIndex(time => time >= from + slice)
      const to = end < 0 ? series.times.length : end
      if (begin >= 0 && begin < to) field(1, seriesBytes(series, begin, to), message)
    }
    await write(address, message)
  }
}
