import type { Ms } from '#shared/time/window.ts'

/**
 * A guard against asking in vain. Closed, it counts failures in a row; open, nobody passes until `retryAt`; then a probe passes, whose end
 * closes it or opens it for twice as long. What comes at the same moment belongs to the probe: a step may ask several queries at once.
 */
export type Breaker = {
  /** True where a use may go on; where it was open, the use is a probe. What somebody wishes for goes on at any time. */
  readonly pass: (wished: boolean) => boolean
  /** A use that answered, if only that the question is wrong. */
  readonly succeeded: () => void
  readonly failed: (at: Ms) => void
  /** A use that ended without telling anything (Stop): a probe may be tried again at once. */
  readonly ended: () => void
  /** When it will let a probe through; null while it is closed. */
  readonly retryAt: () => Ms | null
}

const failuresInARow = 5
const within: Ms = 60_000
const firstPause: Ms = 10_000
const longestPause: Ms = 60_000
const sameMoment: Ms = 100

/** Opens a breaker that lets everything pass; `now` in milliseconds. */
export function openBreaker(now: () => Ms): Breaker {
  let failures: readonly Ms[] = []
  let pause = firstPause
  let retryAt: Ms | null = null
  let probedAt: Ms | null = null

  return {
    pass(wished) {
      if (retryAt === null) return true
      const at = now()
      const joins = probedAt !== null && at - probedAt < sameMoment
      if (!wished && !joins && (probedAt !== null || at < retryAt)) return false
      probedAt ??= at
      return true
    },
    succeeded() {
      failures = []
      pause = firstPause
      retryAt = null
      probedAt = null
    },
    failed(at) {
      failures = [...failures, at].filter(each => at - each < within).slice(-failuresInARow)
      if (retryAt !== null && probedAt === null) return
      if (retryAt === null && failures.length < failuresInARow) return
      retryAt = at + pause
      pause = Math.min(longestPause, pause * 2)
      probedAt = null
    },
    ended: () => void (probedAt = null),
    retryAt: () => retryAt,
  }
}
