import { route, type Route } from './route.ts'

/** `/healthz`: the process answers. `/readyz`: it can also read and write what it keeps. */
export const healthRoutes = (ready: () => Promise<void>): readonly Route[] => [
  route({
    method: 'get',
    path: '/healthz',
    action: 'health',
    open: true,
    summary: 'The process answers',
    call: async () => ({ json: { ok: true } }),
  }),
  route({
    method: 'get',
    path: '/readyz',
    action: 'health',
    open: true,
    summary: 'What it keeps can be read and written',
    call: async () => {
      await ready()
      return { json: { ok: true } }
    },
  }),
]
