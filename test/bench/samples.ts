import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSamples } from '#server/samples/open.ts'
import { plainLimits, type Samples } from '#server/samples/samples.ts'
import { openService } from '#server/samples/thread/service.ts'
import { demoMetrics } from '#fixtures/demo.ts'
import { ingest } from '#server/ingest/ingest.ts'
import { figure, inMs, rounds, type Figure } from './figure.ts'

const second = 1000
const splitGrid = { start: Date.UTC(2026, 10, 3, 13), step: 10 * second, count: 1080 }

/** What is asked, and what it is to stay below in the thread, in milliseconds. */
const queries: readonly (readonly [what: string, text: string, below?: number])[] = [
  [
    'split by node, 60 series × 1,080 points',
    'sum by (node) (rate(ipc_client_retries_total{app="license-svc"}[1m]))',
    20,
  ],
  ['one line of all nodes', 'sum(rate(http_server_requests_total[1m]))'],
]

async function loadDemo(
  samples: Samples,
): Promise<{ readonly samples: number; readonly generating: number }> {
  let generating = 0
  let began = performance.now()
  const staging = await samples.stage()
  for (const { meta, series } of demoMetrics()) {
    generating += performance.now() - began
    await staging.append({ meta: [meta], series })
    began = performance.now()
  }
  const committed = await staging.commit()
  return { samples: committed.samples, generating }
}

async function* openMetricsText(lines: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (let i = 0; i < lines; i += 1000) {
    let text = ''
    for (let k = i; k < i + 1000; k++)
      text += `http_requests_total{node="node-${k % 60}",status="200"} ${k * 3} ${1_793_000_000 + Math.floor(k / 60) * 10}\n`
    yield encoder.encode(text)
  }
}

const bytesEach = { unit: 'bytes', places: 2 }

/** The store on the demo's data: import, size, cold and warm queries; in the thread that owns the store, and asked from outside it. */
export async function measureSamples(): Promise<readonly Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'))
  const path = join(directory, 'samples.db')
  const figures: Figure[] = []
  try {
    const samples = await openSamples({ path })
    const began = performance.now()
    const { samples: count, generating } = await loadDemo(samples)
    const took = performance.now() - began
    figures.push(figure(`demo, ${(count / 1e6).toFixed(1)} M samples, made and imported`, [took], inMs))
    figures.push(figure('demo: of that, making them', [generating], inMs))
    for (const [what, text] of queries) {
      const ask = () => samples.query(text, splitGrid)
      figures.push(figure(`${what}, first, asked from outside the thread`, await rounds(1, ask), inMs))
      figures.push(
        figure(`${what}, warm, asked from outside the thread`, await rounds(25, ask, { warming: 5 }), inMs),
      )
    }
    await samples.close()
    figures.push(figure('size of a sample on disk', [statSync(path).size / count], bytesEach))

    let service = openService(path, plainLimits).serviceFor(() => false)
    const reopen = () => {
      service.close()
      service = openService(path, plainLimits).serviceFor(() => false)
    }
    figures.push(figure('opening the store', await rounds(5, reopen), inMs))
    for (const [what, text, below] of queries) {
      const cold: number[] = []
      for (let i = 0; i < 5; i++) {
        reopen()
        cold.push(...(await rounds(1, () => service.query(text, splitGrid))))
      }
      const warm = await rounds(45, () => service.query(text, splitGrid), { warming: 5 })
      figures.push(figure(`${what}, cold`, cold, inMs), figure(`${what}, warm`, warm, inMs, below))
    }
    service.close()

    const text = await openSamples({ path: join(directory, 'text.db') })
    const lines = 1_000_000
    const read = await rounds(1, () => ingest(openMetricsText(lines), 'openmetrics', text))
    figures.push(figure('OpenMetrics text, 1 M lines taken in', read, inMs))
    await text.close()
    return figures
  } finally {
    rmSync(directory, { recursive: true })
  }
}
