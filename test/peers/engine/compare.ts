import { evaluate, type Read } from '#shared/promql/evaluate.ts'
import { parse } from '#shared/promql/parse.ts'
import { Failed } from '#shared/query/failure.ts'
import { labelKey, printLabels } from '#shared/series/labels.ts'
import type { Matcher } from '#shared/series/matcher.ts'
import type { Frame, FrameSeries, RawSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import { instantAt } from '#shared/time/grid.ts'

/** What an engine made of a query: series, or the kind of its refusal. */
export type Outcome = { readonly frame: Frame } | { readonly refused: string; readonly message: string }

export async function outcomeOf(work: () => Frame | Promise<Frame>): Promise<Outcome> {
  try {
    return { frame: await work() }
  } catch (error) {
    if (error instanceof Failed) return { refused: error.failure.kind, message: error.failure.message }
    throw error
  }
}

const accepts = (series: RawSeries, { name, op, value }: Matcher): boolean => {
  const actual = series.labels[name] ?? ''
  const same = op === '=' || op === '!=' ? actual === value : new RegExp(`^(?:${value})$`, 's').test(actual)
  return same === (op === '=' || op === '=~')
}

/** Reads from samples in memory. */
export const readFrom =
  (all: readonly RawSeries[]): Read =>
  (matchers, from, to) =>
    all
      .filter(series => matchers.every(matcher => accepts(series, matcher)))
      .map(series => {
        const begin = series.times.findIndex(time => time > from)
        const end = series.times.findLastIndex(time => time <= to) + 1
        const cut = [begin < 0 ? series.times.length : begin, end] as const
        const { labels, times, values, stale } = series
        return {
          labels,
          times: times.slice(...cut),
          values: values.slice(...cut),
          ...(stale && { stale: stale.slice(...cut) }),
        }
      })

/** Our own engine's answer. */
export const ours = (text: string, grid: Grid, read: Read): Promise<Outcome> =>
  outcomeOf(() => {
    const parsed = parse(text)
    if (!parsed.ok) throw new Failed({ kind: 'query', message: parsed.problems[0]?.message ?? '' })
    return evaluate(parsed.tree, grid, read).frame
  })

const isValue = (series: FrameSeries, i: number) =>
  !Number.isNaN(series.values[i]) || series.present?.[i] === 1

const close = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))

function pointsApart(mine: FrameSeries, theirs: FrameSeries, grid: Grid): readonly string[] {
  const apart: string[] = []
  for (let i = 0; i < grid.count; i++) {
    const [a, b] = [mine.values[i] as number, theirs.values[i] as number]
    const [has, should] = [isValue(mine, i), isValue(theirs, i)]
    const at = new Date(instantAt(grid, i)).toISOString()
    if (has !== should)
      apart.push(`${at}: ${has ? `ours has ${a}` : 'ours has a gap'}, Prometheus ${should ? b : 'a gap'}`)
    else if (has && !close(a, b)) apart.push(`${at}: ours ${a}, Prometheus ${b}`)
  }
  return apart
}

/**
 * How our outcome differs from Prometheus', in words; empty where it does not. At most a few points of each series. A refusal before the
 * evaluation where Prometheus refuses during it is no difference.
 */
export function differences(mine: Outcome, theirs: Outcome): readonly string[] {
  if ('refused' in mine || 'refused' in theirs) {
    const say = (one: Outcome) => ('refused' in one ? `refuses (${one.refused}: ${one.message})` : 'answers')
    const same = 'refused' in mine && 'refused' in theirs && mine.refused === theirs.refused
    const earlier = 'refused' in mine && 'refused' in theirs && mine.refused === 'query'
    return same || earlier ? [] : [`ours ${say(mine)}, Prometheus ${say(theirs)}`]
  }
  const found = new Map(mine.frame.series.map(one => [labelKey(one.labels), one]))
  const wanted = new Map(theirs.frame.series.map(one => [labelKey(one.labels), one]))
  const missing = [...wanted]
    .filter(([key]) => !found.has(key))
    .map(([, one]) => `ours lacks ${printLabels(one.labels)}`)
  const extra = [...found]
    .filter(([key]) => !wanted.has(key))
    .map(([, one]) => `ours has also ${printLabels(one.labels)}`)
  const apart = [...wanted].flatMap(([key, one]) => {
    const mineOne = found.get(key)
    const points = mineOne === undefined ? [] : pointsApart(mineOne, one, theirs.frame.grid)
    return points
      .slice(0, 3)
      .map(point => `${printLabels(one.labels)} at ${point} (${points.length} points differ)`)
  })
  return [...missing, ...extra, ...apart].slice(0, 12)
}
