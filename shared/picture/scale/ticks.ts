import { prefixFor, styles, type Unit } from './unit.ts'

const steps: Readonly<Record<2 | 10 | 60, readonly number[]>> = {
  2: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
  10: [1, 2, 5, 10],
  60: [1, 2, 5, 10, 15, 20, 30, 60],
}

/** The least round number that is not below `least`: 1, 2 or 5 times a power of ten; powers of two for bytes; quarters of a minute. */
export function roundStep(least: number, unit: Unit): number {
  const { base, times } = styles[unit]
  const [, divisor] = prefixFor(unit, least * times)
  const scaled = (least * times) / divisor
  const plain =
    base === 10 || scaled < 1 || (base === 60 && divisor < 1) || divisor >= 86_400 === (base === 60)
  const power = plain ? 10 ** Math.floor(Math.log10(scaled) + 1e-9) : 1
  const options = plain ? steps[10] : steps[base]
  const step = options.find(option => option * power >= scaled * (1 - 1e-9)) ?? 10
  return (step * power * divisor) / times
}

/** The round values in `[min, max]`, at most `count` + 1 of them, ascending, evenly spaced. Never NaN; empty where there is no range. */
export function linearTicks(min: number, max: number, count: number, unit: Unit): readonly number[] {
  const range = max - min
  if (!(range > 0) || !Number.isFinite(range) || count < 1) return []
  const step = roundStep(range / count, unit)
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  if (!Number.isSafeInteger(first) || last - first > 1000) return []
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const tick = (first + i) * step
    return Number(tick.toPrecision(12)) + 0
  })
}

/** Powers of two in `[min, max]`, thinned to `count` in steps that meet the prefixes: every 1st, 2nd, 5th, 10th. */
function binaryTicks(min: number, max: number, count: number): readonly number[] {
  const powers = Math.log2(max / min)
  const every = [1, 2, 5, 10, 20, 40].find(step => powers / step <= Math.max(1, count)) ?? 100
  const from = Math.ceil(Math.log2(min) / every - 1e-9)
  const to = Math.floor(Math.log2(max) / every + 1e-9)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => 2 ** ((from + i) * every))
}

/** Powers of ten in `[min, max]`, thinned to `count`; with 2s and 5s between where there is room; powers of two for bytes. Both ends are positive. */
export function logTicks(min: number, max: number, count: number, unit: Unit = 'none'): readonly number[] {
  if (!(min > 0) || !(max > min) || !Number.isFinite(max)) return []
  if (styles[unit].base === 2) return binaryTicks(min, max, count)
  const from = Math.floor(Math.log10(min) + 1e-9)
  const to = Math.floor(Math.log10(max) + 1e-9)
  const decades = Math.log10(max / min)
  const digits = decades * 3 <= count ? [1, 2, 5] : [1]
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)))
  const ticks: number[] = []
  for (let power = Math.ceil(from / every) * every; power <= to; power += every)
    for (const digit of digits) {
      const tick = Number(`${digit}e${power}`)
      if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)) ticks.push(tick)
    }
  return ticks
}
