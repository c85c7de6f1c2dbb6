import { route, type Route } from './route.ts'

/** `/api/demo`: takes the two stories and their data away. */
export const demoRoutes = (remove: () => Promise<void>): readonly Route[] => [
  route({
    method: 'delete',
    path: '/api/demo',
    action: 'demo.remove',
    summary: "Removes the demo's notebooks, samples and events",
    call: async () => {
      await remove()
      return { json: {} }
    },
  }),
]
