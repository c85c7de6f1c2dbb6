import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

/** One request as the fake server saw it; `form` holds the parameters of body and query part. */
export type Seen = {
  readonly method: string
  readonly path: string
  readonly form: URLSearchParams
  readonly headers: IncomingMessage['headers']
}

/** How the fake server treats a request. */
export type Behaviour = (seen: Seen, response: ServerResponse, socket: Socket) => void

/** A server on a free loopback port that behaves as told; `closed` resolves when a client hangs up on an unfinished answer. */
export type Fake = {
  readonly address: string
  readonly seen: Seen[]
  behave: (behaviour: Behaviour) => void
  hungUp: () => Promise<void>
  close: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage) => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

/** With `tls` it speaks TLS. */
export async function openFake(first: Behaviour, tls?: ServerOptions): Promise<Fake> {
  let behaviour = first
  const seen: Seen[] = []
  let onHungUp = () => {}
  const hungUp = new Promise<void>(resolve => (onHungUp = resolve))
  const server: Server = tls === undefined ? createServer() : createSecureServer(tls)
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.on('close', () => {
      if (!response.writableFinished) onHungUp()
    })
    void bodyOf(request).then(
      body => {
        const url = new URL(request.url ?? '/', 'http://fake')
        const form = new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)])
        const one: Seen = { method: request.method ?? '', path: url.pathname, form, headers: request.headers }
        seen.push(one)
        behaviour(one, response, request.socket)
      },
      () => {},
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    behave: next => (behaviour = next),
    hungUp: () => hungUp,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const json =
  (value: unknown, status = 200): Behaviour =>
  (_seen, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

export const success = (data: unknown, more: object = {}): Behaviour =>
  json({ status: 'success', data, ...more })

export const failure = (errorType: string, error: string, status: number): Behaviour =>
  json({ status: 'error', errorType, error }, status)

export const html = (body: string, status = 200): Behaviour => text(body, status, 'text/html; charset=utf-8')

export const text =
  (body: string, status = 200, type = 'text/plain'): Behaviour =>
  (_seen, response) =>
    void response.writeHead(status, { 'content-type': type }).end(body)

/** Takes the request and never says a word. */
export const stall: Behaviour = () => {}

/** Begins an answer and falls silent. */
export const fallSilent: Behaviour = (_seen, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).write('{"status":')

/** One byte every 10 ms, for ever: never silent, never done. */
export const drip: Behaviour = (_seen, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(timer))
}

/** Resets the connection before a word of answer. */
export const reset: Behaviour = (_seen, _response, socket) => void socket.resetAndDestroy()

/** Resets the connection in the middle of the answer. */
export const resetMidway: Behaviour = (_seen, response, socket) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"status":', () => socket.resetAndDestroy())
}

/** Endless, as fast as it is read. */
export const flood: Behaviour = (_seen, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const chunk = Buffer.alloc(64 * 1024, ' ')
  const pour = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', pour)
  pour()
}

export const redirect =
  (location: string, status = 302): Behaviour =>
  (_seen, response) =>
    void response.writeHead(status, { location }).end()

/** Breaks the rules of HTTP. */
export const garbage: Behaviour = (_seen, _response, socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')
