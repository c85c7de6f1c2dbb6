import type { Labels } from '#shared/series/labels.ts'
import { field, labelBytes, varint, write, type Bytes } from '#test/peers/remoteWrite.ts'

/** A native histogram of schema 0, whose buckets end at powers of two: `counts[i]` lie in (2^(i-1), 2^i]. `at` in milliseconds. */
export type NativeSample = { readonly at: number; readonly counts: readonly number[]; readonly zeros: number }

const zigzag = (value: number) => BigInt(value < 0 ? -2 * value - 1 : 2 * value)

function number(tag: number, value: bigint, out: Bytes): void {
  varint(BigInt(tag << 3), out)
  varint(value, out)
}

function double(tag: number, value: number, out: Bytes): void {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  out.push((tag << 3) | 1, ...bytes)
}

function histogramBytes({ at, counts, zeros }: NativeSample): Bytes {
  const out: Bytes = []
  const total = counts.reduce((sum, count) => sum + count, zeros)
  number(1, BigInt(total), out)
  double(3, total, out)
  number(4, zigzag(0), out)
  double(5, 0.001, out)
  number(6, BigInt(zeros), out)
  const span: Bytes = []
  number(1, zigzag(0), span)
  number(2, BigInt(counts.length), span)
  field(11, span, out)
  const deltas: Bytes = []
  counts.forEach((count, i) => varint(zigzag(count - (counts[i - 1] ?? 0)), deltas))
  field(12, deltas, out)
  number(15, BigInt(at), out)
  return out
}

/** Writes one series of native histograms to a Prometheus that has them switched on. */
export async function writeHistograms(
  address: string,
  labels: Labels,
  samples: readonly NativeSample[],
): Promise<void> {
  const series = labelBytes(labels)
  for (const sample of samples) field(4, histogramBytes(sample), series)
  const message: Bytes = []
  field(1, series, message)
  await write(address, message)
}
