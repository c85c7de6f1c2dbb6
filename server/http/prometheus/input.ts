import type { Request } from 'express'
import { check } from '#shared/promql/check/check.ts'
import { parse } from '#shared/promql/parse.ts'
import { inner } from '#shared/promql/tree.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import { parseDuration } from '#shared/time/duration.ts'
import { ApiError } from './errors.ts'

/** The parameters of a request, from its address and its form body. */
export type Parameters = {
  readonly one: (name: string) => string
  readonly all: (name: string) => readonly string[]
}

/** The parameters of a request, of its address and of a form in its body. */
export function parametersOf(request: Request): Parameters {
  const places = [request.query, request.body].filter(place => typeof place === 'object' && place !== null)
  const all = (name: string): readonly string[] =>
    places
      .flatMap((place: Readonly<Record<string, unknown>>) => place[name] ?? [])
      .filter(value => typeof value === 'string')
  return { all, one: name => all(name)[0] ?? '' }
}

const bad = (name: string, why: string) => new ApiError('bad_data', `invalid parameter "${name}": ${why}`)

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/
const float = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Seconds since 1970, or RFC 3339; undefined where the parameter is absent. In milliseconds. */
export function instantIn(parameters: Parameters, name: string): Ms | undefined {
  const text = parameters.one(name)
  if (text === '') return undefined
  const at = float.test(text) ? Math.round(Number(text) * 1000) : rfc3339.test(text) ? Date.parse(text) : NaN
  if (!Number.isSafeInteger(at)) throw bad(name, `cannot parse "${text}" to a valid timestamp`)
  return at
}

/** Seconds, or a duration such as `1m30s`; in milliseconds. */
export function durationIn(parameters: Parameters, name: string): Ms {
  const text = parameters.one(name)
  const length = float.test(text) ? Math.round(Number(text) * 1000) : parseDuration(text)
  if (length === null || !Number.isSafeInteger(length))
    throw bad(name, `cannot parse "${text}" to a valid duration`)
  return length
}

/** The grid of a range query. */
export function gridIn(parameters: Parameters): Grid {
  const required = (name: string): Ms => {
    const at = instantIn(parameters, name)
    if (at === undefined) throw bad(name, 'cannot parse "" to a valid timestamp')
    return at
  }
  const start = required('start')
  const end = required('end')
  if (end < start) throw bad('end', 'end timestamp must not be before start time')
  const step = durationIn(parameters, 'step')
  if (step <= 0)
    throw bad(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    )
  const steps = Math.floor((end - start) / step)
  if (steps > 11_000)
    throw new ApiError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    )
  return { start, step, count: steps + 1 }
}

/** From `start` to `end`, both included; null for all of time. */
export function windowIn(parameters: Parameters): Window | null {
  const start = instantIn(parameters, 'start')
  const end = instantIn(parameters, 'end')
  if (start === undefined && end === undefined) return null
  if (start !== undefined && end !== undefined && end < start)
    throw bad('end', 'end timestamp must not be before start time')
  return { from: start ?? 0, to: (end ?? Number.MAX_SAFE_INTEGER - 1) + 1 }
}

/** The selectors of `match[]`. */
export function selectorsIn(parameters: Parameters): readonly (readonly Matcher[])[] {
  return parameters.all('match[]').map(text => {
    const parsed = parse(text)
    if (!parsed.ok) throw bad('match[]', parsed.problems[0]?.message ?? 'not a selector')
    const tree = inner(parsed.tree)
    if (tree.kind !== 'selector' || tree.offset || tree.at)
      throw bad('match[]', `"${text}" is not a selector`)
    const [problem] = check(tree)
    if (problem) throw bad('match[]', problem.message)
    return tree.matchers.map(({ name, op, value }) => ({ name, op, value }))
  })
}

/** 0: no limit. */
export function limitIn(parameters: Parameters, name = 'limit'): number {
  const text = parameters.one(name)
  if (text === '') return 0
  if (!/^\d{1,15}$/.test(text)) throw bad(name, 'limit must be non-negative')
  return Number(text)
}
