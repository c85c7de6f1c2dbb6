import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Thrown where an answer grows past the limit. */
export class AnswerTooLarge extends Error {
  readonly code = 'ANSWER_TOO_LARGE'
}

/** Thrown where an answer is packed in a way that was not asked for. */
export class UnknownEncoding extends Error {
  readonly code = 'UNKNOWN_ENCODING'
  readonly encoding: string
  constructor(encoding: string) {
    super(`the answer is encoded as ${encoding}`)
    this.encoding = encoding
  }
}

function unpacked(body: Readable, encoding: string): Readable {
  if (encoding === '' || encoding === 'identity') return body
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new UnknownEncoding(encoding)
  const gunzip = createGunzip()
  pipeline(body, gunzip, () => undefined)
  return gunzip
}

/** The whole body, unpacked; an error as soon as it is larger than `largest` bytes. */
export async function readBody(body: Readable, encoding: string, largest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of unpacked(body, encoding) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > largest) throw new AnswerTooLarge(`more than ${largest} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
