import { z } from 'zod'
import { identifier } from '#server/http/bodies.ts'
import { route, type Route } from '#server/http/route.ts'
import { HttpTrouble } from '#server/http/trouble.ts'
import type { Keeper } from '#server/keeping/keeper.ts'

const question = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['unjudged', 'details']), notebook: identifier.nullable() }),
  z.object({ what: z.enum(['orphaned', 'empty']) }),
])

/** The routes of what takes up room, and of freeing it. */
export const spaceRoutes = (keeper: Keeper): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/space',
    action: 'space.read',
    summary: 'What takes up room in the data directory, in bytes',
    call: async ({ signal }) => ({ json: await keeper.space(signal) }),
  }),
  route({
    method: 'get',
    path: '/api/space/evidence',
    action: 'space.read',
    summary: 'How full the room for evidence is, as of the newest sweep',
    call: async () => ({ json: keeper.room() }),
  }),
  route({
    method: 'post',
    path: '/api/space/free',
    action: 'space.free',
    summary: 'Begins to free what nobody judged, details, evidence that no notebook cites, or empty pages',
    body: question,
    call: async ({ body }) => {
      if (!keeper.free(body))
        throw new HttpTrouble(409, { kind: 'busy', message: 'Something is being freed already.' })
      return { status: 202, json: { freeing: keeper.freeing() } }
    },
  }),
  route({
    method: 'get',
    path: '/api/space/free',
    action: 'space.read',
    summary: 'How far the freeing is that is under way, or how the last one ended',
    call: async () => ({ json: { freeing: keeper.freeing() } }),
  }),
  route({
    method: 'delete',
    path: '/api/space/free',
    action: 'space.free',
    summary: 'Stops the freeing that is under way; what is freed stays so',
    call: async () => {
      keeper.stop()
      return { json: {} }
    },
  }),
]
