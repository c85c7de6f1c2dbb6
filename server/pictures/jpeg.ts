import { joined, viewOf } from './bytes.ts'
import type { Format, ReadPicture } from './format.ts'

/** Segments that begin a frame, and say how large it is: all but those for tables (C4, C8, CC). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Everything by which it is drawn: JFIF and Adobe's colours stay; Exif, comments and the rest of the applications' own go. */
const isDrawn = (marker: number) => marker <= 0xe0 || marker === 0xee

const [scan, end] = [0xda, 0xd9]

/** Where the coded data of a scan ends: at the next marker that is no part of it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return bytes.length
    const next = bytes[at + 1] ?? 0
    const inside = next === 0 || (next >= 0xd0 && next <= 0xd7)
    if (!inside && next !== 0xff) return at
    at += inside ? 2 : 1
  }
}

function read(bytes: Uint8Array): ReadPicture | null {
  const view = viewOf(bytes)
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)]
  let [width, height, scans] = [0, 0, 0]
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === end;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === end) {
      pieces.push(bytes.subarray(at, at + 2))
      return scans > 0 && width > 0 ? { width, height, bytes: joined(pieces) } : null
    }
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return null
    if (isFrame(marker)) {
      if (length < 8 || width > 0) return null
      height = view.getUint16(at + 5)
      width = view.getUint16(at + 7)
    }
    const next = marker === scan ? endOfScan(bytes, at + 2 + length) : at + 2 + length
    if (marker === scan) scans += 1
    if (isDrawn(marker)) pieces.push(bytes.subarray(at, next))
    at = next
  }
  return null
}

export const jpeg: Format = {
  type: 'image/jpeg',
  begins: bytes => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  read,
}
