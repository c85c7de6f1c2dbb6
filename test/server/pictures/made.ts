const ascii = (text: string) => [...text].map(character => character.charCodeAt(0))
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const little = (value: number) => big(value).toReversed()
const short = (value: number) => [value >>> 8, value & 255]

/** A PNG of a size, with other chunks by their names ahead of its data; checksums are not looked at. */
export const pngOf = (width: number, height: number, chunks: readonly string[] = []): Uint8Array => {
  const chunk = (name: string, data: readonly number[]) => [
    ...big(data.length),
    ...ascii(name),
    ...data,
    0,
    0,
    0,
    0,
  ]
  return Uint8Array.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk('IHDR', [...big(width), ...big(height), 8, 2, 0, 0, 0]),
    ...chunks.flatMap(name => chunk(name, ascii('where it was'))),
    ...chunk('IDAT', [1, 2, 3]),
    ...chunk('IEND', []),
  ])
}

/** A JPEG of a size, with other segments by their markers ahead of its scan. */
export const jpegOf = (width: number, height: number, segments: readonly number[] = []): Uint8Array => {
  const segment = (marker: number, data: readonly number[]) => [
    0xff,
    marker,
    ...short(data.length + 2),
    ...data,
  ]
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, ascii('JFIF\0')),
    ...segments.flatMap(marker => segment(marker, ascii('where it was'))),
    ...segment(0xc0, [8, ...short(height), ...short(width), 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    1,
    2,
    0xff,
    0,
    3,
    0xff,
    0xd0,
    4,
    0xff,
    0xd9,
  ])
}

/** A lossless WebP of a size, with other chunks by their names after its data. */
export const webpOf = (width: number, height: number, chunks: readonly string[] = []): Uint8Array => {
  const bits = ((width - 1) | ((height - 1) << 14)) >>> 0
  const chunk = (name: string, data: readonly number[]) => [
    ...ascii(name),
    ...little(data.length),
    ...data,
    ...(data.length % 2 ? [0] : []),
  ]
  const body = [
    ...ascii('WEBP'),
    ...chunk('VP8L', [0x2f, ...little(bits), 0, 0, 0, 0, 0]),
    ...chunks.flatMap(name => chunk(name, ascii('where it was'))),
  ]
  return Uint8Array.from([...ascii('RIFF'), ...little(body.length), ...body])
}
