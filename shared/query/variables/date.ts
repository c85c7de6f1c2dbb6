import type { Ms } from '#shared/time/window.ts'

const two = (value: number) => String(value).padStart(2, '0')

type Part = (date: Date) => string

const parts: Readonly<Record<string, Part>> = {
  YYYY: date => String(date.getUTCFullYear()).padStart(4, '0'),
  YY: date => two(date.getUTCFullYear() % 100),
  MM: date => two(date.getUTCMonth() + 1),
  M: date => String(date.getUTCMonth() + 1),
  DD: date => two(date.getUTCDate()),
  D: date => String(date.getUTCDate()),
  HH: date => two(date.getUTCHours()),
  H: date => String(date.getUTCHours()),
  mm: date => two(date.getUTCMinutes()),
  m: date => String(date.getUTCMinutes()),
  ss: date => two(date.getUTCSeconds()),
  s: date => String(date.getUTCSeconds()),
  SSS: date => String(date.getUTCMilliseconds()).padStart(3, '0'),
  X: date => String(Math.floor(date.getTime() / 1000)),
  x: date => String(date.getTime()),
}

const word = /\[([^\]]*)\]|YYYY|YY|MM|M|DD|D|HH|H|mm|m|ss|s|SSS|X|x/g

/**
 * An instant (milliseconds) as a format asks: `iso` (also where it is empty), `seconds`, or words such as `YYYY-MM-DD HH:mm`, in UTC; what
 * stands in brackets is taken as it is. Null for what is no instant.
 */
export function printDate(at: Ms, format: string): string | null {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return null
  if (format === '' || format === 'iso') return date.toISOString()
  if (format === 'seconds') return String(Math.round(at / 1000))
  return format.replace(word, (found, kept: string | undefined) => kept ?? parts[found]?.(date) ?? found)
}
