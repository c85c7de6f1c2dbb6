import { styles, type Unit } from './unit.ts'

/** A value read from what somebody typed, or what is wrong with it in a sentence. */
export type Quantity = { readonly value: number } | { readonly wrong: string }

type Kind = 'time' | 'bytes' | 'bits' | 'share' | 'number'

const kinds: Readonly<Record<Unit, Kind>> = {
  none: 'number',
  count: 'number',
  perSecond: 'number',
  seconds: 'time',
  milliseconds: 'time',
  bytes: 'bytes',
  decimalBytes: 'bytes',
  bytesPerSecond: 'bytes',
  decimalBytesPerSecond: 'bytes',
  bits: 'bits',
  bitsPerSecond: 'bits',
  ratio: 'share',
  percent: 'share',
}

const examples: Readonly<Record<Kind, string>> = {
  time: '250ms or 1.5s',
  bytes: '2 GiB or 500 MB',
  bits: '100 Mb',
  share: '5%',
  number: '250 or 1.5k',
}

const times: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  sec: 1,
  min: 60,
  m: 60,
  h: 3600,
  d: 86_400,
}

const prefixes: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
}

/** What a suffix makes of a number of a kind, in seconds, bytes, bits, a share of one, or as it is; null: it does not fit. */
function factorOf(suffix: string, kind: Kind): number | null {
  if (kind === 'time') return times[suffix] ?? null
  if (kind === 'share') return suffix === '%' ? 0.01 : null
  const letter = kind === 'bytes' ? 'B' : kind === 'bits' ? 'b' : ''
  const size = letter !== '' && suffix.endsWith(letter) ? suffix.slice(0, -1) : suffix
  return prefixes[size] ?? null
}

/** What one of a unit is in the measure of its kind: a millisecond is a thousandth of a second. */
const oneOf = (unit: Unit) => (unit === 'milliseconds' ? 1e-3 : unit === 'percent' ? 0.01 : 1)

/**
 * Reads a value as somebody types it into the unit of an axis: `250ms`, `1.5k`, `2 GiB`, `5%`, `-3`, `1e-6`; a bare number counts in the
 * unit itself. What does not fit the unit is refused in words.
 */
export function readQuantity(text: string, unit: Unit): Quantity {
  const kind = kinds[unit]
  const trimmed = text.trim().replace('−', '-').replace(/\/s$/, '')
  const [, digits = '', suffix = ''] =
    /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)\s*([a-zA-Zµμ%]*)$/i.exec(trimmed) ?? []
  if (digits === '') return { wrong: `“${text.trim()}” is not a number. Write it like ${examples[kind]}.` }
  const number = Number(digits)
  const factor = suffix === '' ? oneOf(unit) : factorOf(suffix, kind)
  if (factor === null)
    return { wrong: `“${suffix}” does not fit what this axis counts. Write it like ${examples[kind]}.` }
  const value = Number(((number * factor) / oneOf(unit)).toPrecision(15))
  if (!Number.isFinite(value)) return { wrong: 'That is beyond the largest number there is.' }
  return { value }
}

/** A value so that `readQuantity` reads the same from it, as short as it can be: `250 ms`, `1.5 GiB`, `0.05`. */
export function writeQuantity(value: number, unit: Unit): string {
  const { prefixes: sizes, times: by, symbol, bare } = styles[unit]
  const scaled = Math.abs(value * by)
  const texts = sizes
    .filter(([, size]) => scaled >= size)
    .map(([prefix, size]) =>
      `${Number(((value * by) / size).toPrecision(15))} ${prefix}${symbol.replace('/s', '')}`.trim(),
    )
    .filter(text => {
      const read = readQuantity(text, unit)
      return 'value' in read && read.value === value
    })
  const plain = bare === undefined ? String(value) : `${Number((value * by).toPrecision(15))} ${bare}`
  return texts.find(text => text.length <= plain.length + 4) ?? plain
}
