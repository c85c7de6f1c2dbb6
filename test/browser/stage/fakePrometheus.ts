import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A Prometheus as small as a test needs it: two series of one metric, `queue_depth`, that rise in the last third of any window. */
export type FakePrometheus = {
  readonly address: string
  /** Answers come at once, or never: then they are held until the asker goes away. */
  readonly hold: (slow: boolean) => void
  /** How many queries are held now. */
  readonly held: () => number
  readonly stop: () => Promise<void>
}

const jobs = ['left', 'right'] as const

function matrix(parameters: URLSearchParams): unknown {
  const [start, end, step] = ['start', 'end', 'step'].map(name => Number(parameters.get(name)))
  if (start === undefined || end === undefined || step === undefined) return []
  return jobs.map((job, i) => {
    const values: (readonly [number, string])[] = []
    for (let at = start; at <= end; at += step)
      values.push([at, String(i === 0 && at - start > ((end - start) * 2) / 3 ? 40 : 4 + i)])
    return { metric: { __name__: 'queue_depth', job }, values }
  })
}

function answerOf(path: string, parameters: URLSearchParams): unknown {
  if (path.endsWith('/query_range')) return { resultType: 'matrix', result: matrix(parameters) }
  if (path.endsWith('/query')) return { resultType: 'vector', result: [] }
  if (path.endsWith('/label/__name__/values')) return ['queue_depth']
  if (path.endsWith('/label/job/values')) return jobs
  if (path.endsWith('/labels')) return ['__name__', 'job']
  if (path.endsWith('/series')) return jobs.map(job => ({ __name__: 'queue_depth', job }))
  if (path.endsWith('/metadata')) return { queue_depth: [{ type: 'gauge', help: 'Waiting.', unit: '' }] }
  if (path.endsWith('/buildinfo')) return { version: '3.5.0' }
  return {}
}

type SignIn = { readonly user: string; readonly password: string }

/** Starts it on a port; a free one where none is given. `signIn`: what must be given by basic authentication; nothing where left out. */
export async function startFakePrometheus(port = 0, signIn?: SignIn): Promise<FakePrometheus> {
  const wanted = signIn && `Basic ${Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64')}`
  let slow = false
  const waiting = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    if (wanted !== undefined && request.headers.authorization !== wanted) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="metrics"', 'content-type': 'text/html' })
      response.end('<html><title>401</title></html>')
      return
    }
    let body = ''
    request.on('data', chunk => (body += String(chunk)))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://fake')
      const parameters = new URLSearchParams(`${url.search.slice(1)}&${body}`)
      if (slow && url.pathname.includes('/query')) {
        waiting.add(response)
        response.on('close', () => waiting.delete(response))
        return
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ status: 'success', data: answerOf(url.pathname, parameters) }))
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: to => {
      slow = to
    },
    held: () => waiting.size,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
