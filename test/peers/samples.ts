import type { Labels } from '#shared/series/labels.ts'
import type { RawSeries } from '#shared/series/series.ts'

/** The first instant of the written samples; three hours follow. */
export const begin = Date.UTC(2026, 10, 3, 12)
const length = 3 * 3_600_000

/** A seeded generator of numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Point = { readonly at: number; readonly value: number; readonly stale?: boolean }

function series(labels: Labels, points: readonly Point[]): RawSeries {
  const stale = points.some(one => one.stale)
    ? { stale: Uint8Array.from(points, one => Number(one.stale ?? false)) }
    : {}
  return {
    labels,
    times: Float64Array.from(points, one => one.at),
    values: Float64Array.from(points, one => (one.stale ? NaN : one.value)),
    ...stale,
  }
}

/** Scrape times: every 15 s with jitter, some missed, and ten minutes of nothing. */
function scrapes(seed: number, every = 15_000): readonly number[] {
  const next = random(seed)
  const times: number[] = []
  for (let at = begin + seed * 700; at < begin + length; at += every) {
    const time = at + Math.floor(next() * 400)
    const missed = next() < 0.02 || (time > begin + 3_600_000 && time < begin + 4_200_000 && seed % 3 === 0)
    if (!missed) times.push(time)
  }
  return times
}

function counter(labels: Labels, seed: number, speed: number): RawSeries {
  const next = random(seed * 7919)
  let value = seed % 2 === 0 ? 0 : 1000 * seed
  return series(
    labels,
    scrapes(seed).map(at => {
      value = next() < 0.004 ? next() * 3 : value + Math.floor(next() * speed)
      return { at, value }
    }),
  )
}

function gauge(labels: Labels, seed: number, valueAt: (i: number, next: () => number) => number): RawSeries {
  const next = random(seed * 104_729)
  return series(
    labels,
    scrapes(seed).map((at, i) => ({ at, value: valueAt(i, next) })),
  )
}

const bounds = ['0.005', '0.05', '0.1', '0.5', '1', '5', '+Inf'] as const

function histogram(node: string, seed: number, les: readonly string[] = bounds): readonly RawSeries[] {
  const next = random(seed * 31)
  const counts = new Float64Array(les.length)
  const times = scrapes(seed)
  const rows = times.map(() => {
    let below = 0
    return les.map((_, i) => {
      below += Math.floor(next() * (i === 2 ? 9 : 3))
      return (counts[i] = (counts[i] as number) + below)
    })
  })
  return les.map((le, i) =>
    series(
      { __name__: 'latency_seconds_bucket', node, le },
      times.map((at, row) => ({ at, value: rows[row]?.[i] ?? 0 })),
    ),
  )
}

/** Samples exactly on whole minutes, where left-open windows show. */
function aligned(labels: Labels, valueAt: (i: number) => number): RawSeries {
  const points: Point[] = []
  for (let i = 0; i * 60_000 < length; i++) points.push({ at: begin + i * 60_000, value: valueAt(i) })
  return series(labels, points)
}

/** There for seven minutes, ended by a stale marker, away for three. */
function flapping(node: string, seed: number): RawSeries {
  const points = scrapes(seed).flatMap((at): readonly Point[] => {
    const phase = Math.floor((at - begin) / 60_000) % 10
    return phase < 7 ? [{ at, value: phase + seed }] : phase === 7 ? [{ at, value: NaN, stale: true }] : []
  })
  return series({ __name__: 'flapping', node }, points)
}

const nodes = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const regionOf = (i: number) => (i < 3 ? 'us-east-1' : 'eu-west-1')

/** Counters with resets and gaps, choppy gauges with NaN and infinities, classic histograms good and bad, series that come and go. */
export const written: readonly RawSeries[] = [
  ...nodes.flatMap((node, i) =>
    ['200', '500'].map((status, j) =>
      counter(
        { __name__: 'requests_total', node, region: regionOf(i), status },
        1 + i * 2 + j,
        j === 0 ? 40 : 3,
      ),
    ),
  ),
  ...nodes.map((node, i) =>
    gauge({ __name__: 'temperature', node, region: regionOf(i) }, 20 + i, (_, next) => next() * 100 - 50),
  ),
  ...nodes.map((node, i) => gauge({ __name__: 'build_info', node, version: `1.${i % 2}` }, 40 + i, () => 1)),
  gauge({ __name__: 'odd', kind: 'nan' }, 50, (i, next) => (i % 7 === 3 ? NaN : next())),
  gauge({ __name__: 'odd', kind: 'infinite' }, 51, (i, next) =>
    i % 11 === 0 ? Infinity : i % 13 === 0 ? -Infinity : next(),
  ),
  gauge({ __name__: 'odd', kind: 'cancelling' }, 52, i => [1e16, 1, -1e16, 0.1][i % 4] ?? 0),
  gauge({ __name__: 'odd', kind: 'huge' }, 53, i => 1.7e308 - i),
  gauge({ __name__: 'odd', kind: 'constant' }, 54, () => 42),
  gauge({ __name__: 'odd', kind: 'all_nan' }, 55, () => NaN),
  gauge({ __name__: 'choppy', 'http.method': 'GET' }, 56, i => (i % 20 < 10 ? 5 : -5)),
  aligned({ __name__: 'aligned_total', x: '1' }, i => i * 3),
  aligned({ __name__: 'aligned_total', x: '2' }, i => (i % 50) * 2),
  aligned({ __name__: 'aligned', x: '1' }, i => i % 4),
  ...histogram('a', 60),
  ...histogram('b', 61),
  ...histogram('open', 62, ['0.1', '0.5', '1']),
  ...histogram('bad', 63, ['0.1', 'abc', '1', '+Inf']),
  ...histogram('negative', 64, ['-1', '0', '1', '+Inf']),
  flapping('a', 70),
  flapping('b', 71),
]
