import { setMaxListeners } from 'node:events'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { Failed } from '#shared/query/failure.ts'
import { checkedLookup, deniedBy, DeniedAddress, type Resolve } from './addresses.ts'
import { readBody } from './body.ts'
import { failureOf, isDeadConnection, WholeTimeUp, type Journey } from './breakdown.ts'
import type { Outbound, OutboundAnswer, OutboundRequest } from './outbound.ts'
import { redirected } from './redirect.ts'
import { outboundDefaults, type OutboundSettings } from './settings.ts'

const mostRedirects = 3

function agentOf(settings: OutboundSettings, resolve: Resolve | undefined): Agent {
  const denied = deniedBy(settings.denied)
  const connector = buildConnector({ timeout: settings.connect, lookup: checkedLookup(denied, resolve) })
  return new Agent({
    connections: settings.perHost,
    pipelining: 1,
    headersTimeout: settings.begin,
    bodyTimeout: settings.pause,
    keepAliveTimeout: 20_000,
    connect: (options, done) => {
      const literal = options.hostname.replace(/^\[|\]$/g, '')
      if (denied(literal)) return done(new DeniedAddress(literal), null)
      connector(options, done)
    },
  })
}

function headersOf(raw: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) if (value !== undefined) headers[name] = String(value)
  return headers
}

/** Opens the way out. Names in `change` replace the usual limits; `resolve` replaces the system's name look-up. */
export function openOutbound(change: Partial<OutboundSettings> = {}, resolve?: Resolve): Outbound {
  const settings = { ...outboundDefaults, ...change }
  const agent = agentOf(settings, resolve)

  async function exchange(request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    const answer = await agent.request({
      origin: new URL(request.url).origin,
      path: new URL(request.url).pathname + new URL(request.url).search,
      method: request.method,
      headers: { 'accept-encoding': 'gzip', ...request.headers },
      signal,
      ...(request.body !== undefined && { body: request.body }),
    })
    const headers = headersOf(answer.headers)
    const body = await readBody(answer.body, headers['content-encoding'] ?? '', settings.largest)
    return { status: answer.statusCode, headers, body }
  }

  async function withOneMoreTry(request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    try {
      return await exchange(request, signal)
    } catch (error) {
      if (!request.repeatable || !isDeadConnection(error) || signal.aborted) throw error
      return exchange(request, signal)
    }
  }

  async function followed(request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    let current = request
    for (let hops = 0; ; hops++) {
      const answer = await withOneMoreTry(current, signal)
      const next = redirected(current, answer, hops < mostRedirects)
      if (next === undefined) return answer
      current = next
    }
  }

  return {
    async send(request) {
      const url = new URL(request.url)
      const whole = request.whole ?? settings.whole
      const journey: Journey = { origin: url.origin, host: url.hostname, settings: { ...settings, whole } }
      const end = new AbortController()
      const stop = () => end.abort(new Failed({ kind: 'stopped', message: 'Stopped.' }))
      const timer = setTimeout(() => end.abort(new WholeTimeUp()), whole)
      setMaxListeners(0, request.signal)
      request.signal.addEventListener('abort', stop, { once: true })
      if (request.signal.aborted) stop()
      try {
        end.signal.throwIfAborted()
        return await followed(request, end.signal)
      } catch (error) {
        const cause: unknown = end.signal.aborted ? end.signal.reason : error
        const failure = cause instanceof Failed ? cause.failure : failureOf(cause, journey)
        if (failure === undefined) throw error
        throw new Failed(failure)
      } finally {
        clearTimeout(timer)
        request.signal.removeEventListener('abort', stop)
      }
    },
    close: () => agent.destroy(),
  }
}
