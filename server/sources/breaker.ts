import type { Ms } from '#shared/time/window.ts'

/**
 * A guard against asking in vain. Closed, it counts failures in a row; open, nobody passes until `retryAt`; then one passes as a probe, whose
 * end closes it or opens it for twice as long.
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

/** Opens a breaker that lets everything pass; `now` in milliseconds. */
export function openBreaker(now: () => Ms): Breaker {
  let failures: readonly Ms[] = []
  let pause = firstPause
  let retryAt: Ms | null = null
  let probing = false

  return {
    pass(wished) {
      if (retryAt === null) return true
      if (!wished && (probing || now() < retryAt)) return false
      probing = true
      return true
    },
    succeeded() {
      failures = []
      pause = firstPause
      retryAt = null
      probing = false
    },
    failed(at) {
      failures = [...failures, at].filter(each => at - each < within).slice(-failuresInARow)
      if (retryAt !== null && !probing) return
      if (retryAt === null && failures.length < failuresInARow) return
      retryAt = at + pause
      pause = Math.min(longestPause, pause * 2)
      probing = false
    },
    ended: () => void (probing = false),
    retryAt: () => retryAt,
  }
}
