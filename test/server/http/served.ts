import { createServer } from 'node:http'
import { Router } from 'express'
import { appOf } from '#server/http/app.ts'
import type { Entry } from '#server/http/entry/gate.ts'
import type { Route } from '#server/http/route.ts'

/** The routes on a port of loopback; `bugs` are what was thrown and is nobody's failure. */
export async function serve(routes: readonly Route[], entry?: Entry) {
  const bugs: unknown[] = []
  const app = appOf({
    routes,
    prometheus: Router(),
    pages: (_, __, next) => next(),
    onBug: bug => void bugs.push(bug),
    ...(entry && { entry }),
  })
  const server = createServer(app)
  const port = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
    }),
  )
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = typeof body === 'string' ? 'text/markdown' : 'application/json'
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === 'string'
                ? body
                : body instanceof Uint8Array
                  ? (body as BodyInit)
                  : JSON.stringify(body),
          }),
    })
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? await response.json() : await response.text(),
    }
  }
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { ask, close, bugs }
}
