import { day, hour, minute, second, week, type Ms } from './window.ts'

const units: readonly (readonly [name: string, length: Ms])[] = [
  ['y', 365 * day],
  ['w', week],
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
  ['ms', 1],
]
const printed = units.filter(([name]) => name !== 'y' && name !== 'w')
const shape = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/

/** Milliseconds of a length of time as Prometheus writes it (`1h30m`, `90s`, `1w`; units in falling order); null for anything else. */
export function parseDuration(text: string): Ms | null {
  const found = shape.exec(text)
  if (!found || text === '') return null
  return units.reduce((sum, [, length], i) => sum + Number(found[i + 1] ?? 0) * length, 0)
}

/** A length of time in the form that `parseDuration` reads: `1h30m`, `7d`, `250ms`, `0s`. Fractions of a millisecond are dropped. */
export function printDuration(length: Ms): string {
  let left = Math.trunc(Math.abs(length))
  let text = ''
  for (const [name, size] of printed) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) text += `${count}${name}`
  }
  return text === '' ? '0s' : (length < 0 ? '-' : '') + text
}
