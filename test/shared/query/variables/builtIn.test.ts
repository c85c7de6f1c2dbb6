import { describe, expect, it } from 'vitest'
import { builtInValues } from '#shared/query/variables/builtIn.ts'
import { fill } from '#shared/query/variables/fill.ts'
import { hour, minute, second } from '#shared/time/window.ts'

/** What a built-in variable is in a window of three hours, for a step width and a scrape interval in seconds. */
const at = (text: string, step: number, scrape: number) =>
  fill(
    text,
    new Map(
      builtInValues({
        window: { from: hour, to: 4 * hour },
        step: step * second,
        scrape: scrape * second,
      }),
    ),
  ).text

describe('A built-in variable', () => {
  it.each([
    ['$__interval', 10, 15, '15s'],
    ['$__interval', 15, 15, '15s'],
    ['$__interval', 60, 15, '1m'],
    ['$__interval', 300, 60, '5m'],
    ['$__interval', 90, 60, '1m30s'],
    ['$__interval', 86_400, 60, '1d'],
    ['$__interval_ms', 60, 15, '60000'],
    ['$__rate_interval', 10, 15, '1m0s'],
    ['$__rate_interval', 10, 5, '20s'],
    ['$__rate_interval', 60, 15, '1m15s'],
    ['$__rate_interval', 10, 60, '4m0s'],
    ['$__rate_interval', 3600, 60, '1h1m0s'],
    ['$__rate_interval', 1, 0.5, '2s'],
    ['$__rate_interval', 1, 0.25, '1s250ms'],
    ['$__rate_interval_ms', 10, 15, '60000'],
    ['$__range', 10, 15, '10800s'],
    ['$__range_s', 10, 15, '10800'],
    ['$__range_ms', 10, 15, `${180 * minute}`],
    ['$__from', 10, 15, `${hour}`],
    ['${__to:date:seconds}', 10, 15, '14400'],
  ])('%s at steps of %d s, scraped every %d s, is %s', (text, step, scrape, result) =>
    expect(at(text, step, scrape)).toBe(result),
  )
})
