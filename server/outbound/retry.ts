import type { Ms } from '#shared/time/window.ts'
import { isDeadConnection } from './breakdown.ts'
import type { OutboundAnswer } from './outbound.ts'

/** How often a question is sent again at most. */
export const mostRetries = 2

const longestWish: Ms = 2_000
const proxyTrouble = new Set([502, 503, 504])

/** A pause before the next try: a tenth of a second, then three, each up to half as long again. `random` is in [0, 1). */
const pauseBefore = (retry: number, random: number): Ms => 100 * 3 ** retry * (1 + random / 2)

const wishOf = (answer: OutboundAnswer): Ms | undefined => {
  const text = answer.headers['retry-after']
  if (text === undefined) return undefined
  return /^\d+$/.test(text) ? Number(text) * 1000 : Infinity
}

/**
 * After which pause a question is sent again; undefined where it is not: after an error only where the connection was dropped before an answer
 * began, after an answer only where a proxy or a server that starts says so without words of its own (JSON), or one that is asked too much
 * wishes for a short pause. `retry` counts from 0.
 */
export function retryAfter(
  outcome: { readonly error: unknown } | { readonly answer: OutboundAnswer },
  retry: number,
  random: number,
): Ms | undefined {
  if (retry >= mostRetries) return undefined
  const pause = pauseBefore(retry, random)
  if ('error' in outcome) return isDeadConnection(outcome.error) ? pause : undefined
  const { answer } = outcome
  const wish = wishOf(answer)
  if (wish !== undefined && wish > longestWish) return undefined
  if (answer.status === 429) return wish === undefined ? undefined : wish + pause
  const speaks = /json/i.test(answer.headers['content-type'] ?? '')
  return proxyTrouble.has(answer.status) && !speaks ? Math.max(wish ?? 0, pause) : undefined
}
