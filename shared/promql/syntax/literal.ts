import { parseDuration, printDuration as printLength } from '#shared/time/duration.ts'
import type { Ms } from '#shared/time/window.ts'

/** `1h30m` in milliseconds; undefined for any other form. */
export const readDuration = (text: string): Ms | undefined => parseDuration(text) ?? undefined

/** The shortest duration that reads back as the same length: `5400000` is `1h30m`; `0s` for none; negative with a sign; else seconds. */
export const printDuration = (length: Ms): string =>
  Number.isInteger(length) ? printLength(length) : String(length / 1000)

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
