import { z } from 'zod'
import type { Store } from '#server/store/store.ts'
import { linkProblem, mostLinks, type LabelLink } from '#shared/series/labelLink.ts'
import { route, type Route } from './route.ts'
import { invalid } from './trouble.ts'

const name = 'labelLinks'

const body = z.object({
  links: z.array(z.object({ label: z.string(), title: z.string(), template: z.string() })).max(mostLinks),
})

/** `/api/links`: where the values of labels lead, the same for the whole team. */
export function linkRoutes(store: Pick<Store, 'settings'>): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/api/links',
      action: 'link.list',
      summary: 'Where the values of labels lead',
      call: async () => ({
        json: { links: ((await store.settings.get(name)) ?? []) as readonly LabelLink[] },
      }),
    }),
    route({
      method: 'put',
      path: '/api/links',
      action: 'link.set',
      summary: 'Sets all links on labels; a template leads by http or https to a host that is written out',
      body,
      call: async ({ body: { links } }) => {
        const rows = links.map((link, i) => ({ row: i + 1, problem: linkProblem(link) }))
        for (const { row, problem } of rows)
          if (problem) throw invalid(`Link ${row}, ${problem.field}: ${problem.message}`)
        await store.settings.set(name, links)
        return { json: { links } }
      },
    }),
  ]
}
