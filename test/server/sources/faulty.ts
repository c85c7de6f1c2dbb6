import { createGzip, gzipSync } from 'node:zlib'
import type { Behaviour } from './fake.ts'

/** What a server says on the bare connection, whatever was asked; then it hangs up. */
export const raw =
  (text: string): Behaviour =>
  (_seen, _response, socket) =>
    void socket.end(text)

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const empty = '{"status":"success","data":{"resultType":"matrix","result":[]}}'

/** Announces more than it sends. */
export const lengthTooLong = raw(`${head}content-length: 100000\r\n\r\n${empty}`)

/** Announces less than it sends: the answer is cut in the middle of its JSON. */
export const lengthTooShort = raw(`${head}content-length: 20\r\n\r\n${empty}`)

/** Announces so much that reading it is not begun. */
export const lengthTooLarge = raw(`${head}content-length: 99999999999\r\n\r\n${empty}`)

export const lengthNoNumber = raw(`${head}content-length: many\r\n\r\n${empty}`)

export const chunkedGarbage = raw(`${head}transfer-encoding: chunked\r\n\r\nzz\r\n${empty}\r\n0\r\n\r\n`)

/** Ends in the middle of a chunk. */
export const chunkedCut = raw(`${head}transfer-encoding: chunked\r\n\r\nff\r\n${empty}`)

export const endlessHeader = raw(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`)

/** Hangs up without a word. */
export const hangUp: Behaviour = (_seen, _response, socket) => void socket.end()

const megabyte = Buffer.alloc(1 << 20, ' ')

/** So many megabytes of an answer that is good but for its size, as fast as they are read; `sent` counts the bytes. */
export const large =
  (megabytes: number, sent: { bytes: number }): Behaviour =>
  (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    let left = megabytes
    const pour = () => {
      while (left-- > 0 && !response.destroyed) {
        sent.bytes += megabyte.length
        if (!response.write(megabyte)) return void response.once('drain', pour)
      }
      response.end(empty)
    }
    pour()
  }

/** So many megabytes packed into a thousandth. */
export const gzipBomb =
  (megabytes: number): Behaviour =>
  (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    const packed = createGzip()
    packed.pipe(response)
    response.on('close', () => packed.destroy())
    let left = megabytes
    const pour = () => {
      while (left-- > 0 && !packed.destroyed)
        if (!packed.write(megabyte)) return void packed.once('drain', pour)
      packed.end(empty)
    }
    pour()
  }

/** A packed answer whose second half is missing. */
export const gzipCut: Behaviour = (_seen, response) => {
  const packed = gzipSync(empty.repeat(100))
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  response.end(packed.subarray(0, packed.length / 2))
}

/** Refuses, wishing for a pause. */
export const refuse =
  (status: number, retryAfter?: string): Behaviour =>
  (_seen, response) =>
    void response
      .writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
      .end('too much')
