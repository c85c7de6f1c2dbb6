import compression from 'compression'
import express, { type Express, type RequestHandler, type Router } from 'express'
import { errorHandler, routerOf } from './door.ts'
import { gate, type Entry } from '#server/http/entry/gate.ts'
import { guard, policy, thisMachine } from '#server/http/entry/guard.ts'
import type { Route } from './route.ts'
import { notFound } from './trouble.ts'

export type AppParts = {
  readonly routes: readonly Route[]
  /** The door at `/prometheus`. */
  readonly prometheus: Router
  /** The pages, or a maker of pages while developing. */
  readonly pages: RequestHandler
  readonly onBug: (error: unknown) => void
  /** Who may come in; without it, everybody who reaches this machine. */
  readonly entry?: Entry
}

const everybodyHere: Entry = { reach: thisMachine, access: null }

/** The whole of what is served over HTTP: guards first, then the doors, then the pages. */
export function appOf({ routes, prometheus, pages, onBug, entry = everybodyHere }: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.use(guard(entry.reach), compression())
  app.use(['/api', '/prometheus', '/healthz', '/readyz'], policy(null))
  app.use(gate(entry, routes, pages))
  app.use('/prometheus', prometheus)
  app.use(routerOf(routes))
  app.use('/api', request => {
    throw notFound(`such address: ${request.method} ${request.baseUrl}${request.path}`)
  })
  app.use(pages)
  app.use(errorHandler(onBug))
  return app
}
