import { z } from 'zod'
import type { GrafanaPages } from '#server/sources/grafana/dashboard.ts'
import type { Registry } from '#server/sources/registry.ts'
import { route, type Route } from '#server/http/route.ts'
import { notFound } from '#server/http/trouble.ts'
import { grafanaQuestion } from './bodies.ts'

/** What is asked of a Grafana itself: its data sources, before one is added; its dashboards and short links, through an added one. */
export function grafanaRoutes(registry: Registry): readonly Route[] {
  const pagesOf = (params: Readonly<Record<string, string>>): GrafanaPages => {
    const pages = registry.grafanaPages(params.id ?? '')
    if (pages === undefined) throw notFound('such source that is asked through a Grafana')
    return pages
  }
  return [
    route({
      method: 'post',
      path: '/api/sources/grafana',
      action: 'source.test',
      summary: 'The data sources of a Grafana that can be asked through it, and why the others cannot',
      body: grafanaQuestion,
      call: async ({ body, signal }) => ({ json: await registry.listGrafana(body, signal) }),
    }),
    route({
      method: 'get',
      path: '/api/sources/:id/grafana/dashboard',
      action: 'source.read',
      summary: 'A dashboard of the Grafana through which a source is asked',
      query: z.object({ uid: z.string().min(1).max(200) }),
      call: async ({ params, query, signal }) => ({
        json: await pagesOf(params).dashboard(query.uid, signal),
      }),
    }),
    route({
      method: 'get',
      path: '/api/sources/:id/grafana/link',
      action: 'source.read',
      summary: 'The link that a short one of that Grafana stands for',
      query: z.object({ link: z.string().min(1).max(2000) }),
      call: async ({ params, query, signal }) => ({
        json: { link: await pagesOf(params).landing(query.link, signal) },
      }),
    }),
  ]
}
