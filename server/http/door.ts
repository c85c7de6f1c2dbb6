import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import type { z } from 'zod'
import { HttpTrouble, invalid, troubleOf } from './trouble.ts'
import type { Reply, Route } from './route.ts'

/** Says where a body or a query is wrong, in words of ours: `steps.0: wants text`. */
function checked(schema: z.ZodType, value: unknown, where: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = issue?.path.map(String).join('.') ?? ''
  throw invalid(`${where}${path === '' ? '' : ` at ${path}`}: ${issue?.message ?? 'not understood'}`)
}

function signalOf(request: Request, response: Response): AbortSignal {
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  if (request.destroyed) controller.abort()
  return controller.signal
}

function send(response: Response, reply: Reply): void {
  response.status(reply.status ?? 200).set(reply.headers ?? {})
  if ('json' in reply) {
    response.set('Cache-Control', 'no-store')
    response.json(reply.json)
    return
  }
  response.type(reply.type)
  response.set('Cache-Control', reply.immutable ? 'private, max-age=31536000, immutable' : 'no-store')
  if (reply.encoding !== undefined) response.set('Content-Encoding', reply.encoding).vary('Accept-Encoding')
  if (reply.file !== undefined) response.attachment(reply.file).type(reply.type)
  const { content } = reply
  response.send(
    typeof content === 'string'
      ? content
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  )
}

const textParam = (value: unknown) => (Array.isArray(value) ? value.join('/') : String(value))

function handlerOf(route: Route): RequestHandler {
  return async (request, response) => {
    const params = Object.fromEntries(
      Object.entries(request.params).map(([name, value]) => [name, textParam(value)]),
    )
    const reply = await route.call({
      params,
      query: checked(route.query, request.query, 'The query'),
      body: route.body === null ? undefined : checked(route.body, request.body, 'The body'),
      request,
      signal: signalOf(request, response),
    })
    if (!response.destroyed) send(response, reply)
  }
}

/** Turns whatever a call threw into `{ error }`; a bug is reported to `onBug` and answered without its insides. */
export function errorHandler(onBug: (error: unknown) => void): ErrorRequestHandler {
  return (thrown: unknown, _request, response, _next) => {
    const trouble = troubleOf(thrown) ?? ofParser(thrown)
    if (trouble === null) onBug(thrown)
    if (response.headersSent) {
      response.destroy()
      return
    }
    const { status, body, headers } =
      trouble ??
      new HttpTrouble(500, {
        kind: 'bug',
        message: 'Something went wrong here. The server has written down what.',
      })
    response
      .status(status === 499 ? 503 : status)
      .set(headers)
      .json(body)
  }
}

/** What express' own body reader refuses: a body that is no JSON, or too large. */
function ofParser(thrown: unknown): HttpTrouble | null {
  if (!(thrown instanceof Error) || !('status' in thrown) || typeof thrown.status !== 'number') return null
  if (thrown.status === 413) return new HttpTrouble(413, { kind: 'limit', message: 'The body is too large.' })
  return thrown.status < 500 ? invalid('The body cannot be read.') : null
}

/** The routes of a table behind their checks. JSON bodies up to 8 MB, text up to 100 MB: a notebook with all its pictures. */
export function routerOf(routes: readonly Route[]): Router {
  const router = Router()
  const json = express.json({ limit: '8mb' })
  const text = express.text({ type: ['text/*', 'application/markdown'], limit: '100mb' })
  for (const route of routes) {
    const readers = route.body === null || route.raw ? [] : [json, text]
    router[route.method](route.path, ...readers, handlerOf(route))
  }
  return router
}
