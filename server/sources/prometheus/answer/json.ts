/** Thrown where bytes are not JSON, or of a depth or in pieces of a size that no answer has. */
export class NotJson extends Error {}

/** A value in bytes of JSON that are known to be sound: it begins at `from` and ends before `to`. */
export type Piece = { readonly bytes: Uint8Array; readonly from: number; readonly to: number }

const mostDepth = 64

export const quote = 34
export const comma = 44
const [minus, dot, zero, nine] = [45, 46, 48, 57]
const [colon, backslash] = [58, 92]
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125]

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= zero && byte <= nine
const isHex = (byte: number | undefined) => byte !== undefined && /[0-9a-f]/i.test(String.fromCharCode(byte))

/** The index of what comes after white space. */
export function afterSpace(bytes: Uint8Array, at: number): number {
  let i = at
  for (;;) {
    const byte = bytes[i]
    if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return i
    i++
  }
}

const shortEscapes = new Set([...'"\\/bfnrt'].map(one => one.charCodeAt(0)))

function afterEscape(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte !== undefined && shortEscapes.has(byte)) return at + 1
  if (byte !== 117 || ![1, 2, 3, 4].every(i => isHex(bytes[at + i]))) throw new NotJson()
  return at + 5
}

function afterText(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== quote) throw new NotJson()
  let i = at + 1
  for (;;) {
    const byte = bytes[i]
    if (byte === quote) return i + 1
    if (byte === undefined || byte < 32) throw new NotJson()
    i = byte === backslash ? afterEscape(bytes, i + 1) : i + 1
  }
}

function afterDigits(bytes: Uint8Array, at: number): number {
  let i = at
  while (isDigit(bytes[i])) i++
  if (i === at) throw new NotJson()
  return i
}

function afterNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] === minus ? at + 1 : at
  let i = bytes[first] === zero ? first + 1 : afterDigits(bytes, first)
  if (bytes[i] === dot) i = afterDigits(bytes, i + 1)
  if (bytes[i] !== 101 && bytes[i] !== 69) return i
  i++
  return afterDigits(bytes, bytes[i] === 43 || bytes[i] === minus ? i + 1 : i)
}

const words = ['true', 'false', 'null'].map(word => [...word].map(one => one.charCodeAt(0)))

function afterWord(bytes: Uint8Array, at: number): number {
  const word = words.find(each => each.every((byte, i) => bytes[at + i] === byte))
  if (word === undefined) throw new NotJson()
  return at + word.length
}

function afterName(bytes: Uint8Array, at: number): number {
  const colonAt = afterSpace(bytes, afterText(bytes, afterSpace(bytes, at)))
  if (bytes[colonAt] !== colon) throw new NotJson()
  return colonAt + 1
}

/** The index of what comes after the value that begins at an index, or after white space there. Throws `NotJson`. */
export function afterValue(bytes: Uint8Array, from: number): number {
  const closing = new Uint8Array(mostDepth)
  let depth = 0
  let at = from
  for (;;) {
    at = afterSpace(bytes, at)
    const first = bytes[at]
    if (first === openList || first === openObject) {
      const close = first === openObject ? closeObject : closeList
      at = afterSpace(bytes, at + 1)
      if (bytes[at] !== close) {
        if (depth === mostDepth) throw new NotJson()
        closing[depth++] = close
        if (close === closeObject) at = afterName(bytes, at)
        continue
      }
      at++
    } else if (first === quote) at = afterText(bytes, at)
    else at = isDigit(first) || first === minus ? afterNumber(bytes, at) : afterWord(bytes, at)

    for (;;) {
      if (depth === 0) return at
      at = afterSpace(bytes, at)
      const close = closing[depth - 1]
      if (bytes[at] === comma) {
        at = close === closeObject ? afterName(bytes, at + 1) : at + 1
        break
      }
      if (bytes[at] !== close) throw new NotJson()
      at++
      depth--
    }
  }
}

const mark = [0xef, 0xbb, 0xbf]

/** The one value that bytes hold. Throws `NotJson` where they hold anything else, be it at their end. */
export function pieceOf(bytes: Uint8Array): Piece {
  const from = afterSpace(bytes, mark.every((byte, i) => bytes[i] === byte) ? mark.length : 0)
  const to = afterValue(bytes, from)
  if (afterSpace(bytes, to) !== bytes.length) throw new NotJson()
  return { bytes, from, to }
}

const textDecoder = new TextDecoder()
const mostAtOnce = 4 * 1_048_576

/** What a piece says. Throws `NotJson` where it is so large that it holds more than one thing. */
export function valueOf({ bytes, from, to }: Piece): unknown {
  if (to - from > mostAtOnce) throw new NotJson()
  return JSON.parse(textDecoder.decode(bytes.subarray(from, to))) as unknown
}

/** Where a value begins. */
type Beginning = Pick<Piece, 'bytes' | 'from'>

export const isObject = ({ bytes, from }: Beginning): boolean => bytes[from] === openObject
export const isList = ({ bytes, from }: Beginning): boolean => bytes[from] === openList
export const isEmptyList = ({ bytes, from }: Beginning): boolean =>
  bytes[from] === openList && bytes[afterSpace(bytes, from + 1)] === closeList
export const isText = ({ bytes, from }: Beginning): boolean => bytes[from] === quote

/**
 * Goes through the items of the list that begins at an index, each from where it begins: `item` answers where it ends, which `afterValue`
 * finds for what is not looked into. Answers where the list ends.
 */
export function eachItem(bytes: Uint8Array, from: number, item: (at: number) => number): number {
  let at = afterSpace(bytes, from + 1)
  if (bytes[at] === closeList) return at + 1
  for (;;) {
    at = afterSpace(bytes, item(at))
    if (bytes[at] !== comma) return at + 1
    at = afterSpace(bytes, at + 1)
  }
}

/** The same for the fields of an object. */
export function eachField(
  bytes: Uint8Array,
  from: number,
  field: (name: string, at: number) => number,
): number {
  let at = afterSpace(bytes, from + 1)
  if (bytes[at] === closeObject) return at + 1
  for (;;) {
    const end = afterText(bytes, at)
    const name = valueOf({ bytes, from: at, to: end }) as string
    at = afterSpace(bytes, field(name, afterSpace(bytes, afterName(bytes, at))))
    if (bytes[at] !== comma) return at + 1
    at = afterSpace(bytes, at + 1)
  }
}

/** The pieces of an object by name, the last of several of one name. */
export function fieldsOf({ bytes, from: begin }: Piece): ReadonlyMap<string, Piece> {
  const fields = new Map<string, Piece>()
  eachField(bytes, begin, (name, from) => {
    const to = afterValue(bytes, from)
    fields.set(name, { bytes, from, to })
    return to
  })
  return fields
}
