import express, { Router } from 'express'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nonceOf, policy } from '#server/http/entry/guard.ts'

/** The built client of a directory: files named by their content for good, and the one page for every address that is a screen. */
export function pages(directory: string): Router {
  const router = Router()
  const page = readFileSync(join(directory, 'index.html'), 'utf8')
  const screen: express.RequestHandler = (request, response) => {
    const nonce = nonceOf()
    policy(nonce)(request, response, () => {
      response.set('Cache-Control', 'no-store').type('html').send(page.replaceAll('__NONCE__', nonce))
    })
  }
  router.get(['/', '/sign-in', '/new', '/space', '/n/:id', '/n/:id/present'], screen)
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  )
  router.use(express.static(directory, { index: false, maxAge: 0 }))
  router.get('/{*rest}', (request, response, next) => {
    if (
      request.accepts('html') &&
      !request.path.startsWith('/api/') &&
      !request.path.startsWith('/prometheus/')
    )
      screen(request, response.status(404), next)
    else next()
  })
  return router
}
