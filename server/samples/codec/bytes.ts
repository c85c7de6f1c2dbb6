const buffer = new ArrayBuffer(8)
const float = new Float64Array(buffer)
const floatBytes = new Uint8Array(buffer)

/** Bytes that grow as they are written. Numbers are little-endian. */
export class ByteWriter {
  bytes = new Uint8Array(4096)
  length = 0

  /** Room for `count` more bytes; answers where they start. */
  reserve(count: number): number {
    const start = this.length
    const needed = start + count
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      grown.set(this.bytes.subarray(0, start))
      this.bytes = grown
    }
    this.length = needed
    return start
  }

  byte(value: number) {
    const at = this.reserve(1)
    this.bytes[at] = value
  }

  /** A whole number from 0 to 2^53 in groups of seven bits. */
  whole(value: number) {
    let rest = value
    while (rest >= 128) {
      this.byte((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    this.byte(rest)
  }

  float(value: number) {
    const at = this.reserve(8)
    float[0] = value
    this.bytes.set(floatBytes, at)
  }

  floats(values: Float64Array) {
    const at = this.reserve(values.byteLength)
    this.bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length)
  }
}

/** Reads what a ByteWriter has written, from `at` on. */
export class ByteReader {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  byte(): number {
    return this.bytes[this.at++] as number
  }

  whole(): number {
    let value = 0
    let place = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * place
      if (byte < 128) return value
      place *= 128
    }
  }

  float(): number {
    for (let i = 0; i < 8; i++) floatBytes[i] = this.byte()
    return float[0] as number
  }

  /** Fills `out` from `from` to `to`. */
  floats(out: Float64Array, from: number, to: number) {
    const length = (to - from) * 8
    const target = new Uint8Array(out.buffer, out.byteOffset + from * 8, length)
    target.set(this.bytes.subarray(this.at, this.at + length))
    this.at += length
  }
}
