import type { Span } from '#shared/query/span.ts'
import { labelKey, type Labels } from '#shared/series/labels.ts'
import { column, type Column, hasAt, marked, withoutName } from './column.ts'
import type { Scope } from './scope.ts'

/** Buckets of one histogram at one instant, ascending by bound; counts are cumulative. Reused from instant to instant. */
type Buckets = { readonly bounds: Float64Array; readonly counts: Float64Array; size: number }

const tolerance = 1e-12
const leastNormal = 2.2250738585072014e-308

function nearly(a: number, b: number): boolean {
  if (a === b || (a !== a && b !== b)) return true
  const sum = Math.abs(a) + Math.abs(b)
  const apart = Math.abs(a - b)
  if (a === 0 || b === 0 || sum < leastNormal) return apart < tolerance * leastNormal
  return apart / Math.min(sum, Number.MAX_VALUE) < tolerance
}

/** The bound that a label `le` names, sign and all; undefined where it names none. Durations and hexadecimals are no bounds. */
function boundOf(le: string): number | undefined {
  if (/^[+-]?inf(inity)?$/i.test(le)) return le.startsWith('-') ? -Infinity : Infinity
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(le) ? Number(le) : undefined
}

/** Adds a bucket; one with the bound of the last is added to it. */
function put(buckets: Buckets, bound: number, count: number): void {
  const last = buckets.size - 1
  if (last >= 0 && buckets.bounds[last] === bound) {
    buckets.counts[last] = (buckets.counts[last] as number) + count
    return
  }
  buckets.bounds[buckets.size] = bound
  buckets.counts[buckets.size++] = count
}

/** Makes the counts ascend; true where a decrease was more than rounding. */
function ascend({ counts, size }: Buckets): boolean {
  let forced = false
  let before = counts[0] as number
  for (let k = 1; k < size; k++) {
    const count = counts[k] as number
    if (count === before) continue
    if (nearly(before, count)) counts[k] = before
    else if (count < before) {
      counts[k] = before
      forced = true
    } else before = count
  }
  return forced
}

/** The q-quantile of ascending buckets, interpolated within one; NaN where they cannot say. */
function bucketQuantile(q: number, { bounds, counts, size }: Buckets): number {
  if (size < 2) return NaN
  const observations = counts[size - 1] as number
  if (observations === 0) return NaN
  let rank = q * observations
  let b = 0
  while (b < size - 1 && !((counts[b] as number) >= rank)) b++
  if (b === size - 1) return bounds[size - 2] as number
  const end = bounds[b] as number
  if (b === 0 && end <= 0) return end
  let start = 0
  let count = counts[b] as number
  if (b > 0) {
    start = bounds[b - 1] as number
    count -= counts[b - 1] as number
    rank -= counts[b - 1] as number
  }
  return start + (end - start) * (rank / count)
}

type Bucket = { readonly bound: number; readonly column: Column }

/** `histogram_quantile` over classic buckets: one result for each label set without `le`. */
export function histogramQuantile(
  q: Float64Array,
  columns: Iterable<Column>,
  scope: Scope,
  span: Span,
): Iterable<Column> {
  const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>()
  for (const one of columns) {
    const { le, ...rest } = withoutName(one.labels) as Record<string, string>
    const bound = le === undefined ? undefined : boundOf(le)
    if (bound === undefined) {
      const message = `A series whose le is ${le === undefined ? 'missing' : JSON.stringify(le)} is no bucket and was left out`
      scope.remark({ level: 'warning', message, span })
      continue
    }
    const key = labelKey(rest)
    const histogram = histograms.get(key)
    if (histogram === undefined) histograms.set(key, { labels: rest, buckets: [{ bound, column: one }] })
    else histogram.buckets.push({ bound, column: one })
  }
  return [...histograms.values()].map(({ labels, buckets }) => {
    buckets.sort((a, b) => a.bound - b.bound)
    return quantileOver(q, labels, buckets, scope, span)
  })
}

function quantileOver(
  q: Float64Array,
  labels: Labels,
  series: readonly Bucket[],
  scope: Scope,
  span: Span,
): Column {
  const count = q.length
  const values = new Float64Array(count)
  let present: Uint8Array | undefined
  const buckets: Buckets = {
    bounds: new Float64Array(series.length),
    counts: new Float64Array(series.length),
    size: 0,
  }
  for (let i = 0; i < count; i++) {
    buckets.size = 0
    for (const { bound, column: one } of series)
      if (hasAt(one.values, one.present, i)) put(buckets, bound, one.values[i] as number)
    if (buckets.size === 0) {
      values[i] = NaN
      continue
    }
    const wanted = q[i] as number
    if (wanted !== wanted) values[i] = NaN
    else if (wanted < 0) values[i] = -Infinity
    else if (wanted > 1) values[i] = Infinity
    else if (buckets.bounds[buckets.size - 1] !== Infinity) values[i] = NaN
    else {
      if (ascend(buckets)) {
        const message =
          'The counts of some buckets fall where they should rise; they were levelled, and the quantile is a guess'
        scope.remark({ level: 'info', message, span })
      }
      values[i] = bucketQuantile(wanted, buckets)
    }
    if (Number.isNaN(values[i])) present = marked(present, count, i)
  }
  return column(labels, values, present)
}
