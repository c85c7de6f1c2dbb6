import { evaluate, type Read } from '#shared/promql/evaluate.ts'
import { parse } from '#shared/promql/parse.ts'
import { compileMatchers } from '#shared/series/matching.ts'
import type { RawSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import { figure, inMs, rounds, type Figure } from './figure.ts'

const scrape = 10_000

/** Counters of `nodes` targets, `each` of them on a target; all series of a target share their time stamps, which jitter. */
function counters(name: string, nodes: number, each: number, samples: number): readonly RawSeries[] {
  let state = 42
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const made: RawSeries[] = []
  for (let node = 0; node < nodes; node++) {
    const times = Float64Array.from({ length: samples }, (_, i) => i * scrape + Math.floor(random() * 500))
    for (let series = 0; series < each; series++) {
      let value = 0
      const reset = Math.floor(random() * samples * 3)
      const values = Float64Array.from(
        { length: samples },
        (_, i) => (value = i === reset ? 0 : value + Math.floor(random() * 100)),
      )
      made.push({
        labels: { __name__: name, app: 'license-svc', node: `i-${node}`, status: `s${series}` },
        times,
        values,
      })
    }
  }
  return made
}

/** The same with an `le` on each of a target's series, cumulative over them. */
function buckets(nodes: number, samples: number): readonly RawSeries[] {
  const bounds = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '+Inf']
  return counters('latency_bucket', nodes, bounds.length, samples).map((one, i) => {
    const rank = i % bounds.length
    return {
      ...one,
      labels: { ...one.labels, le: bounds[rank] ?? '' },
      values: one.values.map(value => value * (rank + 1)),
    }
  })
}

const readFrom =
  (series: readonly RawSeries[]): Read =>
  matchers => {
    const matches = compileMatchers(matchers)
    return series.filter(one => matches(one.labels))
  }

/** The engine over series in memory, nothing read from disk. */
export async function measureEngine(): Promise<readonly Figure[]> {
  const samples = 1086
  const grid: Grid = { start: 60_000, step: scrape, count: 1080 }
  const sixty = counters('x', 60, 1, samples)
  const more = counters('x', 60, 3, samples)
  const most = counters('x', 60, 36, samples)
  const wide = counters('x', 100, 100, 390)
  const histogram = buckets(60, samples)
  const cases: readonly (readonly [string, readonly RawSeries[], Grid])[] = [
    ['sum by (node) (rate(x{app="license-svc"}[1m]))', sixty, grid],
    ['sum by (node) (rate(x{app="license-svc"}[1m]))', more, grid],
    ['sum by (node) (rate(x{app="license-svc"}[1m]))', most, grid],
    ['sum(rate(x[1m]))', more, grid],
    ['topk(5, sum by (node) (rate(x[1m])))', more, grid],
    ['sum by (node) (avg_over_time(x[5m]))', more, grid],
    ['sum by (node) (x) / on (node) count by (node) (x)', more, grid],
    ['histogram_quantile(0.9, sum by (node, le) (rate(latency_bucket[1m])))', histogram, grid],
    ['sum by (node) (rate(x[1m]))', wide, { start: 60_000, step: scrape, count: 360 }],
  ]
  const figures: Figure[] = []
  for (const [text, series, over] of cases) {
    const parsed = parse(text)
    if (!parsed.ok) throw new Error(text)
    const took = await rounds(15, () => evaluate(parsed.tree, over, readFrom(series)), { warming: 2 })
    const size = `${series.length.toLocaleString('en')} × ${over.count.toLocaleString('en')}`
    figures.push(figure(`\`${text}\`, ${size}`, took, inMs))
  }
  const text = 'histogram_quantile(0.9, sum by (node, le) (rate(latency_bucket{app="license-svc"}[1m])))'
  figures.push(figure(`parse \`${text}\``, await rounds(200, () => parse(text)), inMs))
  return figures
}
