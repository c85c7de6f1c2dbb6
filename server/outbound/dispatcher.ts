import { isIP } from 'node:net'
import { Agent, buildConnector, Pool, ProxyAgent, type Dispatcher } from 'undici'
import { Failed, type SourcePart } from '#shared/query/failure.ts'
import { checkedLookup, deniedBy, DeniedAddress, type Resolve } from './addresses.ts'
import type { Connection } from './outbound.ts'
import { pemProblem, trustOf } from './pem.ts'
import { readProxy } from './proxy.ts'
import type { OutboundSettings } from './settings.ts'

/**
 * Makes connections of one kind. `check` throws `DeniedAddress` for a host that is written as a denied address; `proxy` is the proxy's
 * origin, null for none.
 */
export type Way = {
  readonly dispatcher: Dispatcher
  readonly check: (host: string) => void
  readonly proxy: string | null
}

const literalOf = (host: string) => host.replace(/^\[|\]$/g, '')

/** What is wrong with how an address is to be reached, and in which part; null where nothing is. */
export function connectionProblem({
  tls,
  proxy,
}: Connection): { readonly reason: string; readonly part: SourcePart } | null {
  const reading = proxy === null ? undefined : readProxy(proxy)
  if (reading?.ok === false) return { reason: reading.reason, part: 'proxy' }
  return pemProblem(tls)
}

/** The connections of one kind, under the limits. Throws `Failed` where `connectionProblem` has something to say. */
export function wayOf(connection: Connection, settings: OutboundSettings, resolve?: Resolve): Way {
  const problem = connectionProblem(connection)
  if (problem !== null) throw new Failed({ kind: 'unreachable', message: problem.reason }, problem.part)
  const denied = deniedBy(settings.denied, settings.allowed)
  const check = (host: string) => {
    if (isIP(literalOf(host)) !== 0 && denied(literalOf(host))) throw new DeniedAddress(literalOf(host))
  }
  const limits = {
    connections: settings.perLine,
    pipelining: 1,
    headersTimeout: settings.begin,
    bodyTimeout: settings.pause,
    keepAliveTimeout: 20_000,
  }
  const opening = {
    timeout: settings.connect,
    lookup: checkedLookup(denied, resolve),
    secureContext: trustOf(connection.tls),
  }
  const proxy = connection.proxy === null ? null : readProxy(connection.proxy)
  if (proxy === null || !proxy.ok)
    return { check, proxy: null, dispatcher: new Agent({ ...limits, connect: buildConnector(opening) }) }
  const checkBoth = (host: string) => {
    check(new URL(proxy.origin).hostname)
    check(host)
  }
  const dispatcher = new ProxyAgent({
    ...limits,
    uri: proxy.origin,
    ...(proxy.token !== undefined && { token: proxy.token }),
    proxyTunnel: false,
    proxyTls: opening,
    requestTls: opening,
    factory: (origin, options) => new Pool(origin, { ...options, ...limits }),
  })
  return { check: checkBoth, proxy: proxy.origin, dispatcher }
}
