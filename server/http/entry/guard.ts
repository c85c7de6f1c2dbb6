import helmet from 'helmet'
import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import { HttpTrouble } from '#server/http/trouble.ts'

const loopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/

/** By which names this server is reached, and whether a proxy of ours stands before it. */
export type Reach = {
  /** Host names besides those of this machine; null: any, since nobody gets in without the password. */
  readonly hosts: ReadonlySet<string> | null
  /** The public address, such as `https://blipbook.example`; null: none is set. With one, a near proxy is believed who it forwards for. */
  readonly origin: string | null
}

/** Reached from this machine only. */
export const thisMachine: Reach = { hosts: new Set(), origin: null }

const hostOf = (header: string | undefined) => (header ?? '').replace(/:\d+$/, '').toLowerCase()

/** True for a request that comes from a page of ours, or from no page at all (a script, the command line). */
export function originAllowed(
  headers: { readonly origin?: string | undefined; readonly host?: string | undefined },
  reach: Reach = thisMachine,
): boolean {
  if (headers.origin === undefined || headers.origin === reach.origin) return true
  try {
    return new URL(headers.origin).host === headers.host
  } catch {
    return false
  }
}

/** True where the Host header names this server: a foreign name that resolves to loopback (DNS rebinding) is refused. */
export const hostAllowed = (host: string | undefined, { hosts }: Reach = thisMachine): boolean =>
  loopback.test(hostOf(host)) || hosts === null || hosts.has(hostOf(host))

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Refuses foreign hosts, and changes asked for by foreign pages. */
export const guard =
  (reach: Reach): RequestHandler =>
  (request, _response, next) => {
    const { origin, host } = request.headers
    if (!hostAllowed(host, reach))
      throw new HttpTrouble(403, {
        kind: 'forbidden',
        message: 'This address is not served here.',
        hint: reach.origin === null ? 'Use 127.0.0.1 or localhost.' : `Use ${reach.origin}.`,
      })
    if (changes.has(request.method) && !originAllowed({ origin, host }, reach))
      throw new HttpTrouble(403, {
        kind: 'forbidden',
        message: 'Changes are taken from pages of this server only.',
      })
    next()
  }

/** A fresh nonce for one page, found by the page in its `csp-nonce` meta element. */
export const nonceOf = (): string => randomBytes(16).toString('base64')

/** The content security policy of a page: all from here, styles that scripts make by nonce only. */
export function policy(nonce: string | null): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': nonce === null ? ["'self'"] : ["'self'", `'nonce-${nonce}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}
