import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A Prometheus whose one metric, `retries`, has so many series and follows the clock: every instant has its own values. */
export type FollowingPrometheus = {
  readonly address: string
  /** How long each range query takes from now on, in milliseconds; null: it answers an error. */
  readonly behave: (delay: number | null) => void
  /** Range queries so far, and the most that were under way at once. */
  readonly asked: () => number
  readonly mostAtOnce: () => number
  readonly stop: () => Promise<void>
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `i-${String(i).padStart(3, '0')}`)

function matrix(parameters: URLSearchParams, series: number): unknown {
  const number = (name: string) => Number(parameters.get(name))
  const [start, end, step] = [number('start'), number('end'), number('step')]
  return names(series).map((node, i) => {
    const values: (readonly [number, string])[] = []
    for (let at = start; at <= end; at += step)
      values.push([
        at,
        (10 + (i % 7) + 5 * Math.sin(at / 90 + i) + ((at * 7919 + i * 104729) % 13)).toFixed(3),
      ])
    return { metric: { __name__: 'retries', node }, values }
  })
}

const fixed: readonly (readonly [end: string, data: unknown])[] = [
  ['/query', { resultType: 'vector', result: [] }],
  ['/label/__name__/values', ['retries']],
  ['/labels', ['__name__', 'node']],
  ['/series', [{ __name__: 'retries', node: 'i-000' }]],
  ['/metadata', { retries: [{ type: 'gauge', help: 'Tries again.', unit: '' }] }],
  ['/buildinfo', { version: '3.5.0' }],
]

/** Starts it on a free port. */
export async function startFollowingPrometheus(series: number): Promise<FollowingPrometheus> {
  let delay: number | null = 0
  let asked = 0
  let underWay = 0
  let most = 0

  const answer = async (path: string, parameters: URLSearchParams): Promise<unknown> => {
    if (!path.endsWith('/query_range')) return fixed.find(([end]) => path.endsWith(end))?.[1] ?? []
    asked++
    most = Math.max(most, ++underWay)
    try {
      await wait(delay ?? 0)
      return delay === null ? null : { resultType: 'matrix', result: matrix(parameters, series) }
    } finally {
      underWay--
    }
  }

  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += String(chunk)))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://fake')
      void answer(url.pathname, new URLSearchParams(`${url.search.slice(1)}&${body}`)).then(data => {
        response.writeHead(data === null ? 503 : 200, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify(
            data === null
              ? { status: 'error', errorType: 'unavailable', error: 'shutting down' }
              : { status: 'success', data },
          ),
        )
      })
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: to => {
      delay = to
    },
    asked: () => asked,
    mostAtOnce: () => most,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
