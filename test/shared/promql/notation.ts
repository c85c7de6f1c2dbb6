import { Failed } from '#shared/query/failure.ts'
import { compileMatchers } from '#shared/series/matching.ts'
import { type Labels, printLabels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'
import { readDuration } from '#shared/promql/syntax/literal.ts'
import { evaluate, evaluateInstant, type Options, type Read } from '#shared/promql/evaluate.ts'
import { parse } from '#shared/promql/parse.ts'
import type { Expression, Selector } from '#shared/promql/tree.ts'

/**
 * A plain-text notation for evaluation. Data: the first line is the step, each further one a series and its samples from time 0 on, as in
 * `x{a="1"} 0+10x5 _ stale NaN 3x2`: `a+bxn` is a, a+b, … (n+1 samples), `axn` is a, n+1 times, `_` none, `stale` a marker.
 */
export function load(text: string): readonly RawSeries[] {
  const [head = '', ...lines] = text
    .trim()
    .split('\n')
    .map(line => line.trim())
  const step = duration(head)
  return lines.map(line => seriesOf(line, step))
}

const duration = (text: string): number => {
  const length = text.startsWith('-') ? -(readDuration(text.slice(1)) ?? NaN) : readDuration(text)
  if (length === undefined || Number.isNaN(length)) throw new Error(`${text} is no duration`)
  return length
}

function seriesOf(line: string, step: number): RawSeries {
  const cut = /^((?:[\w:]+)?(?:\{[^}]*\})?)\s+(.*)$/.exec(line)
  if (cut === null) throw new Error(`no series: ${line}`)
  const times: number[] = []
  const values: number[] = []
  const stale: number[] = []
  let at = 0
  const put = (value: number | undefined, marker = false) => {
    if (value !== undefined) {
      times.push(at)
      values.push(value)
      stale.push(marker ? 1 : 0)
    }
    at += step
  }
  for (const word of (cut[2] ?? '').split(/\s+/)) {
    const ramp = /^(-?[\d.e]+|-?Inf|NaN)(?:([+-][\d.e]+))?x(\d+)$/.exec(word)
    const gap = /^_x(\d+)$/.exec(word)
    if (word === '_') put(undefined)
    else if (gap) for (let i = 0; i < Number(gap[1]); i++) put(undefined)
    else if (word === 'stale') put(0, true)
    else if (ramp)
      for (let i = 0; i <= Number(ramp[3]); i++)
        put(ramp[2] === undefined ? number(ramp[1]) : number(ramp[1]) + i * number(ramp[2]))
    else put(number(word))
  }
  const raw = {
    labels: labelsOf(cut[1] ?? ''),
    times: Float64Array.from(times),
    values: Float64Array.from(values),
  }
  return stale.includes(1) ? { ...raw, stale: Uint8Array.from(stale) } : raw
}

const number = (text = ''): number => Number(text.replace('Inf', 'Infinity'))

function labelsOf(text: string): Labels {
  const { tree } = parsed(text)
  return Object.fromEntries((tree as Selector).matchers.map(({ name, value }) => [name, value]))
}

/** The tree of a query that must parse. */
export function parsed(text: string): { readonly tree: Expression } {
  const result = parse(text)
  if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.message}`)
  return result
}

/** Reads from series in memory. Counts how often samples outside the asked window would have leaked: never. */
export function reader(series: readonly RawSeries[]): Read {
  return function* (matchers, from, to) {
    const matches = compileMatchers(matchers)
    for (const one of series) {
      if (!matches(one.labels)) continue
      const inside = (_: number, i: number) =>
        (one.times[i] as number) > from && (one.times[i] as number) <= to
      const times = one.times.filter(inside)
      if (times.length === 0) continue
      const stale = one.stale?.filter(inside)
      yield { labels: one.labels, times, values: one.values.filter(inside), ...(stale && { stale }) }
    }
  }
}

const plain = (value: number) =>
  (Object.is(value, -0) ? '0' : String(Number(value.toPrecision(12)))).replace('Infinity', 'Inf')

/** Evaluates at one instant; each series is a line `labels value`. */
export function at(
  data: readonly RawSeries[],
  time: string,
  query: string,
  options: Options = {},
): readonly string[] {
  const { result } = evaluateInstant(parsed(query).tree, duration(time), reader(data), () => false, options)
  switch (result.type) {
    case 'vector':
      return result.samples.map(({ labels, value }) => `${printLabels(labels)} ${plain(value)}`)
    case 'scalar':
      return [plain(result.value)]
    case 'string':
      return [JSON.stringify(result.value)]
    case 'matrix':
      return result.series.map(
        one =>
          `${printLabels(one.labels)} ${[...one.values].map((v, i) => `${plain(v)}@${(one.times[i] as number) / 1000}`).join(' ')}`,
      )
  }
}

/** Evaluates on a grid `from to step`; each series is a line `labels values…`, a gap is `_`. */
export function over(
  data: readonly RawSeries[],
  grid: string,
  query: string,
  options: Options = {},
): readonly string[] {
  const [from = 0, to = 0, step = 1] = grid.split(' ').map(duration)
  const count = Math.floor((to - from) / step) + 1
  const { frame } = evaluate(
    parsed(query).tree,
    { start: from, step, count },
    reader(data),
    () => false,
    options,
  )
  return frame.series.map(({ labels, values, present }) => {
    const cells = [...values].map((value, i) =>
      Number.isNaN(value) && present?.[i] !== 1 ? '_' : plain(value),
    )
    return `${printLabels(labels)} ${cells.join(' ')}`
  })
}

/** The failure of an evaluation that must fail, as `kind: message`. */
export function failureOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Failed) return `${error.failure.kind}: ${error.failure.message}`
    throw error
  }
  throw new Error('it did not fail')
}

/** The remarks of an evaluation at one instant, as `level: message`. */
export function remarksOf(data: readonly RawSeries[], time: string, query: string): readonly string[] {
  return evaluateInstant(parsed(query).tree, duration(time), reader(data)).remarks.map(
    ({ level, message }) => `${level}: ${message}`,
  )
}
