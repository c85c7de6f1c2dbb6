import type { Span } from './span.ts'

/**
 * Why a question got no answer. `kind` says whose doing it is: the query's (`query`: does not parse or check; `execution`: failed while
 * evaluated; `limit`: would touch too much), the source's (`unreachable`, `timeout`, `source`: it answered an error; `nonsense`: it answered
 * something that is no answer), or nobody's (`stopped`).
 */
export type Failure = {
  readonly kind:
    'query' | 'execution' | 'limit' | 'unreachable' | 'timeout' | 'source' | 'nonsense' | 'stopped'
  readonly message: string
  /** The id of the query (within its step) that failed. */
  readonly query?: string
  readonly span?: Span
  /** The id of the source. */
  readonly source?: string
  readonly hint?: string
  /** A text that would be right in place of the span. */
  readonly replacement?: string
}

/** The part of a source's settings that a failure of it speaks of. */
export type SourcePart =
  'address' | 'signIn' | 'headers' | 'authority' | 'certificate' | 'proxy' | 'dataSource'

/**
 * Thrown where a bad query or a failing source ends the work; caught once, in a run or at a door. `part`: where to mend the source, for
 * whoever is setting it up; no run keeps it.
 */
export class Failed extends Error {
  readonly failure: Failure
  readonly part: SourcePart | undefined
  constructor(failure: Failure, part?: SourcePart) {
    super(failure.message)
    this.name = 'Failed'
    this.failure = failure
    this.part = part
  }
}
