import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { Failed } from '#shared/query/failure.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Resolve } from './addresses.ts'
import { readBody } from './body.ts'
import { failureOf, WholeTimeUp, whyStopped, type Journey } from './breakdown.ts'
import { wayOf, type Way } from './dispatcher.ts'
import {
  direct,
  type Connection,
  type Line,
  type Outbound,
  type OutboundAnswer,
  type OutboundRequest,
} from './outbound.ts'
import { redirected } from './redirect.ts'
import { retryAfter } from './retry.ts'
import { turnsOf, type Turns } from './turns.ts'
import { outboundDefaults, type OutboundSettings } from './settings.ts'

const mostRedirects = 3

/** What a test may put in place of the world. */
export type OutboundParts = {
  /** The system's name look-up. */
  readonly resolve?: Resolve
  /** A number in [0, 1): tries of several askers do not come at the same moment. */
  readonly random: () => number
  /** Resolves after a time; rejects when the signal is aborted. */
  readonly wait: (time: Ms, signal: AbortSignal) => Promise<void>
  /** Milliseconds from any beginning, never going back. */
  readonly ticks: () => Ms
}

const world: OutboundParts = {
  random: Math.random,
  wait: (time, signal) => sleep(time, undefined, { signal }),
  ticks: () => performance.now(),
}

function headersOf(raw: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) if (value !== undefined) headers[name] = String(value)
  return headers
}

/** One request under way: its limits, and when its time began. */
type Trip = {
  readonly request: OutboundRequest
  readonly signal: AbortSignal
  readonly left: () => Ms
}

/** Opens the way out. Names in `change` replace the usual limits, those in `replaced` parts of the world. */
export function openOutbound(
  change: Partial<OutboundSettings> = {},
  replaced: Partial<OutboundParts> = {},
): Outbound {
  const settings = { ...outboundDefaults, ...change }
  const parts = { ...world, ...replaced }
  const lines = new Set<Line>()

  async function begun({ dispatcher, check }: Way, { request, signal }: Trip) {
    const url = new URL(request.url)
    check(url.hostname)
    return dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: { 'accept-encoding': 'gzip', ...request.headers },
      signal,
      ...(request.body !== undefined && { body: request.body }),
    })
  }

  async function finished(url: string, answer: Dispatcher.ResponseData): Promise<OutboundAnswer> {
    const headers = headersOf(answer.headers)
    return {
      status: answer.statusCode,
      url,
      headers,
      body: await readBody(answer.body, headers, settings.largest),
    }
  }

  /** Sends until there is an answer that counts, a few times at most and within the time of the whole. */
  async function answered(way: Way, trip: Trip): Promise<OutboundAnswer> {
    const again = (outcome: Parameters<typeof retryAfter>[0], retry: number): Ms | undefined => {
      const pause = trip.request.repeatable ? retryAfter(outcome, retry, parts.random()) : undefined
      return pause === undefined || trip.signal.aborted || pause >= trip.left() ? undefined : pause
    }
    for (let retry = 0; ; retry++) {
      let pause: Ms | undefined
      try {
        const answer = await finished(trip.request.url, await begun(way, trip))
        pause = again({ answer }, retry)
        if (pause === undefined) return answer
      } catch (error) {
        pause = again({ error }, retry)
        if (pause === undefined) throw error
      }
      await parts.wait(pause, trip.signal)
    }
  }

  async function followed(way: Way, trip: Trip): Promise<OutboundAnswer> {
    let { request } = trip
    for (let hops = 0; ; hops++) {
      const answer = await answered(way, { ...trip, request })
      const next = redirected(request, answer, hops < mostRedirects)
      if (next === undefined) return answer
      request = next
    }
  }

  async function send(way: Way, turns: Turns, request: OutboundRequest): Promise<OutboundAnswer> {
    const url = new URL(request.url)
    const whole = request.whole ?? settings.whole
    const journey: Journey = {
      origin: url.origin,
      host: url.hostname,
      proxy: way.proxy,
      settings: { ...settings, whole },
    }
    const end = new AbortController()
    const stop = () => end.abort(whyStopped(request.signal.reason, url.origin))
    setMaxListeners(0, request.signal, end.signal)
    request.signal.addEventListener('abort', stop, { once: true })
    if (request.signal.aborted) stop()
    let timer: NodeJS.Timeout | undefined
    let release = () => {}
    try {
      release = await turns.take(request.lane ?? '', end.signal)
      timer = setTimeout(() => end.abort(new WholeTimeUp()), whole)
      const began = parts.ticks()
      const left = () => whole - (parts.ticks() - began)
      return await followed(way, { request, signal: end.signal, left })
    } catch (error) {
      const cause: unknown = end.signal.aborted ? end.signal.reason : error
      throw cause instanceof Failed ? cause : (failureOf(cause, journey) ?? error)
    } finally {
      release()
      clearTimeout(timer)
      request.signal.removeEventListener('abort', stop)
    }
  }

  function line(connection: Connection): Line {
    let way: Way | undefined
    const turns = turnsOf(settings.perLine)
    const opened: Line = {
      send: async request => {
        way ??= wayOf(connection, settings, parts.resolve)
        return send(way, turns, request)
      },
      async close() {
        lines.delete(opened)
        await way?.dispatcher.destroy()
      },
    }
    lines.add(opened)
    return opened
  }

  const close = async () => void (await Promise.all([...lines].map(one => one.close())))
  return { ...line(direct), line, close }
}
