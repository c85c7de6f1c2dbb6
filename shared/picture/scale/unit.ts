import type { GraphUnit } from '#shared/ask/drawing.ts'

/** What a value counts. `ratio` is a share of one and written in percent; `percent` is already times a hundred. */
export type Unit = Exclude<GraphUnit, 'auto'>

type Prefix = readonly [symbol: string, size: number]

const decimal: readonly Prefix[] = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
  ['', 1],
]
const decimalOfData: readonly Prefix[] = [['E', 1e18], ['P', 1e15], ...decimal]
const binary: readonly Prefix[] = [
  ['Ei', 2 ** 60],
  ['Pi', 2 ** 50],
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
  ['', 1],
]
const clock: readonly Prefix[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
]

type Style = {
  readonly prefixes: readonly Prefix[]
  /** Written after the prefix, in a value and on an axis. */
  readonly symbol: string
  readonly axisSymbol: string
  /** What the value is multiplied by first. */
  readonly times: number
  /** The base in which round numbers are round. */
  readonly base: 2 | 10 | 60
  /** What stands behind zero and behind what no prefix suits; for most the symbol. */
  readonly bare?: string
}

/** Everything that is known of a unit. On an axis, `perSecond` has its symbol in the title instead; a `count` is written in full. */
export const styles: Readonly<Record<Unit, Style>> = {
  count: { prefixes: [['', 1]], symbol: '', axisSymbol: '', times: 1, base: 10 },
  none: { prefixes: decimal, symbol: '', axisSymbol: '', times: 1, base: 10 },
  seconds: { prefixes: clock, symbol: '', axisSymbol: '', times: 1, base: 60, bare: 's' },
  bytes: { prefixes: binary, symbol: 'B', axisSymbol: 'B', times: 1, base: 2 },
  ratio: { prefixes: [['', 1]], symbol: '%', axisSymbol: '%', times: 100, base: 10 },
  percent: { prefixes: [['', 1]], symbol: '%', axisSymbol: '%', times: 1, base: 10 },
  perSecond: { prefixes: decimal, symbol: '/s', axisSymbol: '', times: 1, base: 10 },
  milliseconds: { prefixes: clock, symbol: '', axisSymbol: '', times: 1e-3, base: 60, bare: 's' },
  decimalBytes: { prefixes: decimalOfData, symbol: 'B', axisSymbol: 'B', times: 1, base: 10 },
  bits: { prefixes: decimalOfData, symbol: 'b', axisSymbol: 'b', times: 1, base: 10 },
  decimalBytesPerSecond: { prefixes: decimalOfData, symbol: 'B/s', axisSymbol: 'B/s', times: 1, base: 10 },
  bitsPerSecond: { prefixes: decimalOfData, symbol: 'b/s', axisSymbol: 'b/s', times: 1, base: 10 },
  bytesPerSecond: { prefixes: binary, symbol: 'B/s', axisSymbol: 'B/s', times: 1, base: 2 },
}

/** The largest prefix that does not exceed a size; the smallest there is for what is smaller still. */
export function prefixFor(unit: Unit, size: number): Prefix {
  const { prefixes, bare } = styles[unit]
  const fallback: Prefix = bare !== undefined && size === 0 ? [bare, 1] : (prefixes.at(-1) ?? ['', 1])
  return size === 0 ? fallback : (prefixes.find(([, least]) => size >= least * (1 - 1e-9)) ?? fallback)
}
