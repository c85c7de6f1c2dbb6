import type { Request } from 'express'
import { z } from 'zod'

/** What a call gets: path parameters, the checked query and body, the bare request for streams, and a signal that fires when the asker leaves. */
export type Call<Query, Body> = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  readonly request: Request
  readonly signal: AbortSignal
}

/** What goes back. Bytes and text carry their own content type; `immutable` may be kept by the asker for good. */
export type Reply =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json: unknown }
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly type: string
      readonly content: Uint8Array | string
      readonly immutable?: boolean
      /** The content is packed already; only for an asker that takes it so. */
      readonly encoding?: 'gzip'
      readonly file?: string
    }

/**
 * One thing that the outside may ask for. `action` names it for permissions and descriptions; `query` and `body` are checked before `call`.
 * `raw`: the body is left unread, for `call` to stream. `open`: answered without the password; its path has no parameters.
 */
export type Route = {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly action: string
  readonly summary: string
  readonly query: z.ZodType
  readonly body: z.ZodType | null
  readonly raw?: boolean
  readonly open?: boolean
  readonly call: (call: Call<unknown, unknown>) => Promise<Reply>
}

type Shape<Query extends z.ZodType, Body extends z.ZodType> = Omit<Route, 'query' | 'body' | 'call'> & {
  readonly query?: Query
  readonly body?: Body
  readonly call: (call: Call<z.output<Query>, z.output<Body>>) => Promise<Reply>
}

const anything = z.unknown()

/** A row of the table of routes, its call typed by its schemas. */
export function route<Query extends z.ZodType, Body extends z.ZodType>(shape: Shape<Query, Body>): Route {
  return {
    ...shape,
    query: shape.query ?? anything,
    body: shape.body ?? null,
    call: call => shape.call(call as Call<z.output<Query>, z.output<Body>>),
  }
}
