import type { Ms } from '#shared/time/window.ts'

const units: Readonly<Record<string, Ms>> = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
}
const durationForm = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/

/** `1h30m` in milliseconds; undefined for any other form. */
export function readDuration(text: string): Ms | undefined {
  if (text === '' || !durationForm.test(text)) return undefined
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g))
    total += Number(count) * (units[unit ?? ''] ?? 0)
  return total
}

/** The shortest duration that reads back as the same length: `5400000` is `1h30m`; `0s` for none; negative with a sign. */
export function printDuration(length: Ms): string {
  if (length < 0) return `-${printDuration(-length)}`
  if (!Number.isInteger(length)) return String(length / 1000)
  let rest = length
  let text = ''
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const size = units[unit] ?? 1
    const count = Math.floor(rest / size)
    if (count > 0) text += `${count}${unit}`
    rest -= count * size
  }
  return text === '' ? '0s' : text
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined)

/** A number as PromQL writes it; a duration is its seconds. Undefined where the text is no number. */
export function readNumber(text: string): number | undefined {
  const plain = text.replace(/_/g, '').toLowerCase()
  if (/^[+-]?inf$/.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity
  if (/^[+-]?nan$/.test(plain)) return NaN
  if (/^0x[0-9a-f]+$/.test(plain)) return Number(plain)
  if (/^0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8)
  if (/^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/.test(plain)) return finite(Number(plain))
  const duration = readDuration(text)
  return duration === undefined ? undefined : duration / 1000
}

/** A number in the shortest decimal form, as Prometheus writes values. */
export function printNumber(value: number): string {
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  return Object.is(value, -0) ? '-0' : String(value)
}

/** A value in plain decimals without an exponent, as Prometheus writes it into labels and answers. */
export function decimal(value: number): string {
  const text = printNumber(value)
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (parts === null) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
}
const escapes = /\\(?:([abfnrtv\\'"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|)/g

/** The value of a quoted literal, or what is wrong with it and where (offsets into the literal). */
export function readString(
  literal: string,
): { readonly value: string } | { readonly message: string; readonly from: number; readonly to: number } {
  const quote = literal[0]
  if (literal.length < 2 || literal.at(-1) !== quote)
    return { message: 'This text is not closed', from: 0, to: literal.length }
  const body = literal.slice(1, -1)
  if (quote === '`') return { value: body }
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(body))
    return { message: 'This text is not closed', from: 0, to: literal.length }
  let wrong: number | undefined
  const value = body.replace(
    escapes,
    (all, letter?: string, octal?: string, hex?: string, short?: string, long?: string, at?: number) => {
      if (letter !== undefined)
        return letter === (quote === '"' ? "'" : '"') ? flag(at) : (simple[letter] ?? '')
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
      const code = Number.parseInt(hex ?? short ?? long ?? '', 16)
      if (Number.isNaN(code) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return flag(at)
      return String.fromCodePoint(code)
      function flag(position: number | undefined): string {
        wrong ??= position ?? 0
        return all
      }
    },
  )
  if (wrong === undefined) return { value }
  const shown = body.slice(wrong, wrong + 2)
  return {
    message: `${shown} is no escape that PromQL knows; for a backslash write \\\\`,
    from: wrong + 1,
    to: wrong + 1 + shown.length,
  }
}

/** The value as a double-quoted literal. */
export const quoted = (value: string): string =>
  `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`
