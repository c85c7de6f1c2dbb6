import { prefixFor, styles, type Unit } from './unit.ts'

const minus = '−'

/** Digits after the point for about three digits that say something; two below 1. */
function decimalsFor(size: number): number {
  if (size === 0 || size >= 99.95) return 0
  if (size >= 9.995) return 1
  if (size >= 0.9995) return 2
  return Math.min(12, 1 - Math.floor(Math.log10(size)))
}

function written(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(text) !== 0 ? minus + text : text
}

const joined = (digits: string, symbol: string) =>
  /^[EPTGMk]?(\/s)?$/.test(symbol) ? digits + symbol : `${digits} ${symbol}`

/** Whole numbers in full, `1 234 567`, with thin spaces that do not break; others in three digits. */
const inFull = (value: number) =>
  Math.abs(value) < 1e15 && (Number.isInteger(value) || Math.abs(value) >= 1000)
    ? written(Math.round(value), 0).replace(/\B(?=(\d{3})+$)/g, '\u202f')
    : null

/** The digits of a value below the smallest prefix or above the largest: `1.2e-7`, `3.0e+21`. */
const extreme = (value: number) => value.toExponential(1).replace('-', minus).replace('e-', `e${minus}`)

/** A value in its unit, in three digits or so: `38.0/s`, `0.29/s`, `1.21k/s`, `250 ms`, `1.50 GiB`, `12.3 %`. NaN is `–`. */
export function printValue(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return '–'
  const { times, symbol, bare = symbol } = styles[unit]
  if (!Number.isFinite(value)) return joined(value > 0 ? '∞' : `${minus}∞`, bare)
  const whole = unit === 'count' ? inFull(value) : null
  if (whole !== null) return whole
  const size = Math.abs(value * times)
  const [prefix, divisor] = prefixFor(unit, Number(size.toPrecision(3)))
  const scaled = (value * times) / divisor
  const beyond = Math.abs(scaled) >= 1e5 || (scaled !== 0 && Math.abs(scaled) < 1e-4)
  if (beyond) return joined(extreme(value * times), bare)
  const digits = written(scaled, decimalsFor(Math.abs(scaled)))
  if (unit === 'none' || unit === 'count') return digits.replace(/^(−?\d+)\.00?$/, '$1') + prefix
  return joined(digits, prefix + symbol)
}

/** A fraction of one in percent with one decimal, `99.7 %`; two digits below that. NaN is `–`. */
export function printShare(share: number): string {
  if (Number.isNaN(share)) return '–'
  const percent = share * 100
  return percent > 0 && percent < 0.05 ? '< 0.1 %' : `${written(percent, 1)} %`
}

/** `×131`, `×2.9`, `×0.50`; `–` for NaN, `from 0` where there was nothing before. */
export function printLift(lift: number): string {
  if (Number.isNaN(lift)) return '–'
  if (!Number.isFinite(lift)) return 'from 0'
  const size = Math.abs(lift)
  return `×${size >= 1e5 ? extreme(lift) : written(lift, size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2)}`
}

/** How the ticks of one axis are written: all with the same prefix and the same number of decimals. */
export function tickPrinter(ticks: readonly number[], unit: Unit): (value: number) => string {
  const { times, axisSymbol } = styles[unit]
  const sizes = ticks.map(tick => Math.abs(tick * times))
  const [prefix, divisor] = prefixFor(unit, Math.max(0, ...sizes))
  const spacing =
    Math.abs(((ticks[1] ?? ticks[0] ?? 1) - (ticks[1] === undefined ? 0 : (ticks[0] ?? 0))) * times) / divisor
  const decimals = decimalsOf(spacing)
  return value => {
    const scaled = (value * times) / divisor
    if (scaled === 0 && unit !== 'ratio' && unit !== 'percent') return '0'
    if (unit === 'count' && decimals === 0) return inFull(Math.round(scaled)) ?? extreme(scaled)
    if (Math.abs(scaled) >= 1e6 || decimals > 8) return extreme(value * times)
    return joined(written(scaled, decimals), prefix + axisSymbol)
  }
}

/** The fewest decimals that tell multiples of a spacing apart. */
function decimalsOf(spacing: number): number {
  for (let decimals = 0; decimals <= 8; decimals++) {
    const scaled = spacing * 10 ** decimals
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, scaled)) return decimals
  }
  return 9
}

/** How one tick of a logarithmic axis is written, each with the prefix that suits it. */
export function printTick(value: number, unit: Unit): string {
  return tickPrinter([value], unit)(value)
}

/** A value in three digits of the prefix that suits it; whole numbers of it stay as they are. */
function inThreeDigits(value: number, unit: Unit): number {
  const { times } = styles[unit]
  const [, divisor] = prefixFor(unit, Number(Math.abs(value * times).toPrecision(3)))
  const scaled = (value * times) / divisor
  return Number.isInteger(scaled) ? value : (Number(scaled.toPrecision(3)) * divisor) / times
}

/** How the bounds of buckets are written: in three digits where that tells them apart, `283 ms` for 0.2828427 s, else in full. */
export function boundPrinter(bounds: readonly number[], unit: Unit): (bound: number) => string {
  const short = (bound: number) => printTick(inThreeDigits(bound, unit), unit)
  const texts = bounds.map(short)
  return bound => {
    const text = short(bound)
    return texts.indexOf(text) === texts.lastIndexOf(text) ? text : printTick(bound, unit)
  }
}
