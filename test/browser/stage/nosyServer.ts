import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A source, a Grafana and a proxy in one that tells all it was told: every answer repeats the headers and the body that it got. */
export type NosyServer = {
  readonly address: string
  /** All headers and bodies that came in. */
  readonly heard: () => string
  readonly stop: () => Promise<void>
}

const answers: readonly (readonly [RegExp, (echo: string) => unknown])[] = [
  [/buildinfo$/, echo => ({ status: 'success', data: { version: '3.5.0', echo } })],
  [/api\/health$/, () => ({ database: 'ok', version: '12.0.0' })],
  [
    /api\/datasources$/,
    echo => [
      {
        uid: 'abc',
        name: `Prometheus ${echo.slice(0, 20)}`,
        type: 'prometheus',
        jsonData: {},
        access: 'proxy',
      },
    ],
  ],
]

/** Starts it on a free port of loopback. */
export async function startNosyServer(): Promise<NosyServer> {
  let heard = ''
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += String(chunk)))
    request.on('end', () => {
      const echo = `${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`
      heard += `${echo}\n`
      const path = (request.url ?? '').split('?')[0] ?? ''
      const answer = answers.find(([form]) => form.test(path))?.[1](echo)
      response.setHeader('content-type', 'application/json')
      response.statusCode = answer === undefined ? 400 : 200
      response.end(
        JSON.stringify(answer ?? { status: 'error', errorType: 'bad_data', error: echo, message: echo }),
      )
    })
  })
  server.on('connect', (request, socket) => {
    heard += `${request.method} ${request.url} ${JSON.stringify(request.headers)}\n`
    socket.end(`HTTP/1.1 407 ${String(request.headers['proxy-authorization'])}\r\ncontent-length: 0\r\n\r\n`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => heard,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
