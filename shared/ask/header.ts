import { remarkLevels, type Remark } from '#shared/query/span.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { MetricMeta, Part } from './answer.ts'
import { eventKinds, type WorldEvent } from './event.ts'

/** The version of the form that codec.ts writes. Older ones are read here, for ever. */
export const version = 1

type Pairs = readonly (readonly [name: string, value: string])[]

export type HeaderPart = Pick<Part, 'query' | 'shift' | 'meta'> & {
  readonly grid: Grid
  readonly series: readonly { readonly labels: Pairs; readonly masked: boolean }[]
}

/** All of an answer but its numbers. */
export type Header = { readonly version: number; readonly remarks: readonly Remark[] } & (
  | { readonly kind: 'query'; readonly parts: readonly HeaderPart[] }
  | {
      readonly kind: 'events'
      readonly events: readonly (Omit<WorldEvent, 'labels'> & { readonly labels: Pairs })[]
    }
)

type Check = (value: unknown) => boolean

const text: Check = value => typeof value === 'string'
const flag: Check = value => typeof value === 'boolean'
const number: Check = value => typeof value === 'number'
const count: Check = value => Number.isInteger(value) && (value as number) >= 0
const perhaps =
  (check: Check): Check =>
  value =>
    value === undefined || check(value)
const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check)
const oneOf =
  (...options: readonly string[]): Check =>
  value =>
    options.includes(value as string)
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  value =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every(name => Object.hasOwn(fields, name)) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]))

const pair: Check = value => Array.isArray(value) && value.length === 2 && value.every(text)
const metricTypes: readonly MetricMeta['type'][] = ['counter', 'gauge', 'histogram', 'summary', 'unknown']

const remarks = listOf(
  record({
    level: oneOf(...remarkLevels),
    message: text,
    span: perhaps(record({ from: count, to: count })),
  }),
)
const part = record({
  query: text,
  shift: number,
  grid: record({ start: number, step: number, count }),
  meta: perhaps(record({ metric: text, type: oneOf(...metricTypes), help: text, unit: text })),
  series: listOf(record({ labels: listOf(pair), masked: flag })),
})
const event = record({
  id: text,
  kind: oneOf(...eventKinds),
  at: number,
  until: perhaps(number),
  title: text,
  labels: listOf(pair),
  link: perhaps(text),
})
const header: Readonly<Record<string, Check>> = {
  query: record({ version: number, kind: text, parts: listOf(part), remarks }),
  events: record({ version: number, kind: text, events: listOf(event), remarks }),
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new RangeError('not an answer: its header is not JSON')
  }
}

/** The header of a text, checked field by field; throws a RangeError that says what is wrong with it. */
export function readHeader(json: string): Header {
  const value = parsed(json) as { readonly version?: unknown; readonly kind?: unknown } | null
  if (value?.version !== version)
    throw new RangeError(
      `an answer of version ${String(value?.version)}: this program reads version ${version}`,
    )
  const kind = String(value.kind)
  if (!Object.hasOwn(header, kind) || !header[kind]?.(value))
    throw new RangeError('not an answer: its header does not say what it holds')
  return value as Header
}
