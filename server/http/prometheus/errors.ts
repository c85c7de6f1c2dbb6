import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Remark, Span } from '#shared/query/span.ts'

/** Prometheus' kinds of errors, with their statuses. */
const statuses = {
  bad_data: 400,
  execution: 422,
  canceled: 499,
  timeout: 503,
  unavailable: 503,
  not_found: 404,
  too_large: 413,
} as const

export type ErrorType = keyof typeof statuses

/** An error as Prometheus' API answers it. */
export class ApiError extends Error {
  readonly type: ErrorType
  constructor(type: ErrorType, message: string) {
    super(message)
    this.name = 'ApiError'
    this.type = type
  }
  get status(): number {
    return statuses[this.type]
  }
  get body() {
    return {
      status: 'error',
      errorType: this.type === 'too_large' ? 'bad_data' : this.type,
      error: this.message,
    }
  }
}

const types: Readonly<Record<Failure['kind'], ErrorType>> = {
  query: 'bad_data',
  execution: 'execution',
  limit: 'execution',
  unreachable: 'unavailable',
  timeout: 'timeout',
  source: 'unavailable',
  nonsense: 'unavailable',
  stopped: 'canceled',
}

/** What was thrown as an error of the API; null for a bug. `query` is the text that positions count in. */
export function apiErrorOf(thrown: unknown, query: string): ApiError | null {
  if (thrown instanceof ApiError) return thrown
  if (!(thrown instanceof Failed)) return null
  const { kind, message, span } = thrown.failure
  if (kind !== 'query') return new ApiError(types[kind], message)
  const place = span ? `${placeOf(query, span)}: ` : ''
  return new ApiError('bad_data', `invalid parameter "query": ${place}parse error: ${message}`)
}

/** Remarks in Prometheus' words, by its two lists. */
export function annotationsOf(remarks: readonly Remark[], query: string) {
  const texts = (level: Remark['level']) =>
    remarks
      .filter(remark => remark.level === level)
      .map(({ message, span }) => `PromQL ${level}: ${message}${span ? ` (${placeOf(query, span)})` : ''}`)
  const [warnings, infos] = [texts('warning'), texts('info')]
  return { ...(warnings.length > 0 && { warnings }), ...(infos.length > 0 && { infos }) }
}

const encoder = new TextEncoder()

/** Line and column, both from 1, columns in bytes. */
function placeOf(query: string, { from }: Span): string {
  const before = query.slice(0, from).split('\n')
  return `${before.length}:${encoder.encode(before.at(-1)).byteLength + 1}`
}
