import { plainConnection } from '#shared/wire/wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { Part } from '#shared/ask/answer.ts'
import { plainDrawing } from '#shared/ask/drawing.ts'
import type { Notebook, Run, Step } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { labelKey } from '#shared/series/labels.ts'
import { instantAt } from '#shared/time/grid.ts'
import type { SourceSummary, SourceTest } from '#shared/wire/wire.ts'
import { startBlipbook } from './programs/blipbook.ts'
import { until, type Peer } from './programs/program.ts'
import { startNodeExporter, startPrometheus } from './programs/prometheus.ts'

const by = { id: 'tester', name: 'Tester', colour: 'blue' }
const running: { stop: () => Promise<void> }[] = []
let prometheus: Peer
let blipbook: string
let source: string

async function ask<Answer>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(blipbook + path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** What Prometheus itself says to a query, as `label key → time in seconds → value`; asked without our code. */
async function itsOwnAnswer(query: string, part: Part): Promise<Map<string, Map<number, number>>> {
  const { start, step, count } = part.frame.grid
  const first = (start - part.shift) / 1000
  const last = first + ((count - 1) * step) / 1000
  const parameters = new URLSearchParams({
    query,
    start: String(first),
    end: String(last),
    step: String(step / 1000),
  })
  const answer = (await (await fetch(`${prometheus.address}/api/v1/query_range?${parameters}`)).json()) as {
    readonly data: {
      readonly result: readonly {
        readonly metric: Record<string, string>
        readonly values: readonly [number, string][]
      }[]
    }
  }
  return new Map(
    answer.data.result.map(({ metric, values }) => [
      labelKey(metric),
      new Map(values.map(([time, value]) => [time, Number(value.replace('Inf', 'Infinity'))])),
    ]),
  )
}

const asMaps = (part: Part): Map<string, Map<number, number>> =>
  new Map(
    part.frame.series.map(({ labels, values, present }) => [
      labelKey(labels),
      new Map(
        [...values]
          .map(
            (value, i) =>
              [(instantAt(part.frame.grid, i) - part.shift) / 1000, value, present?.[i] === 1] as const,
          )
          .filter(([, value, isValue]) => isValue || !Number.isNaN(value))
          .map(([time, value]) => [time, value]),
      ),
    ]),
  )

function step(
  id: string,
  texts: readonly string[],
  more: { against?: number; grewFrom?: Step['grewFrom'] } = {},
): Step {
  const queries = texts.map((text, i) => ({
    id: 'ABC'[i] ?? 'Z',
    source,
    language: 'promql' as const,
    text,
    legend: '',
    removed: false,
  }))
  return {
    id,
    title: '',
    grewFrom: more.grewFrom ?? null,
    range: null,
    drawing: plainDrawing,
    marks: [],
    folded: false,
    kept: true,
    removed: false,
    words: '',
    is: 'ask',
    request: { kind: 'query', queries, against: more.against ?? null },
    runs: [],
    judgment: null,
  }
}

const notebookSteps = (): readonly Step[] => [
  step('up', ['up']),
  step('cpu', ['sum(rate(node_cpu_seconds_total{mode!="idle"}[10s]))']),
  step('byMode', ['sum by (mode) (rate(node_cpu_seconds_total{mode!="idle"}[10s]))'], {
    grewFrom: { step: 'cpu', act: { kind: 'split', label: 'mode' } },
  }),
  step('userOnly', ['sum by (mode) (rate(node_cpu_seconds_total{mode="user"}[10s]))'], {
    grewFrom: { step: 'byMode', act: { kind: 'filter', labels: { mode: 'user' } } },
  }),
  step('earlier', ['sum by (mode) (rate(node_cpu_seconds_total[10s]))'], { against: 20_000 }),
  step('two', ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes - node_memory_MemFree_bytes']),
  step('latency', [
    'histogram_quantile(0.9, sum by (le, handler) (rate(prometheus_http_request_duration_seconds_bucket[20s])))',
  ]),
  step('counted', ['count_values("value", up)', 'topk(2, rate(prometheus_http_requests_total[20s]))']),
  step('beyondUs', ['histogram_count(up) or up']),
  step('nothing', ['nosuchmetric']),
]

beforeAll(async () => {
  const exporter = await startNodeExporter()
  running.push(exporter)
  prometheus = await startPrometheus([exporter])
  running.unshift(prometheus)
  const server = await startBlipbook()
  running.unshift(server)
  blipbook = server.address
  await until('forty seconds of samples', async () => {
    const answer = await (
      await fetch(`${prometheus.address}/api/v1/query?query=min(count_over_time(up[5m]))`)
    ).text()
    return Number(/,"(\d+)"\]/.exec(answer)?.[1] ?? 0) >= 40 || undefined
  })
})

afterAll(async () => {
  for (const one of running) await one.stop()
})

describe('a whole notebook on a living Prometheus', () => {
  it('begins with connecting it', async () => {
    const draft = {
      title: 'Living',
      kind: 'prometheus',
      address: `${prometheus.address}/graph`,
      ...plainConnection,
    }
    expect(await ask<SourceTest>('POST', '/api/sources/test', draft)).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^3\./),
    })
    const { source: added } = await ask<{ source: SourceSummary }>('POST', '/api/sources', draft)
    expect(added.address).toBe(prometheus.address)
    source = added.id
  })

  let id: string
  let ran: readonly { readonly step: string; readonly run: Run }[] = []

  it('runs every step', async () => {
    const create: Operation = {
      do: 'create',
      notebook: {
        title: 'On living metrics',
        status: 'open',
        range: { from: 'now-10m', to: 'now-5s' },
        blip: null,
        before: null,
        source,
        variables: [],
        tags: [],
        followUps: [],
      },
    }
    const steps = notebookSteps()
    const inserts = steps.map((one, i): Operation => ({
      do: 'insert',
      step: one,
      after: steps[i - 1]?.id ?? null,
    }))
    ;({ id } = await ask<{ id: string }>('POST', '/api/notebooks', { by, operations: [create, ...inserts] }))
    ;({ runs: ran } = await ask<{ runs: typeof ran }>('POST', `/api/notebooks/${id}/run`, { by, steps: [] }))
    expect(ran.map(one => one.step)).toEqual(steps.map(one => one.id))
    expect(ran.filter(one => 'failure' in one.run.outcome)).toEqual([])
  })

  it('keeps evidence that is what Prometheus itself says, step by step', async () => {
    let points = 0
    for (const one of notebookSteps()) {
      const run = ran.find(each => each.step === one.id)?.run
      if (run === undefined || !('evidence' in run.outcome) || run.asked.request.kind !== 'query')
        throw new Error(one.id)
      const bytes = await (await fetch(`${blipbook}/api/evidence/${run.outcome.evidence}`)).arrayBuffer()
      const answer = decodeAnswer(new Uint8Array(bytes))
      if (answer.kind !== 'query') throw new Error(answer.kind)
      expect(answer.parts.length).toBe(
        run.asked.request.queries.length * (run.asked.request.against === null ? 1 : 2),
      )
      for (const part of answer.parts) {
        const text = run.asked.request.queries.find(query => query.id === part.query)?.text ?? ''
        const [kept, own] = [asMaps(part), await itsOwnAnswer(text, part)]
        expect([...kept.keys()].sort(), text).toEqual([...own.keys()].sort())
        expect(Object.fromEntries(kept), text).toEqual(Object.fromEntries(own))
        for (const series of kept.values()) points += series.size
      }
    }
    expect(points).toBeGreaterThan(50)
  })

  it('names a wrong query at its place', async () => {
    const wrong = step('wrong', ['sum(rate(node_cpu_seconds_total))'])
    const { notebook } = await ask<{ notebook: Notebook }>('GET', `/api/notebooks/${id}`)
    const operations: readonly Operation[] = [{ do: 'insert', step: wrong, after: 'nothing' }]
    await ask('POST', `/api/notebooks/${id}/operations`, {
      id: 'tester:1',
      base: notebook.number,
      by,
      operations,
    })
    const { runs } = await ask<{ runs: typeof ran }>('POST', `/api/notebooks/${id}/run`, {
      by,
      steps: ['wrong'],
    })
    expect(runs[0]?.run.outcome).toMatchObject({
      failure: { kind: 'query', query: 'A', span: { from: 9, to: 31 } },
    })
  })

  it('keeps its evidence when Prometheus is gone, and says so where it is asked again', async () => {
    await prometheus.stop()
    running.splice(running.indexOf(prometheus), 1)
    const { runs } = await ask<{ runs: typeof ran }>('POST', `/api/notebooks/${id}/run`, {
      by,
      steps: ['cpu'],
    })
    expect(runs[0]?.run.outcome).toMatchObject({
      failure: { kind: 'unreachable', message: expect.stringContaining('refused') },
    })
    const { sources } = await ask<{ sources: readonly SourceSummary[] }>('GET', '/api/sources')
    expect(sources.find(one => one.id === source)?.state?.up).toBe(false)
    const first = ran.find(one => one.step === 'cpu')?.run.outcome
    const evidence = first !== undefined && 'evidence' in first ? first.evidence : ''
    expect((await fetch(`${blipbook}/api/evidence/${evidence}`)).status).toBe(200)
  })
})
