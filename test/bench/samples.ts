import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSamples } from '#server/samples/open.ts'
import { plainLimits, type Samples } from '#server/samples/samples.ts'
import { openService } from '#server/samples/thread/service.ts'
import { demoMetrics } from '#fixtures/demo.ts'
import { ingest } from '#server/ingest/ingest.ts'

/** A row of the table: what was measured, and the median of its rounds in milliseconds, or one figure in words. */
export type Measured = { readonly what: string; readonly figure: string }

const ms = (time: number) => `${time.toFixed(1)} ms`

async function median(rounds: number, work: () => Promise<unknown> | unknown): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN
}

const second = 1000
const splitGrid = { start: Date.UTC(2026, 10, 3, 13), step: 10 * second, count: 1080 }

const queries = {
  'split by node, 60 × 1,080': 'sum by (node) (rate(ipc_client_retries_total{app="license-svc"}[1m]))',
  'one line of all nodes': 'sum(rate(http_server_requests_total[1m]))',
} as const

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

/** Measures the store on the demo's data: import, size, cold and warm queries. */
export async function measureSamples(): Promise<readonly Measured[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'))
  const path = join(directory, 'samples.db')
  const rows: Measured[] = []
  try {
    const samples = await openSamples({ path })
    const began = performance.now()
    const { samples: count, generating } = await loadDemo(samples)
    const took = performance.now() - began
    rows.push({ what: `demo, ${(count / 1e6).toFixed(1)} M samples, made and imported`, figure: ms(took) })
    rows.push({ what: 'of that, making them', figure: ms(generating) })
    for (const [what, text] of Object.entries(queries)) {
      rows.push({
        what: `${what}, first, through the thread`,
        figure: ms(await median(1, () => samples.query(text, splitGrid))),
      })
      rows.push({
        what: `${what}, warm, through the thread`,
        figure: ms(await median(15, () => samples.query(text, splitGrid))),
      })
    }
    await samples.close()
    rows.push({ what: 'bytes a sample on disk', figure: (statSync(path).size / count).toFixed(2) })

    const opened = performance.now()
    const { serviceFor } = openService(path, plainLimits)
    rows.push({ what: 'opening the store', figure: ms(performance.now() - opened) })
    const service = serviceFor(() => false)
    for (const [what, text] of Object.entries(queries)) {
      rows.push({ what: `${what}, cold`, figure: ms(await median(1, () => service.query(text, splitGrid))) })
      rows.push({ what: `${what}, warm`, figure: ms(await median(25, () => service.query(text, splitGrid))) })
    }
    service.close()

    const text = await openSamples({ path: join(directory, 'text.db') })
    const lines = 1_000_000
    const read = await median(1, () => ingest(openMetricsText(lines), 'openmetrics', text))
    rows.push({ what: 'OpenMetrics text, 1 M lines', figure: ms(read) })
    await text.close()
    return rows
  } finally {
    rmSync(directory, { recursive: true })
  }
}
