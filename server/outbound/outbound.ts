import type { Ms } from '#shared/time/window.ts'

/** One request to an outside address. */
export type OutboundRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Requests of one lane wait for their turn in the order they came; lanes take turns. The empty name by default. */
  readonly lane?: string
  /** A mere question: it may be sent again where the connection was dropped before an answer, or a proxy could not pass it on. */
  readonly repeatable: boolean
  /** Aborted: Stop; by a time limit (`AbortSignal.timeout`): a failure of kind `timeout`. */
  readonly signal: AbortSignal
  /** In place of the setting `whole`. */
  readonly whole?: Ms
}

/** What came back, whatever its status. Header names are in lower case. */
export type OutboundAnswer = {
  readonly status: number
  /** Where it came from, after redirects. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** How an address is reached: PEM texts, empty where not given, and a proxy, `http://user:password@host:port`, null for none. */
export type Connection = {
  readonly tls: { readonly ca: string; readonly certificate: string; readonly key: string }
  readonly proxy: string | null
}

/** Straight to the address, trusting the usual authorities. */
export const direct: Connection = { tls: { ca: '', certificate: '', key: '' }, proxy: null }

/**
 * Connections of one kind. `send` answers with any HTTP status, or throws `Failed` of kind `unreachable`, `timeout`, `nonsense`, `limit`
 * (answer too large), `source` (it redirects elsewhere) or `stopped`; messages name the address, never a header, a body or the query part
 * of an address.
 */
export type Line = {
  readonly send: (request: OutboundRequest) => Promise<OutboundAnswer>
  /** Breaks off what is under way. */
  readonly close: () => Promise<void>
}

/** The one owner of outgoing connections; itself the direct line. `close` closes every line. */
export type Outbound = Line & {
  /** A line of its own for whoever asks; it fails at each use where `connectionProblem` has something to say. */
  readonly line: (connection: Connection) => Line
}
