/**
 * Columns of whole numbers (up to ±2^53, kept in doubles): the first number, a common divisor of all differences, then frames of up to 256
 * differences. A frame holds its least difference and what each is above it, in 0, 4, 8, 16 or 32 bits. Differences that would make a
 * whole frame wide (a counter's reset, a gap in time) are exceptions, kept as the number itself.
 */
import type { ByteReader, ByteWriter } from './bytes.ts'

const frameLength = 256
const outlierCount = 4
const exceptionBytes = 9
const mostDifference = 2 ** 52
const widths = [0, 4, 8, 16, 32] as const

/** True where all numbers are whole and all differences, and differences of those, are exact. */
export function canEncodeIntegers(values: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (!Number.isSafeInteger(values[i])) return false
  for (let i = 1; i < count; i++)
    if (Math.abs((values[i] as number) - (values[i - 1] as number)) > mostDifference) return false
  return true
}

/** Writes `count` (at least one) numbers. */
export function encodeIntegers(values: Float64Array, count: number, into: ByteWriter) {
  const divisor = commonDivisor(values, count)
  into.float(values[0] as number)
  into.whole(divisor)
  for (let start = 1; start < count; start += frameLength)
    encodeFrame(values, start, Math.min(count, start + frameLength), divisor, into)
}

/** Fills `out` from `from` on with `count` numbers. */
export function decodeIntegers(from: ByteReader, out: Float64Array, at: number, count: number) {
  let value = from.float()
  const divisor = from.whole()
  out[at] = value
  const end = at + count
  for (let start = at + 1; start < end; start += frameLength)
    value = decodeFrame(from, out, start, Math.min(end, start + frameLength), value, divisor)
}

function commonDivisor(values: Float64Array, count: number): number {
  let divisor = 0
  for (let i = 1; i < count && divisor !== 1; i++) {
    let rest = Math.abs((values[i] as number) - (values[i - 1] as number))
    while (rest > 0) [divisor, rest] = [rest, divisor % rest]
  }
  return Math.max(1, divisor)
}

const differences = new Float64Array(frameLength)
const lowest = new Float64Array(outlierCount + 1)
const highest = new Float64Array(outlierCount + 1)

function encodeFrame(values: Float64Array, start: number, end: number, divisor: number, into: ByteWriter) {
  const length = end - start
  const known = Math.min(length, outlierCount + 1)
  lowest.fill(Infinity)
  highest.fill(-Infinity)
  for (let i = 0; i < length; i++) {
    const difference = ((values[start + i] as number) - (values[start + i - 1] as number)) / divisor
    differences[i] = difference
    if (difference < (lowest[known - 1] as number)) insertAscending(lowest, known, difference)
    if (difference > (highest[known - 1] as number)) insertDescending(highest, known, difference)
  }

  const { least, most, width } = cheapestRange(length, known)
  const exceptions = countOutside(length, least, most)
  const base = least * divisor
  into.byte(width)
  into.whole(exceptions)
  into.float(base)
  for (let i = 0; i < length; i++) {
    const difference = differences[i] as number
    if (difference >= least && difference <= most) continue
    into.byte(i)
    into.float(values[start + i] as number)
  }
  writeSlots(length, least, most, width, into)
}

function insertAscending(list: Float64Array, known: number, value: number) {
  let place = known - 1
  for (; place > 0 && (list[place - 1] as number) > value; place--) list[place] = list[place - 1] as number
  list[place] = value
}

function insertDescending(list: Float64Array, known: number, value: number) {
  let place = known - 1
  for (; place > 0 && (list[place - 1] as number) < value; place--) list[place] = list[place - 1] as number
  list[place] = value
}

/** Leaves out a few of the lowest and highest differences where that makes the frame smaller. */
function cheapestRange(length: number, known: number) {
  let best = { least: 0, most: -1, width: 0 }
  let bestCost = Infinity
  for (let low = 0; low < known; low++)
    for (let high = 0; low + high < length && high < known; high++) {
      const least = lowest[low] as number
      const most = highest[high] as number
      const range = most - least
      if (range < 0) continue
      const width = widths.findIndex(bits => range < 2 ** bits)
      if (width < 0) continue
      const cost = ((widths[width] as number) * length) / 8 + (low + high) * exceptionBytes
      if (cost < bestCost) {
        best = { least, most, width }
        bestCost = cost
      }
    }
  return best
}

function countOutside(length: number, least: number, most: number): number {
  let count = 0
  for (let i = 0; i < length; i++) {
    const difference = differences[i] as number
    if (difference < least || difference > most) count++
  }
  return count
}

function writeSlots(length: number, least: number, most: number, width: number, into: ByteWriter) {
  if (width === 0) return
  const bits = widths[width] as number
  const at = into.reserve(Math.ceil((length * bits) / 8))
  const { bytes } = into
  bytes.fill(0, at, into.length)
  for (let i = 0; i < length; i++) {
    const difference = differences[i] as number
    if (difference < least || difference > most) continue
    const slot = difference - least
    if (width === 1) {
      const place = at + (i >> 1)
      bytes[place] = (bytes[place] as number) | (i & 1 ? slot << 4 : slot)
    } else if (width === 2) bytes[at + i] = slot
    else if (width === 3) {
      bytes[at + 2 * i] = slot
      bytes[at + 2 * i + 1] = slot >> 8
    } else {
      const place = at + 4 * i
      bytes[place] = slot
      bytes[place + 1] = slot >>> 8
      bytes[place + 2] = slot >>> 16
      bytes[place + 3] = slot >>> 24
    }
  }
}

function decodeFrame(
  from: ByteReader,
  out: Float64Array,
  start: number,
  end: number,
  before: number,
  divisor: number,
): number {
  const width = from.byte()
  const exceptions = from.whole()
  const base = from.float()
  const places = from.at
  from.at += exceptions * exceptionBytes
  const slots = from.at
  const length = end - start
  let value = before
  let done = 0
  const reader = exceptions > 0 ? from.at : 0
  for (let k = 0; k < exceptions; k++) {
    from.at = places + k * exceptionBytes
    const place = from.byte()
    const exact = from.float()
    decodeRun(from.bytes, slots, width, out, start, done, place, value, base, divisor)
    out[start + place] = value = exact
    done = place + 1
  }
  if (exceptions > 0) from.at = reader
  value = decodeRun(from.bytes, slots, width, out, start, done, length, value, base, divisor)
  from.at += Math.ceil((length * (widths[width] as number)) / 8)
  return value
}

/** Slots `done` to `end` of a frame, in a loop for each width: this is where the time goes. */
function decodeRun(
  bytes: Uint8Array,
  slots: number,
  width: number,
  out: Float64Array,
  start: number,
  done: number,
  end: number,
  before: number,
  base: number,
  divisor: number,
): number {
  let value = before
  if (width === 0) for (let i = done; i < end; i++) out[start + i] = value += base
  else if (width === 1)
    for (let i = done; i < end; i++) {
      const pair = bytes[slots + (i >> 1)] as number
      out[start + i] = value += base + divisor * (i & 1 ? pair >> 4 : pair & 15)
    }
  else if (width === 2)
    for (let i = done; i < end; i++) out[start + i] = value += base + divisor * (bytes[slots + i] as number)
  else if (width === 3)
    for (let i = done; i < end; i++) {
      const at = slots + 2 * i
      out[start + i] = value += base + divisor * ((bytes[at] as number) | ((bytes[at + 1] as number) << 8))
    }
  else
    for (let i = done; i < end; i++) {
      const at = slots + 4 * i
      const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
      out[start + i] = value += base + divisor * (low + (bytes[at + 3] as number) * 16_777_216)
    }
  return value
}
