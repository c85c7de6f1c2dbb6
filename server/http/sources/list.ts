import type { Added, Registry } from '#server/sources/registry.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import { route, type Route } from '#server/http/route.ts'
import { HttpTrouble, notFound } from '#server/http/trouble.ts'
import { change, draft, trial } from './bodies.ts'

const noneAdded = () => notFound('such source that was added here')

const kept = (added: Added): { readonly source: SourceSummary } => {
  if (!added.ok) {
    const { reason, part } = added
    throw new HttpTrouble(400, { kind: 'invalid', message: reason, ...(part !== null && { part }) })
  }
  return { source: added.source }
}

/** The list of sources: to see, add, alter, test and remove. No answer holds a secret. */
export const listRoutes = (registry: Registry): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/sources',
    action: 'source.list',
    summary: 'The data sources and how their last use went',
    call: async () => ({ json: { sources: registry.list() } }),
  }),
  route({
    method: 'post',
    path: '/api/sources',
    action: 'source.add',
    summary: 'Adds a source',
    body: draft,
    call: async ({ body }) => ({ status: 201, json: kept(await registry.add(body)) }),
  }),
  route({
    method: 'post',
    path: '/api/sources/test',
    action: 'source.test',
    summary: 'Asks an address who it is, adding nothing',
    body: draft,
    call: async ({ body, signal }) => ({ json: await registry.test(body, signal) }),
  }),
  route({
    method: 'get',
    path: '/api/sources/:id',
    action: 'source.read',
    summary: 'What an alteration of an added source starts from, without its secrets',
    call: async ({ params }) => {
      const settings = registry.settings(params.id ?? '')
      if (settings === undefined) throw noneAdded()
      return { json: settings }
    },
  }),
  route({
    method: 'put',
    path: '/api/sources/:id',
    action: 'source.alter',
    summary: 'Alters an added source; secrets that are left out stay while they go where they went before',
    body: change,
    call: async ({ params, body }) => {
      const altered = await registry.alter(params.id ?? '', body)
      if (altered === undefined) throw noneAdded()
      return { json: kept(altered) }
    },
  }),
  route({
    method: 'post',
    path: '/api/sources/:id/test',
    action: 'source.test',
    summary: 'Asks a source of the list who it is, as it is or as a change would make it',
    body: trial,
    call: async ({ params, body, signal }) => {
      const test = await registry.testAgain(params.id ?? '', body.change, signal)
      if (test === undefined) throw notFound('such source')
      return { json: test }
    },
  }),
  route({
    method: 'delete',
    path: '/api/sources/:id',
    action: 'source.remove',
    summary: 'Removes an added source; evidence taken from it stays',
    call: async ({ params }) => {
      if (!(await registry.remove(params.id ?? ''))) throw noneAdded()
      return { json: {} }
    },
  }),
]
