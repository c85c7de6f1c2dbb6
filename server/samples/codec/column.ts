/**
 * Columns of values. Kinds: one value throughout; whole numbers over a power of ten (integers.ts), with NaN, ±Inf and -0 beside them;
 * plain doubles where nothing fits. What comes out is what went in, bit for bit but for the payload of a NaN.
 */
import type { ByteReader, ByteWriter } from './bytes.ts'
import { canEncodeIntegers, decodeIntegers, encodeIntegers } from './integers.ts'

const kinds = { same: 0, scaled: 1, plain: 2 } as const
const mostDigits = 9
const powers = Array.from({ length: mostDigits + 1 }, (_, digits) => Number(`1e${digits}`))

let scaled = new Float64Array(1024)

/** Writes the column; at least one value. */
export function encodeColumn(values: Float64Array, into: ByteWriter) {
  const count = values.length
  if (isSame(values)) {
    into.byte(kinds.same)
    return into.float(values[0] as number)
  }
  if (scaled.length < count) scaled = new Float64Array(count * 2)
  const digits = scale(values)
  if (digits < 0 || !canEncodeIntegers(scaled, count)) {
    into.byte(kinds.plain)
    return into.floats(values)
  }
  into.byte(kinds.scaled)
  into.byte(digits)
  writeSpecials(values, into)
  encodeIntegers(scaled, count, into)
}

/** Fills `out` from `at` on with the `count` values of a column. */
export function decodeColumn(from: ByteReader, out: Float64Array, at: number, count: number) {
  const kind = from.byte()
  if (kind === kinds.same) return void out.fill(from.float(), at, at + count)
  if (kind === kinds.plain) return from.floats(out, at, at + count)
  const power = powers[from.byte()] as number
  const specials = from.whole()
  const places = from.at
  for (let k = 0; k < specials; k++) {
    from.whole()
    from.float()
  }
  decodeIntegers(from, out, at, count)
  if (power !== 1) for (let i = at; i < at + count; i++) out[i] = (out[i] as number) / power
  if (specials === 0) return
  const end = from.at
  from.at = places
  for (let k = 0; k < specials; k++) {
    const place = from.whole()
    out[at + place] = from.float()
  }
  from.at = end
}

function isSame(values: Float64Array): boolean {
  const first = values[0]
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], first)) return false
  return true
}

const isSpecial = (value: number) => !Number.isFinite(value) || Object.is(value, -0)

/** Puts the values times a power of ten into `scaled`; answers its exponent, or -1 where no power makes them whole again exactly. */
function scale(values: Float64Array): number {
  const count = values.length
  let digits = 0
  let specials = 0
  for (let i = 0; i < count; i++) {
    const value = values[i] as number
    if (isSpecial(value)) {
      if (++specials > 4 + count / 16) return -1
      continue
    }
    while (!fits(value, powers[digits] as number)) if (++digits > mostDigits) return -1
  }
  const power = powers[digits] as number
  let previous = 0
  for (let i = 0; i < count; i++) {
    const value = values[i] as number
    if (!isSpecial(value)) {
      if (!fits(value, power)) return -1
      previous = Math.round(value * power)
    }
    scaled[i] = previous
  }
  return digits
}

const fits = (value: number, power: number) => {
  const whole = Math.round(value * power)
  return whole / power === value && Number.isSafeInteger(whole)
}

function writeSpecials(values: Float64Array, into: ByteWriter) {
  let count = 0
  for (let i = 0; i < values.length; i++) if (isSpecial(values[i] as number)) count++
  into.whole(count)
  if (count === 0) return
  for (let i = 0; i < values.length; i++)
    if (isSpecial(values[i] as number)) {
      into.whole(i)
      into.float(values[i] as number)
    }
}
