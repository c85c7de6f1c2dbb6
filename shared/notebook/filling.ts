import type { Asked, Filled, Query, Request } from '#shared/ask/request.ts'
import { edited } from '#shared/query/edited.ts'
import { builtInValues, type Asking } from '#shared/query/variables/builtIn.ts'
import { fill, type Filling } from '#shared/query/variables/fill.ts'
import { scan } from '#shared/query/variables/mention.ts'
import type { Value, Values } from '#shared/query/variables/value.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { Variable } from './notebook.ts'

/** What a variable of a notebook stands for; no texts where nothing is chosen, or all is and cannot be any more. */
export function valueOf({ chosen, several, all }: Variable): Value {
  const pattern = several || all !== ''
  if (chosen !== 'all')
    return { texts: several ? chosen : chosen.slice(0, 1), several, pattern, whole: false }
  return { texts: all === '' ? [] : [all], several: true, pattern, whole: all !== '' }
}

/** What every variable stands for that a query of the notebook may speak of. */
export const valuesOf = (variables: readonly Variable[], asking: Asking): Values =>
  new Map([...builtInValues(asking), ...variables.map(each => [each.name, valueOf(each)] as const)])

/** The queries of a request that count; none where it asks for events. */
export const queriesOf = (request: Request): readonly Query[] =>
  request.kind === 'query' ? request.queries.filter(query => !query.removed) : []

/** The names of the variables that a request speaks of, built-in ones among them. */
export const namesIn = (request: Request): ReadonlySet<string> =>
  new Set(queriesOf(request).flatMap(({ text }) => scan(text).mentions.map(({ name }) => name)))

/** What the variables of the notebook that a request speaks of stand for. */
export function valuesUsed(variables: readonly Variable[], request: Request): Filled['values'] {
  const names = namesIn(request)
  const used = variables.filter(({ name }) => names.has(name))
  return Object.fromEntries(used.map(each => [each.name, valueOf(each).texts]))
}

/** What a variable stood for, as it is said: `a, b`; `all` for the text that stands for all; `nothing` where nothing was chosen. */
export const textsSaid = (texts: readonly string[], all: string | undefined): string =>
  texts.length === 0 ? 'nothing' : texts.map(text => (text !== '' && text === all ? 'all' : text)).join(', ')

/**
 * What the variables of a run's queries stood for, as a sentence: `Asked with node = a, b; job = all.`; empty where they speak of none.
 * `variables`: those of the notebook, which say what stands for all.
 */
export function valuesSentence({ filled }: Pick<Asked, 'filled'>, variables: readonly Variable[]): string {
  const alls = new Map(variables.map(({ name, all }) => [name, all]))
  const words = Object.entries(filled?.values ?? {}).map(
    ([name, texts]) => `${name} = ${textsSaid(texts, alls.get(name))}`,
  )
  return words.length === 0 ? '' : `Asked with ${words.join('; ')}.`
}

/** A legend with the variables in it filled in, several values as `a + b`; those without a value stay as they are written. */
export const fillLegend = (legend: string, values: Filled['values']): string =>
  edited(
    legend,
    scan(legend).mentions.flatMap(({ from, to, name }) => {
      const texts = values[name] ?? []
      return texts.length === 0 ? [] : [{ from, to, text: texts.join(' + ') }]
    }),
  )

/** A request with its variables filled in, what they stood for, and the filling of each query by its id. */
export type FilledRequest = {
  readonly request: Request
  /** Absent where no query speaks of a variable. */
  readonly filled?: Filled
  readonly fillings: ReadonlyMap<string, Filling>
}

/** Fills in the queries of a request that count; `asking` says what the built-in variables are made from, for the query's source. */
export function fillRequest(
  request: Request,
  variables: readonly Variable[],
  asking: (query: Query) => Asking,
): FilledRequest {
  const fillings = new Map<string, Filling>()
  if (request.kind !== 'query') return { request, fillings }
  const queries = queriesOf(request).map(query => {
    const values = valuesOf(variables, asking(query))
    const filling = fill(query.text, values)
    fillings.set(query.id, filling)
    const texts = Object.fromEntries([...values].map(([name, value]) => [name, value.texts]))
    return { ...query, text: filling.text, legend: fillLegend(query.legend, texts).slice(0, limits.legend) }
  })
  const spoken = [...fillings].filter(([, { parts }]) => parts.length > 0)
  const texts = Object.fromEntries(spoken.map(([id, { written }]) => [id, written]))
  const filled = { texts, values: valuesUsed(variables, request) }
  return { request: { ...request, queries }, fillings, ...(spoken.length > 0 && { filled }) }
}

/** The request of a run as its author wrote it. */
export function writtenRequest({ request, filled }: Pick<Asked, 'request' | 'filled'>): Request {
  if (request.kind !== 'query' || filled === undefined) return request
  const queries = request.queries.map(query => ({ ...query, text: filled.texts[query.id] ?? query.text }))
  return { ...request, queries }
}
