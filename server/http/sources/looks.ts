import { z } from 'zod'
import { promql } from '#shared/promql/language.ts'
import { Failed } from '#shared/query/failure.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Window } from '#shared/time/window.ts'
import type { Cardinality } from '#shared/wire/wire.ts'
import type { Registry } from '#server/sources/registry.ts'
import type { Source } from '#server/sources/source.ts'
import { route, type Route } from '#server/http/route.ts'
import { invalid, notFound } from '#server/http/trouble.ts'

const many = z.union([z.string(), z.array(z.string())]).transform(value => [value].flat())
const instant = z.coerce.number().min(-8.64e15).max(8.64e15)
const scopeQuery = z.object({ match: many.optional(), from: instant.optional(), to: instant.optional() })
type Scope = z.output<typeof scopeQuery>

const mostValues = 2000
const mostSeries = 500

/** The matchers of a selector's text. Throws `Failed` (query) with the span where it is none. */
function matchersOf(text: string): readonly Matcher[] {
  const [problem] = promql.problems(text)
  if (problem !== undefined) throw new Failed({ kind: 'query', ...problem })
  const [matchers] = promql.selectors(text)
  if (matchers === undefined) throw invalid('`match` wants a selector, such as up{job="node"}.')
  return matchers
}

const selectorsOf = (scope: Scope) => (scope.match ?? []).map(matchersOf)

const windowOf = ({ from, to }: Scope): Window | null =>
  from === undefined && to === undefined ? null : { from: from ?? 0, to: to ?? 8.64e15 }

function cardinalityOf(series: readonly Labels[], more: boolean): readonly Cardinality[] {
  const values = new Map<string, Set<string>>()
  for (const labels of series)
    for (const [name, value] of Object.entries(labels)) {
      if (name === '__name__') continue
      const known = values.get(name)
      if (known === undefined) values.set(name, new Set([value]))
      else known.add(value)
    }
  return [...values].map(([label, found]) => ({ label, values: found.size, more })).sort(byLabel)
}

const byLabel = (a: Cardinality, b: Cardinality) => (a.label < b.label ? -1 : 1)

/** What completion, chips and empty graphs ask of one source. */
export function lookRoutes(registry: Registry): readonly Route[] {
  const sourceOf = (params: Readonly<Record<string, string>>): Source => {
    const source = registry.get(params.id ?? '')
    if (source === undefined) throw notFound('such source')
    return source
  }

  const look = (
    name: string,
    summary: string,
    answer: (source: Source, scope: Scope, signal: AbortSignal) => Promise<unknown>,
  ) =>
    route({
      method: 'get',
      path: `/api/sources/:id/${name}`,
      action: 'source.read',
      summary,
      query: scopeQuery,
      call: async ({ params, query, signal }) => ({ json: await answer(sourceOf(params), query, signal) }),
    })

  return [
    look('labels', 'Names of labels', async (source, scope, signal) => ({
      labels: await source.labelNames(selectorsOf(scope), windowOf(scope), signal),
    })),
    route({
      method: 'get',
      path: '/api/sources/:id/values',
      action: 'source.read',
      summary: 'Values of one label',
      query: scopeQuery.extend({ label: z.string().min(1) }),
      call: async ({ params, query, signal }) => ({
        json: {
          values: await sourceOf(params).labelValues(
            query.label,
            selectorsOf(query),
            windowOf(query),
            mostValues,
            signal,
          ),
        },
      }),
    }),
    look('metrics', 'Names of metrics', async (source, scope, signal) => ({
      metrics: await source.labelValues('__name__', selectorsOf(scope), windowOf(scope), 0, signal),
    })),
    look('metadata', 'Type, help and unit of metrics', async (source, _scope, signal) => ({
      metrics: await source.metadata(signal),
    })),
    look('cardinality', 'How many values each label has', async (source, scope, signal) => {
      const { series, more } = await source.series(selectorsOf(scope), windowOf(scope), mostSeries, signal)
      return { cardinality: cardinalityOf(series, more) }
    }),
    look('series', 'Label sets', (source, scope, signal) =>
      source.series(selectorsOf(scope), windowOf(scope), mostSeries, signal),
    ),
    look('extent', 'Where in time there is data', async (source, scope, signal) => {
      const [selector] = selectorsOf(scope)
      if (selector === undefined) throw invalid('`match` is missing: which series?')
      return { extent: await source.extent(selector, signal) }
    }),
  ]
}
