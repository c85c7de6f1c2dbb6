import type { Ms } from '#shared/time/window.ts'
import { BadLine, quoted } from './badLine.ts'

/** Numbers from here on are taken for milliseconds: as seconds they would lie beyond the year 5000. */
const firstMilliseconds = 1e11

const plainNumber = /^\d+(?:\.\d*)?(?:[eE]\+?\d+)?$/
const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?$/i

/** Seconds or milliseconds since 1970, by size; or an ISO 8601 instant, UTC where it names no zone. To the millisecond. */
export function readInstant(text: string): Ms {
  const at = plainNumber.test(text) ? readEpoch(text, 'seconds') : iso.test(text) ? readIso(text) : NaN
  if (!(at >= 0 && Number.isSafeInteger(at)))
    throw new BadLine(text === '' ? 'the time is missing' : `${quoted(text)} is not a time from 1970 on`)
  return at
}

/** A number of the given unit; seconds that are far too many are milliseconds. */
export function readEpoch(text: string, unit: 'seconds' | 'milliseconds'): Ms {
  const value = plainNumber.test(text) ? Number(text) : NaN
  const at = Math.round(unit === 'milliseconds' || value >= firstMilliseconds ? value : value * 1000)
  if (!Number.isSafeInteger(at)) throw new BadLine(`${quoted(text)} is not a time in ${unit} from 1970 on`)
  return at
}

function readIso(text: string): Ms {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) && text.length > 10
  const joined = text
    .trim()
    .replace(/(\d) (\d)/, '$1T$2')
    .replace(/\s+/g, '')
  return Date.parse(zoned || joined.length === 10 ? joined : `${joined}Z`)
}
