import { z } from 'zod'
import type { Store } from '#server/store/store.ts'
import { eventKinds, type WorldEvent } from '#shared/ask/event.ts'
import type { Ms } from '#shared/time/window.ts'
import { instant } from './bodies.ts'
import { route, type Route } from './route.ts'
import { invalid } from './trouble.ts'

const at = z.union([instant, z.iso.datetime({ offset: true }).transform(text => Date.parse(text))])

const event = z.object({
  id: z.string().min(1).max(100).optional(),
  kind: z.enum(eventKinds).default('deploy'),
  at: at.optional(),
  until: at.optional(),
  title: z.string().trim().min(1).max(200),
  labels: z.record(z.string().max(100), z.string().max(500)).default({}),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
})

const body = z.union([z.array(event).min(1).max(1000), event.transform(one => [one])])

const listQuery = z.object({
  from: z.coerce.number(),
  to: z.coerce.number(),
  kind: z.enum(eventKinds).optional(),
  service: z.string().optional(),
  region: z.string().optional(),
})

/** `/api/events`: what happened in the world, sent by a deploy pipeline, read by window. The same id again replaces. */
export function eventRoutes(
  store: Pick<Store, 'events'>,
  now: () => Ms,
  newId: () => string,
): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/events',
      action: 'event.list',
      summary: 'Events in a window, earliest first',
      query: listQuery,
      call: async ({ query: { from, to, kind, service, region } }) => {
        if (!(to > from)) throw invalid('`to` must come after `from`; both in milliseconds.')
        const where = Object.entries({ service, region }).flatMap(([name, value]) =>
          value === undefined ? [] : [{ name, op: '=' as const, value }],
        )
        const events = await store.events.list({
          window: { from, to },
          where,
          ...(kind && { kinds: [kind] }),
        })
        return { json: { events } }
      },
    }),
    route({
      method: 'post',
      path: '/api/events',
      action: 'event.add',
      summary: 'One event, or a list; `at` is now unless given (milliseconds, or an ISO time)',
      body,
      call: async ({ body: given }) => {
        const events = given.map(({ id, at: when, until, link, ...rest }): WorldEvent => {
          const began = when ?? now()
          if (until !== undefined && until < began) throw invalid('`until` must not come before `at`.')
          return {
            ...rest,
            id: id ?? newId(),
            at: began,
            ...(until !== undefined && { until }),
            ...(link !== undefined && { link }),
          }
        })
        await store.events.put(events)
        return { status: 201, json: { events } }
      },
    }),
  ]
}
