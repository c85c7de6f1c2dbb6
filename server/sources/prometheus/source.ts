import type { StoredSource } from '#server/store/store.ts'
import type { Line } from '#server/outbound/outbound.ts'
import type { MetricMeta } from '#shared/ask/answer.ts'
import { Failed } from '#shared/query/failure.ts'
import { metricName } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import { day, type Ms, type Window } from '#shared/time/window.ts'
import { prometheusApi, readHere, type Reader } from './api.ts'
import { extentOf } from './extent.ts'
import { identityOf, victoriaVersion } from './identity.ts'
import { oldestKnown } from './oldest.ts'
import { selectorText } from './selectorText.ts'
import type { Question, Source, SourceAnswer } from '#server/sources/source.ts'

/** A Prometheus, or what speaks its API: Mimir, Thanos, VictoriaMetrics. `address` as `readAddress` gives it. */
export type PrometheusPlace = Omit<StoredSource, 'kind'>

/** Prometheus' own limit on the instants of one range query. */
export const mostInstants = 11_000

/** VictoriaMetrics rounds the instants of a range query to its step, unless it is told to leave its cache alone; others do not know this. */
const unrounded = [['nocache', '1']] as const

const mostNames = 100_000
/** VictoriaMetrics knows the names of the last day only, unless it is told how far back to look. */
const longAgo: Ms = 20 * 365 * day
const seconds = (ms: Ms) => String(ms / 1000)

type Pair = readonly [string, string]

const between = (window: Window | null): readonly Pair[] =>
  window === null
    ? []
    : [
        ['start', seconds(window.from)],
        ['end', seconds(Math.max(window.from, window.to - 1))],
      ]

const matching = (selectors: readonly (readonly Matcher[])[]): readonly Pair[] =>
  selectors.map(selector => ['match[]', selectorText(selector)] as const)

const atMost = (limit: number): readonly Pair[] => (limit === 0 ? [] : [['limit', String(limit)]])

/** A label name as it stands in a path: Prometheus 3 takes names beyond the plain ones in its `U__` escape. */
function inPath(name: string): string {
  if (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return name
  const escaped = [...name].map(character => {
    if (character === '_') return '__'
    return /[a-zA-Z0-9]/.test(character) ? character : `_${(character.codePointAt(0) ?? 0).toString(16)}_`
  })
  return `U__${escaped.join('')}`
}

/** The source that asks a Prometheus over HTTP. `now` is the clock by which `extent` looks back. */
export function prometheusSource(
  place: PrometheusPlace,
  line: Line,
  now: () => Ms = Date.now,
  reader: Reader = readHere,
): Source {
  const api = prometheusApi(place, line, reader)

  async function query({ text, grid }: Question, signal: AbortSignal): Promise<SourceAnswer> {
    if (grid.count === 0) return { frame: { grid, series: [] }, remarks: [] }
    if (grid.count > mostInstants)
      throw new Failed({
        kind: 'limit',
        message: `Prometheus answers at most ${mostInstants.toLocaleString('en')} points a series; this would be ${grid.count.toLocaleString('en')}.`,
        hint: 'Take a wider step or a shorter window.',
        source: place.id,
      })
    const parameters: readonly Pair[] = [
      ['query', text],
      ['start', seconds(grid.start)],
      ['end', seconds(grid.start + (grid.count - 1) * grid.step)],
      ['step', seconds(grid.step)],
      ...(grid.start % grid.step === 0 ? [] : unrounded),
    ]
    const question = { path: 'query_range', method: 'POST', parameters, query: text, signal } as const
    const { data, remarks } = await api.ask({ ...question, as: 'matrix', given: [grid] })
    return { frame: data.frame, remarks: [...remarks, ...data.remarks] }
  }

  const values = async (name: string, parameters: readonly Pair[], signal: AbortSignal) => {
    const answer = await api.askIfKnown({
      path: `label/${inPath(name)}/values`,
      method: 'GET',
      parameters,
      signal,
      as: 'texts',
      given: [],
    })
    return answer?.data ?? []
  }

  return {
    id: place.id,
    title: place.title,
    kind: 'prometheus',
    language: 'promql',
    scrape: place.scrape,
    query,

    async series(selectors, window, limit, signal) {
      const wanted = selectors.length === 0 ? [[]] : selectors
      const parameters: readonly Pair[] = [
        ...matching(wanted),
        ...between(window),
        ...atMost(limit === 0 ? 0 : limit + 1),
      ]
      const question = { path: 'series', method: 'POST', parameters, signal } as const
      const { data: found } = await api.ask({ ...question, as: 'labelSets', given: [] })
      const kept = limit === 0 ? found : found.slice(0, limit)
      return { series: kept, more: found.length > kept.length }
    },

    async labelNames(selectors, window, signal) {
      const parameters = [...matching(selectors), ...between(window)]
      const question = { path: 'labels', method: 'POST', parameters, signal } as const
      const answer = await api.askIfKnown({ ...question, as: 'texts', given: [] })
      return [...(answer?.data ?? [])].sort()
    },

    async labelValues(name, selectors, window, limit, signal) {
      const parameters: readonly Pair[] = [...matching(selectors), ...between(window), ...atMost(limit)]
      const found = [...(await values(name, parameters, signal))].sort()
      return limit === 0 ? found : found.slice(0, limit)
    },

    async metadata(signal): Promise<readonly MetricMeta[]> {
      const question = { path: 'metadata', method: 'GET', parameters: [], signal } as const
      const answer = await api.askIfKnown({ ...question, as: 'metadata', given: [] })
      return answer?.data ?? []
    },

    extent: (selector, signal) => extentOf(selectorText(selector), now(), query, signal),

    async test(signal) {
      const began = performance.now()
      const who = { path: 'status/buildinfo', method: 'GET', parameters: [], signal } as const
      const build = await api.askIfKnown({ ...who, as: 'fields', given: [] })
      const one = { path: 'query', method: 'POST', parameters: [['query', '1']], query: '1', signal } as const
      await api.ask({ ...one, as: 'nothing', given: [] })
      const { server, version } = identityOf(build)
      const ever = server === 'VictoriaMetrics' ? between({ from: now() - longAgo, to: now() }) : []
      const metrics = (most: number, until: AbortSignal) =>
        values(metricName, [...ever, ...atMost(most)], until)
      const [names, oldest, own] = await Promise.all([
        metrics(mostNames, signal),
        oldestKnown(api, metrics, now(), signal),
        server === 'VictoriaMetrics' ? api.page('metrics', signal).then(victoriaVersion) : version,
      ])
      const took = performance.now() - began
      return { server, version: own, metrics: names.length, oldest, took }
    },
  }
}
