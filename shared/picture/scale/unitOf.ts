import type { MetricMeta } from '#shared/ask/answer.ts'
import type { GraphUnit } from '#shared/ask/drawing.ts'
import type { Unit } from './unit.ts'

/** What the values of a query count, and a word for it where the metric's name has one: `retries/s`. */
export type Counted = { readonly unit: Unit; readonly title: string }

const perSecond = /^(rate|irate|deriv|idelta_per_second)$/
const counting =
  /^(count|count_values|count_over_time|group|absent|absent_over_time|changes|resets|timestamp)$/
const opaque = /^(stddev|stdvar|stdvar_over_time|sgn|ln|log2|log10|exp|sqrt)$/
const grouping = /\b(by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/g

const tail = '(_sum|_bucket)?(_total)?$'

const named: readonly (readonly [pattern: RegExp, unit: Unit])[] = [
  [new RegExp(`_(milliseconds|millis|msec|ms)${tail}`), 'milliseconds'],
  [new RegExp(`_(seconds|secs|sec)${tail}`), 'seconds'],
  [/_(bytes_per_second|bytes_per_sec|Bps)$/, 'bytesPerSecond'],
  [/_(bits_per_second|bits_per_sec|bps)$/, 'bitsPerSecond'],
  [/_(per_second|per_sec|rps|qps|ops)$/, 'perSecond'],
  [new RegExp(`_bytes${tail}`), 'bytes'],
  [new RegExp(`_bits${tail}`), 'bits'],
  [/_ratio$/, 'ratio'],
  [/_percent(age)?$|_pct$/, 'percent'],
]

/** Units as metadata says them: in words as OpenMetrics does, or in the letters of UCUM as OpenTelemetry does. */
const said: Readonly<Record<string, Unit>> = {
  seconds: 'seconds',
  s: 'seconds',
  milliseconds: 'milliseconds',
  ms: 'milliseconds',
  bytes: 'bytes',
  By: 'bytes',
  'By/s': 'bytesPerSecond',
  bits: 'bits',
  bit: 'bits',
  'bit/s': 'bitsPerSecond',
  ratio: 'ratio',
  percent: 'percent',
  '%': 'percent',
}

function unitOfMetric(metric: string, meta: MetricMeta | undefined): Unit {
  if (/_(count|bucket)$/.test(metric)) return 'none'
  const known = meta !== undefined && familyOf(meta.metric) === familyOf(metric) ? said[meta.unit] : undefined
  return known ?? named.find(([pattern]) => pattern.test(metric))?.[1] ?? 'none'
}

/** The name that the metrics of one histogram have in common. */
const familyOf = (metric: string) => metric.replace(/_(sum|bucket)$/, '')

/** The noun at the end of a metric's name: `retries` of `ipc_client_retries_total`; empty for units and odd names. */
function nounOf(metric: string): string {
  const word =
    metric
      .replace(/_(total|count|sum|bucket)$/, '')
      .split(/[_:]/)
      .at(-1) ?? ''
  return /^[a-z]{2,}s$/.test(word) &&
    !/^(seconds|milliseconds|millis|ms|bytes|bits|secs|rps|qps|ops|bps)$/.test(word)
    ? word
    : ''
}

/** The text without strings, ranges, matchers, groupings and comments: what is left are names, calls and operators. */
const bare = (text: string): string =>
  text
    .replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, '')
    .replace(/#.*$/gm, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(offset\s+-?\w+|@\s*[\w.()]+)/g, '')
    .replace(grouping, ' ')
    .trim()

/** The two sides of the last operator of lowest precedence outside all brackets. */
function splitAt(text: string, operators: readonly string[]): readonly [string, string, string] | null {
  let depth = 0
  for (let i = text.length - 1; i > 0; i--) {
    const char = text[i] ?? ''
    if (char === ')') depth++
    else if (char === '(') depth--
    else if (depth === 0 && operators.includes(char) && !/[eE(*/+\-,]\s*$/.test(text.slice(0, i)))
      return [text.slice(0, i).trim(), char, text.slice(i + 1).trim()]
  }
  return null
}

/** `factor`: what the value is multiplied by; with `constant`, the factor is the whole value. */
type Found = {
  readonly unit: Unit
  readonly noun: string
  readonly factor: number
  readonly constant?: true
}

const plain: Found = { unit: 'none', noun: '', factor: 1 }

/** Where a factor turns one unit into another: a ratio times 100 is in percent. */
const rescaled: readonly (readonly [from: Unit, factor: number, to: Unit])[] = [
  ['ratio', 100, 'percent'],
  ['percent', 0.01, 'ratio'],
  ['seconds', 1000, 'milliseconds'],
  ['milliseconds', 0.001, 'seconds'],
  ['bytes', 8, 'bits'],
  ['bits', 0.125, 'bytes'],
  ['bytesPerSecond', 8, 'bitsPerSecond'],
  ['bitsPerSecond', 0.125, 'bytesPerSecond'],
]

function scaledUnit({ unit, factor }: Found): Unit {
  const equal = (other: number) => Math.abs(factor / other - 1) < 1e-9
  if (equal(1)) return unit
  return rescaled.find(([from, by]) => from === unit && equal(by))?.[2] ?? 'none'
}

function quotient(left: Found, right: Found): Unit {
  if (left.unit === right.unit) return 'ratio'
  if (left.unit === 'ratio' && right.unit === 'perSecond') return 'seconds'
  if (left.unit === 'bytesPerSecond' && right.unit === 'perSecond') return 'bytes'
  return right.unit === 'none' ? left.unit : 'none'
}

function combined(left: Found, operator: string, right: Found): Found {
  if (operator === '+' || operator === '-') return left.constant ? right : left
  const factor = operator === '*' ? left.factor * right.factor : left.factor / right.factor
  if (right.constant) return { ...left, factor }
  if (operator === '*') return left.constant ? { ...right, factor } : plain
  return left.constant ? plain : { unit: quotient(left, right), noun: '', factor }
}

function rated(found: Found): Found {
  if (found.unit === 'bytes') return { ...found, unit: 'bytesPerSecond' }
  if (found.unit === 'bits') return { ...found, unit: 'bitsPerSecond' }
  if (found.unit === 'milliseconds') return { ...found, unit: 'ratio', factor: found.factor * 1000 }
  return { ...found, unit: found.unit === 'seconds' ? 'ratio' : 'perSecond' }
}

function find(text: string, meta: MetricMeta | undefined, depth = 0): Found {
  if (depth > 40) return plain
  const inner = text.trim()
  const compared = /^(.*?)(==|!=|<=|>=|<|>|\band\b|\bor\b|\bunless\b)/s.exec(inner)
  if (compared?.[1]?.trim() && balanced(compared[1])) return find(compared[1], meta, depth + 1)
  for (const operators of [
    ['+', '-'],
    ['*', '/'],
  ]) {
    const sides = splitAt(inner, operators)
    if (sides?.[0] && sides[2])
      return combined(find(sides[0], meta, depth + 1), sides[1], find(sides[2], meta, depth + 1))
  }
  if (/^-?[\d.]+(e[+-]?\d+)?$/i.test(inner)) return { ...plain, factor: Number(inner), constant: true }
  const call = /^([a-z_0-9]*)\s*\((.*)\)$/is.exec(inner)
  if (!call)
    return /^[a-zA-Z_:][\w:]*$/.test(inner)
      ? { unit: unitOfMetric(inner, meta), noun: nounOf(inner), factor: 1 }
      : plain
  const [, name = '', content = ''] = call
  if (name === 'time') return { ...plain, unit: 'seconds' }
  if (counting.test(name) || opaque.test(name)) return plain
  const argument = argumentsOf(content).find(part => !/^\s*(-?[\d.]+)?\s*$/.test(part)) ?? ''
  const found = find(argument, meta, depth + 1)
  if (name === 'histogram_quantile') return { ...plain, unit: bucketUnit(content, meta) }
  return perSecond.test(name) ? rated(found) : found
}

const balanced = (text: string) => text.split('(').length === text.split(')').length

function argumentsOf(text: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (char === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}

function bucketUnit(content: string, meta: MetricMeta | undefined): Unit {
  const metric = /[a-zA-Z_:][\w:]*_bucket\b/.exec(content)?.[0] ?? meta?.metric ?? ''
  return unitOfMetric(metric.replace(/_bucket$/, ''), meta)
}

/** The unit of the bounds (`le`) of a histogram that a query reads. */
export const unitOfBounds = (text: string, meta: MetricMeta | undefined, chosen: GraphUnit): Unit =>
  chosen === 'auto' ? bucketUnit(bare(text), meta) : chosen

const titles: Readonly<Record<Unit, string>> = {
  none: '',
  seconds: '',
  bytes: '',
  ratio: '',
  percent: '',
  perSecond: 'per second',
  bytesPerSecond: '',
  count: '',
  milliseconds: '',
  decimalBytes: '',
  bits: '',
  decimalBytesPerSecond: '',
  bitsPerSecond: '',
}

/**
 * The unit of a PromQL query's values, by a reading of its text (names, calls and operators; no grammar needed, and wrong at worst by a
 * symbol) and the metadata of its first metric, unless the drawing says it.
 */
export function unitOf(text: string, meta: MetricMeta | undefined, chosen: GraphUnit): Counted {
  const found = find(bare(text), meta)
  const unit = chosen === 'auto' ? scaledUnit(found) : chosen
  if (unit === 'perSecond' && found.noun !== '') return { unit, title: `${found.noun}/s` }
  if ((unit === 'none' || unit === 'count') && found.noun !== '') return { unit, title: found.noun }
  return { unit, title: titles[unit] }
}
