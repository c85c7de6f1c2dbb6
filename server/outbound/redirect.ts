import { Failed } from '#shared/query/failure.ts'
import type { OutboundAnswer, OutboundRequest } from './outbound.ts'

const redirects = new Set([301, 302, 303, 307, 308])
const keepsMethod = new Set([307, 308])

/**
 * The request that a redirect asks for; undefined where the answer is none. Followed only to the same scheme, host and port, and with
 * the method kept, so that neither credentials nor a query end up elsewhere; else a failure that names the other place.
 */
export function redirected(
  request: OutboundRequest,
  answer: OutboundAnswer,
  mayFollow: boolean,
): OutboundRequest | undefined {
  if (!redirects.has(answer.status)) return undefined
  const here = new URL(request.url)
  const location = answer.headers['location'] ?? ''
  const there = URL.canParse(location, here.href) ? new URL(location, here.href) : undefined
  const fail = (message: string, hint?: string) =>
    new Failed({ kind: 'source', message, ...(hint !== undefined && { hint }) })
  if (there === undefined) throw fail(`${here.origin} redirects without saying where to.`)
  const target = there.origin + there.pathname
  if (there.origin !== here.origin)
    throw fail(
      `${here.origin} redirects to ${target}, which is another place and was not followed.`,
      'If that is the source, give its address; if it is a sign-in page, the source needs a way to sign in.',
    )
  if (!mayFollow) throw fail(`${here.origin} redirects in circles.`)
  if (request.method !== 'GET' && !keepsMethod.has(answer.status))
    throw fail(
      `${here.origin} redirects to ${target} in place of answering.`,
      'That is often a sign-in page: the source needs a way to sign in, or the address lacks a path.',
    )
  return { ...request, url: there.href }
}
