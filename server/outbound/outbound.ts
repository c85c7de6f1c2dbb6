import type { Ms } from '#shared/time/window.ts'

/** One request to an outside address. */
export type OutboundRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The request may be sent a second time where a kept-open connection turned out to be dead. */
  readonly repeatable: boolean
  /** Aborted: Stop. */
  readonly signal: AbortSignal
  /** In place of the setting `whole`. */
  readonly whole?: Ms
}

/** What came back, whatever its status. Header names are in lower case. */
export type OutboundAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * The one owner of outgoing connections. `send` answers with any HTTP status, or throws `Failed` of kind `unreachable`, `timeout`,
 * `nonsense`, `limit` (answer too large), `source` (it redirects elsewhere) or `stopped`; messages name the address, never a header,
 * a body or the query part of an address.
 */
export type Outbound = {
  readonly send: (request: OutboundRequest) => Promise<OutboundAnswer>
  /** Breaks off what is under way. */
  readonly close: () => Promise<void>
}
