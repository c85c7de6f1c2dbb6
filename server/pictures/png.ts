import { ascii, joined, viewOf } from './bytes.ts'
import type { Format, ReadPicture } from './format.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** The chunks that the picture is drawn from; texts, times, places and further frames are not among them. */
const drawn = new Set([
  'IHDR',
  'PLTE',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
  'IDAT',
  'IEND',
])

/** A chunk has its length, its name, its data and four bytes of checksum. */
function read(bytes: Uint8Array): ReadPicture | null {
  const view = viewOf(bytes)
  const pieces: Uint8Array[] = [bytes.subarray(0, signature.length)]
  let [width, height, data] = [0, 0, false]
  for (let at = signature.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const name = ascii(bytes, at + 4, 4)
    const end = at + 12 + length
    const first = at === signature.length
    if (end > bytes.length || first !== (name === 'IHDR')) return null
    if (name === 'IHDR') {
      if (length !== 13) return null
      width = view.getUint32(at + 8)
      height = view.getUint32(at + 12)
    }
    if (name === 'IDAT') data = true
    if (drawn.has(name)) pieces.push(bytes.subarray(at, end))
    if (name === 'IEND') return data ? { width, height, bytes: joined(pieces) } : null
    at = end
  }
  return null
}

export const png: Format = {
  type: 'image/png',
  begins: bytes => signature.every((byte, i) => bytes[i] === byte),
  read,
}
