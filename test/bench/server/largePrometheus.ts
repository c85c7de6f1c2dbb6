import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A Prometheus that answers every range query with the same bytes; it is a process of its own, so that it takes neither time nor memory of whoever asks. */
export type LargePrometheus = {
  readonly address: string
  /** The bytes of its large answer. */
  readonly bytes: number
  readonly stop: () => Promise<void>
}

/** Its large answer has so many series on the grid of `start`, `step` and `count`; a query `small` is answered with one of one value. */
const serving = `
const { createServer } = require('node:http')
const { series, start, step, count } = JSON.parse(process.argv[1])
const values = i => Array.from({ length: count }, (_, at) =>
  '[' + (start + at * step) / 1000 + ',"' + (((at * 7919 + i * 104729) % 1e6) / 1e4).toFixed(4) + '"]').join(',')
const row = i => '{"metric":{"__name__":"m","pod":"pod-' + i + '"},"values":[' + values(i) + ']}'
const matrix = rows => Buffer.from('{"status":"success","data":{"resultType":"matrix","result":[' + rows.join(',') + ']}}')
const large = matrix(Array.from({ length: series }, (_, i) => row(i)))
const small = Buffer.from('{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[' + start / 1000 + ',"1"]]}]}}')
const server = createServer((request, response) => {
  let body = ''
  request.on('data', chunk => (body += chunk))
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(body.includes('query=small') ? small : large)
  })
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port, bytes: large.length })))
`

/** Starts it on a free port. */
export async function startLargePrometheus(
  series: number,
  grid: { readonly start: number; readonly step: number; readonly count: number },
): Promise<LargePrometheus> {
  const child = spawn(process.execPath, ['-e', serving, JSON.stringify({ series, ...grid })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { port, bytes } = JSON.parse(line.toString()) as { readonly port: number; readonly bytes: number }
  const stop = async () => {
    child.kill()
    await once(child, 'exit')
  }
  return { address: `http://127.0.0.1:${port}`, bytes, stop }
}
