const replacement = 0xfffd

/** The UTF-8 bytes of a text. A surrogate without its partner becomes U+FFFD. */
export function utf8Of(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let end = 0
  for (let i = 0; i < text.length; i++) {
    let code = text.codePointAt(i) ?? replacement
    if (code >= 0xd800 && code <= 0xdfff) code = replacement
    if (code < 0x80) bytes[end++] = code
    else {
      if (code < 0x800) bytes[end++] = 0xc0 | (code >> 6)
      else {
        if (code < 0x10000) bytes[end++] = 0xe0 | (code >> 12)
        else {
          i++
          bytes[end++] = 0xf0 | (code >> 18)
          bytes[end++] = 0x80 | ((code >> 12) & 0x3f)
        }
        bytes[end++] = 0x80 | ((code >> 6) & 0x3f)
      }
      bytes[end++] = 0x80 | (code & 0x3f)
    }
  }
  return bytes.slice(0, end)
}

const lengthFrom = (first: number) =>
  first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
const least = [0, 0, 0x80, 0x800, 0x10000]

/** The text of UTF-8 bytes; throws a RangeError with the place of the first byte that is none. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  let codes: number[] = []
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i] ?? 0
    const length = lengthFrom(first)
    let code = length < 2 ? first : first & (0x7f >> length)
    for (let k = 1; k < length; k++) {
      const next = bytes[i + k] ?? 0
      if ((next & 0xc0) !== 0x80) throw new RangeError(`not UTF-8 at byte ${i + k}`)
      code = (code << 6) | (next & 0x3f)
    }
    const surrogate = code >= 0xd800 && code <= 0xdfff
    if (length === 0 || code < (least[length] ?? 0) || code > 0x10ffff || surrogate)
      throw new RangeError(`not UTF-8 at byte ${i}`)
    codes.push(code)
    i += length
    if (codes.length === 4096) {
      text += String.fromCodePoint(...codes)
      codes = []
    }
  }
  return text + String.fromCodePoint(...codes)
}
