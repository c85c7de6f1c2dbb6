import type { Grid } from '#shared/time/grid.ts'
import { afterValue, comma, eachItem, quote, valueOf, type Piece } from './json.ts'
import { nonsense, numberOf } from './shape.ts'

const [minus, dot, zero, nine, openList, closeList] = [45, 46, 48, 57, 91, 93]

/** Up to so many digits a number without an exponent is its digits divided by a power of ten, to the last bit. */
const exactDigits = 15
const powers = Array.from({ length: exactDigits + 1 }, (_, places) => 10 ** places)

/** What a plain decimal was read as, and where it ended. */
type Reading = { value: number; end: number }

/** Reads a plain decimal of few digits; false for any other number, which is read as a text. */
function readDecimal(bytes: Uint8Array, at: number, into: Reading): boolean {
  const isNegative = bytes[at] === minus
  let i = isNegative ? at + 1 : at
  let [digits, places, whole] = [0, 0, 0]
  let isFraction = false
  for (; ; i++) {
    const byte = bytes[i]
    if (byte !== undefined && byte >= zero && byte <= nine) {
      whole = whole * 10 + (byte - zero)
      digits++
      if (isFraction) places++
    } else if (byte === dot && !isFraction) isFraction = true
    else break
  }
  if (digits === 0 || digits > exactDigits) return false
  into.value = (isNegative ? -whole : whole) / (powers[places] as number)
  into.end = i
  return true
}

function pairOf(point: unknown): readonly [number, unknown] {
  if (!Array.isArray(point) || point.length !== 2) throw nonsense('a point is not a pair of time and value')
  const [time, value] = point as readonly unknown[]
  if (typeof time !== 'number') throw nonsense('a time is not a number')
  return [time, value]
}

/** Gives the place on a grid of each of ascending times, in seconds; any other time is nonsense. */
function placesOn(grid: Grid): (time: number) => number {
  let last = -1
  return time => {
    const index = (Math.round(time * 1000) - grid.start) / grid.step
    if (!Number.isInteger(index) || index < 0 || index >= grid.count)
      throw nonsense('it holds instants that were not asked for')
    if (index <= last) throw nonsense('its instants are not in ascending order')
    last = index
    return index
  }
}

/** Calls `use` for each `[seconds, value]` of a list with its place on the grid, which ascends; any other shape is nonsense. */
export function eachPoint(points: Piece, grid: Grid, use: (index: number, value: unknown) => void): void {
  const place = placesOn(grid)
  const { bytes } = points
  eachItem(bytes, points.from, from => {
    const to = afterValue(bytes, from)
    const [time, value] = pairOf(valueOf({ bytes, from, to }))
    use(place(time), value)
    return to
  })
}

/**
 * The same where the values are numbers, written as texts: `[1700000000.5,"12.25"]`, which is what large answers are made of, is read from
 * its bytes; what is written in any other way, from what JSON says it is. The list begins at an index; answers where it ends.
 */
export function eachNumber(
  bytes: Uint8Array,
  list: number,
  grid: Grid,
  use: (index: number, value: number) => void,
): number {
  const place = placesOn(grid)
  const reading: Reading = { value: 0, end: 0 }
  return eachItem(bytes, list, from => {
    if (bytes[from] === openList && readDecimal(bytes, from + 1, reading)) {
      const time = reading.value
      const at = reading.end
      if (bytes[at] === comma && bytes[at + 1] === quote && readDecimal(bytes, at + 2, reading)) {
        const { value, end } = reading
        if (bytes[end] === quote && bytes[end + 1] === closeList) {
          use(place(time), value)
          return end + 2
        }
      }
    }
    const to = afterValue(bytes, from)
    const [time, value] = pairOf(valueOf({ bytes, from, to }))
    use(place(time), numberOf(value))
    return to
  })
}
