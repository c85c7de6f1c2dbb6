import type { RequestHandler, Response } from 'express'
import type { Access } from '#server/access/access.ts'
import type { Reach } from './guard.ts'
import { callerOf } from './peer.ts'
import { HttpTrouble, notFound, tooMany } from '#server/http/trouble.ts'
import type { Route } from '#server/http/route.ts'

/** Who may come in, and by which names: without `access`, everybody who reaches this machine. */
export type Entry = { readonly reach: Reach; readonly access: Access | null }

/** A file of the client: it holds no secret, and the page for signing in is made of such files. */
const isFile = (path: string) => path.startsWith('/@') || path.slice(path.lastIndexOf('/')).includes('.')

const isForPrograms = (path: string) => /^\/(api|prometheus|metrics)(\/|$)/i.test(path)

const signedOut = (scheme: string) =>
  new HttpTrouble(
    401,
    {
      kind: 'signedOut',
      message: 'Sign in first.',
      hint: 'Scripts send the password as `Authorization: Bearer …`, or by Basic with any user.',
    },
    { 'WWW-Authenticate': scheme },
  )

/** In Prometheus' own shape, for its clients. */
function refuseClient(response: Response, { status, headers, body: { error } }: HttpTrouble): void {
  response
    .status(status)
    .set(headers)
    .json({ status: 'error', errorType: error.kind, error: `${error.message} ${error.hint ?? ''}`.trim() })
}

/**
 * Lets in who has signed in or sends the password. To others the routes that are `open` answer, and the files of the client; screens send
 * them to `/sign-in`; files go straight to `pages`, past the routes; everything else says the same for what is there and what is not.
 */
export function gate(
  { access, reach }: Entry,
  routes: readonly Route[],
  pages: RequestHandler,
): RequestHandler {
  const open = new Set(routes.flatMap(route => (route.open ? [`${route.method} ${route.path}`] : [])))
  return (request, response, next) => {
    const { path, method } = request
    if (access === null || open.has(`${method.toLowerCase()} ${path}`)) return next()
    const forPrograms = isForPrograms(path)
    if (!forPrograms && (path === '/sign-in' || isFile(path)))
      return pages(request, response, (trouble: unknown) => next(trouble ?? notFound(`such file: ${path}`)))
    const admission = access.admit(callerOf(request, reach))
    if (admission.ok) return next()
    if (!forPrograms && admission.wait === 0 && (method === 'GET' || method === 'HEAD')) {
      response.set('Cache-Control', 'no-store')
      return response.redirect(302, `/sign-in?to=${encodeURIComponent(request.originalUrl)}`)
    }
    const isClient = path.startsWith('/prometheus') || path === '/metrics'
    const trouble =
      admission.wait > 0 ? tooMany(admission.wait) : signedOut(isClient ? 'Basic realm="Blipbook"' : 'Bearer')
    if (!isClient) throw trouble
    refuseClient(response, trouble)
  }
}
