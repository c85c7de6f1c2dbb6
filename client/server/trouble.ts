import type { ErrorBody } from '#shared/wire/wire.ts'

/** What went wrong with a request: the server's own words, or `offline` where no answer came. `status` is 0 then. */
export class ApiTrouble extends Error {
  readonly status: number
  readonly error: ErrorBody['error']
  constructor(status: number, error: ErrorBody['error']) {
    super(error.message)
    this.name = 'ApiTrouble'
    this.status = status
    this.error = error
  }
  get offline(): boolean {
    return this.status === 0
  }
}

/** True for what was kept once, and went because nobody judged it: no trouble, and asking again does not help. */
export const isNotKept = (trouble: unknown): trouble is ApiTrouble =>
  trouble instanceof ApiTrouble && trouble.error.kind === 'notKept'

/** The words for a person, whatever was thrown. What would open a closed door is said to scripts; a page asks for the password itself. */
export function wordsOf(trouble: unknown): string {
  if (trouble instanceof ApiTrouble && trouble.status !== 401 && trouble.error.hint !== undefined)
    return `${trouble.message} ${trouble.error.hint}`
  return trouble instanceof Error ? trouble.message : String(trouble)
}

const isErrorBody = (value: unknown): value is ErrorBody =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  typeof value.error === 'object' &&
  value.error !== null &&
  'message' in value.error &&
  typeof value.error.message === 'string'

/** The trouble in a response that is not ok; a body in another shape (a proxy's page) becomes one sentence. */
export async function troubleOf(response: Response): Promise<ApiTrouble> {
  const body: unknown = await response.json().catch(() => null)
  if (isErrorBody(body)) return new ApiTrouble(response.status, body.error)
  const message = `The server answered ${response.status}${response.statusText ? ` ${response.statusText}` : ''}.`
  return new ApiTrouble(response.status, { kind: 'server', message })
}
