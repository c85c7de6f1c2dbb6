import { Failed } from '#shared/query/failure.ts'
import type { Span } from '#shared/query/span.ts'
import { labelKey, type Labels, printLabels } from '#shared/series/labels.ts'
import type { FrameSeries } from '#shared/series/series.ts'

/**
 * One series of a result while it is being computed: a value for each instant. NaN is a gap unless `present` says otherwise;
 * `present` exists only where a true NaN occurs and is 1 exactly there.
 */
export type Column = FrameSeries

/** True where the column has a value at index `i`, a true NaN included. */
export const hasAt = (values: Float64Array, present: Uint8Array | undefined, i: number): boolean => {
  const value = values[i] as number
  return value === value || (present !== undefined && present[i] === 1)
}

/** A column of these parts, without a mask where there is none. */
export const column = (labels: Labels, values: Float64Array, present: Uint8Array | undefined): Column =>
  present === undefined ? { labels, values } : { labels, values, present }

/** Marks the value at `i` as a true NaN, making the mask on first need. */
export function marked(present: Uint8Array | undefined, count: number, i: number): Uint8Array {
  const mask = present ?? new Uint8Array(count)
  mask[i] = 1
  return mask
}

/** True where the column has no value at all. */
export function isEmpty({ values, present }: Column): boolean {
  if (present?.includes(1)) return false
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) return false
  return true
}

/** The column with `change` applied to each value; what it makes NaN of stays a value. */
export function mapped(source: Column, labels: Labels, change: (value: number, i: number) => number): Column {
  const { values, present } = source
  const count = values.length
  const out = new Float64Array(count)
  let mask: Uint8Array | undefined
  for (let i = 0; i < count; i++) {
    const value = values[i] as number
    if (value !== value && !(present !== undefined && present[i] === 1)) {
      out[i] = NaN
      continue
    }
    const result = change(value, i)
    out[i] = result
    if (result !== result) mask = marked(mask, count, i)
  }
  return column(labels, out, mask)
}

/** The labels without the metric name and what else describes the metric rather than the series. */
export function withoutName(labels: Labels): Labels {
  const { __name__, __type__, __unit__, ...rest } = labels
  return __name__ === undefined && __type__ === undefined && __unit__ === undefined ? labels : rest
}

const sameLabels = (labels: Labels, span: Span): Failed =>
  new Failed({
    kind: 'execution',
    message: `Two series have the same labels, ${printLabels(labels)}, at the same time`,
    span,
    hint: 'Keep a label that tells them apart',
  })

/**
 * The columns with each label set only once: those that share one are laid into each other where their values never meet (and `merge` is
 * true), and are an error otherwise.
 */
export function distinct(columns: Iterable<Column>, span: Span, merge = true): readonly Column[] {
  const byKey = new Map<string, Column>()
  for (const one of columns) {
    const key = labelKey(one.labels)
    const other = byKey.get(key)
    if (other === undefined) byKey.set(key, one)
    else if (isEmpty(other)) byKey.set(key, one)
    else if (!isEmpty(one)) {
      if (!merge) throw sameLabels(one.labels, span)
      byKey.set(key, overlaid(other, one, span))
    }
  }
  return [...byKey.values()]
}

function overlaid(a: Column, b: Column, span: Span): Column {
  const values = a.values.slice()
  let present: Uint8Array | undefined = a.present?.slice()
  for (let i = 0; i < values.length; i++) {
    if (!hasAt(b.values, b.present, i)) continue
    if (hasAt(values, present, i)) throw sameLabels(a.labels, span)
    values[i] = b.values[i] as number
    if (Number.isNaN(values[i])) present = marked(present, values.length, i)
  }
  return column(a.labels, values, present)
}

/** Columns that have a value somewhere, ordered by their labels. */
export function sorted(columns: Iterable<Column>): readonly Column[] {
  const keyed = [...columns].filter(one => !isEmpty(one)).map(one => ({ key: labelKey(one.labels), one }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one)
}
