import type { Registry } from '#server/sources/registry.ts'
import type { Route } from '#server/http/route.ts'
import { grafanaRoutes } from './grafana.ts'
import { listRoutes } from './list.ts'
import { lookRoutes } from './looks.ts'

/** The routes under `/api/sources`. */
export const sourceRoutes = (registry: Registry): readonly Route[] => [
  ...grafanaRoutes(registry),
  ...listRoutes(registry),
  ...lookRoutes(registry),
]
