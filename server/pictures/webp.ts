import { ascii, joined, viewOf } from './bytes.ts'
import type { Format, ReadPicture } from './format.ts'

type Size = { readonly width: number; readonly height: number }

/** How large a chunk says that the picture is. */
const sizes: Readonly<Record<string, (view: DataView, at: number) => Size | null>> = {
  'VP8 ': (view, at) =>
    view.getUint8(at + 3) === 0x9d && view.getUint8(at + 4) === 0x01 && view.getUint8(at + 5) === 0x2a
      ? { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff }
      : null,
  VP8L: (view, at) => {
    const bits = view.getUint32(at + 1, true)
    return view.getUint8(at) === 0x2f
      ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
      : null
  },
  VP8X: (view, at) => ({
    width: (view.getUint32(at + 4, true) & 0xffffff) + 1,
    height: (view.getUint32(at + 6, true) >>> 8) + 1,
  }),
}

const drawn = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L'])
const [alpha, animated] = [0x10, 0x02]

/** The chunk of the extended header that promises nothing but what stays: transparency. */
function headerOf(chunk: Uint8Array): Uint8Array {
  const header = chunk.slice()
  header[8] = (header[8] ?? 0) & alpha
  return header
}

/** A chunk has a name, the length of its data and the data, filled up to an even length. All sizes that it names must fit. */
function read(file: Uint8Array): ReadPicture | null {
  const whole = viewOf(file).getUint32(4, true) + 8
  if (whole > file.length) return null
  const bytes = file.subarray(0, whole)
  const view = viewOf(bytes)
  const pieces: Uint8Array[] = []
  let [width, height, data] = [0, 0, false]
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = ascii(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > bytes.length || length < 1) return null
    if (name === 'ANMF' || name === 'ANIM') return null
    const sizeOf = sizes[name]
    if (sizeOf !== undefined) {
      if (length < (name === 'VP8L' ? 5 : 10)) return null
      const size = sizeOf(view, at + 8)
      if (size === null) return null
      width = Math.max(width, size.width)
      height = Math.max(height, size.height)
    }
    if (name === 'VP8X' && ((bytes[at + 8] ?? 0) & animated) !== 0) return null
    if (name === 'VP8 ' || name === 'VP8L') data = true
    const chunk = bytes.subarray(at, Math.min(end, bytes.length))
    if (drawn.has(name)) pieces.push(name === 'VP8X' ? headerOf(chunk) : chunk)
    at = end
  }
  if (!data) return null
  const body = joined(pieces)
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, body.length + 4, true)
  return { width, height, bytes: joined([head, body]) }
}

export const webp: Format = {
  type: 'image/webp',
  begins: bytes => bytes.length >= 30 && ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP',
  read,
}
