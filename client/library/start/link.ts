import { endingAt, readInstant, readRange } from '#shared/forms/bring/times.ts'
import type { TimeRange } from '#shared/time/range.ts'
import { hour } from '#shared/time/window.ts'
import type { SourceSummary } from '#shared/wire/wire.ts'
import type { Beginning } from './begin.ts'

/** What a link in an alert asks for, and what of it cannot be had, in sentences. */
export type Link = { readonly beginning: Beginning; readonly problems: readonly string[] }

const lastHour = 'the last hour is shown'

/** The window of a link. One end alone is completed by `now`, or by the hour before it. */
function windowOf(from: string, to: string): { readonly range?: TimeRange; readonly problem?: string } {
  if (from === '' && to === '') return {}
  for (const [end, text] of [
    ['beginning', from],
    ['end', to],
  ] as const)
    if (text !== '' && readInstant(text) === null)
      return { problem: `The ${end} “${text}” in the link is not a time: ${lastHour}.` }
  const range = from === '' ? endingAt(readInstant(to) ?? 'now', hour) : readRange(from, to || 'now')
  return range
    ? { range }
    : { problem: `The window in the link ends before it begins (${from} to ${to}): ${lastHour}.` }
}

/**
 * What `/new?expr=&from=&to=&source=&title=` asks for. `expr` may be repeated; `source` is an id or a title; times are `now-1h`, ISO texts, and
 * seconds or milliseconds since the epoch. What cannot be had is named, the rest is kept.
 */
export function readLink(search: string, sources: readonly SourceSummary[]): Link {
  const parameters = new URLSearchParams(search)
  const of = (name: string) => parameters.get(name)?.trim() ?? ''
  const wanted = of('source')
  const source = sources.find(each => each.id === wanted || each.title.toLowerCase() === wanted.toLowerCase())
  const queries = parameters.getAll('expr').flatMap(text => (text.trim() === '' ? [] : [text.trim()]))
  const { range, problem } = windowOf(of('from'), of('to'))
  return {
    beginning: {
      ...(of('title') !== '' && { title: of('title').slice(0, 300) }),
      ...(source !== undefined && { source: source.id }),
      ...(queries.length > 0 && { queries }),
      ...(range !== undefined && { range }),
    },
    problems: [
      ...(wanted !== '' && source === undefined
        ? [`No source here is called “${wanted}”: the queries are asked of another.`]
        : []),
      ...(problem === undefined ? [] : [problem]),
    ],
  }
}
