import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BrokenOff, isDeadConnection } from './breakdown.ts'

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

/**
 * The whole body, unpacked; an error as soon as it is larger than `largest` bytes, at once where its length is announced to be. Where the
 * connection ends in the middle, `BrokenOff`.
 */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  largest: number,
): Promise<Uint8Array> {
  const tooLarge = () => new AnswerTooLarge(`more than ${largest} bytes`)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    if (Number(headers['content-length']) > largest) throw tooLarge()
    for await (const chunk of unpacked(
      body,
      headers['content-encoding'] ?? '',
    ) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > largest) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    body.on('error', () => undefined).destroy()
    throw isDeadConnection(error) ? new BrokenOff(error) : error
  }
  return Buffer.concat(chunks, size)
}
