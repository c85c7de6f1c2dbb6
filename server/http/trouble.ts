import { Failed, type Failure } from '#shared/query/failure.ts'
import type { Refusal } from '#shared/notebook/operation.ts'
import type { ErrorBody } from '#shared/wire/wire.ts'

/** An answer that is an error: thrown by calls, turned into a body and a status at the door. */
export class HttpTrouble extends Error {
  readonly status: number
  readonly body: ErrorBody
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, error: ErrorBody['error'], headers: Readonly<Record<string, string>> = {}) {
    super(error.message)
    this.name = 'HttpTrouble'
    this.status = status
    this.body = { error }
    this.headers = headers
  }
}

const statusOfFailure: Readonly<Record<Failure['kind'], number>> = {
  query: 400,
  execution: 422,
  limit: 422,
  unreachable: 502,
  timeout: 504,
  source: 502,
  nonsense: 502,
  stopped: 499,
}

const statusOfRefusal: Readonly<Record<Refusal['kind'], number>> = {
  moved: 409,
  missing: 404,
  invalid: 400,
  forbidden: 403,
}

/** The failure of a question as an error of the door. */
export function ofFailure(failure: Failure): HttpTrouble {
  const { kind, message, span, source, hint } = failure
  return new HttpTrouble(statusOfFailure[kind], {
    kind,
    message,
    ...(span && { span }),
    ...(source !== undefined && { source }),
    ...(hint !== undefined && { hint }),
  })
}

/** A refused operation as an error of the door. */
export const ofRefusal = (refusal: Refusal): HttpTrouble =>
  new HttpTrouble(statusOfRefusal[refusal.kind], { kind: refusal.kind, message: refusal.message })

/** Answered with 404. */
export const notFound = (what: string): HttpTrouble =>
  new HttpTrouble(404, { kind: 'missing', message: `No ${what}.` })

/** Answered with 400. */
export const invalid = (message: string, hint?: string): HttpTrouble =>
  new HttpTrouble(400, { kind: 'invalid', message, ...(hint !== undefined && { hint }) })

/** Too many wrong passwords: `wait` milliseconds to go. */
export function tooMany(wait: number): HttpTrouble {
  const seconds = Math.ceil(wait / 1000)
  return new HttpTrouble(
    429,
    {
      kind: 'tooMany',
      message: 'There were too many wrong passwords.',
      hint: `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    },
    { 'Retry-After': String(seconds) },
  )
}

/** What to tell the asker about anything that was thrown: known troubles as they are, bugs as one plain sentence. */
export function troubleOf(thrown: unknown): HttpTrouble | null {
  if (thrown instanceof HttpTrouble) return thrown
  if (thrown instanceof Failed) return ofFailure(thrown.failure)
  return null
}
