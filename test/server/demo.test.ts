import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemo, removeDemo, type DemoParts } from '#server/demo.ts'
import { newId } from '#server/ids.ts'
import { openLedger } from '#server/ledger/open.ts'
import { stepRunner } from '#server/run/runs.ts'
import { openSamples } from '#server/samples/open.ts'
import type { Samples } from '#server/samples/samples.ts'
import { embeddedSource } from '#server/sources/embedded.ts'
import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/store.ts'
import { notebookImporter, type Importer } from '#server/work/importer.ts'
import type { Notebook } from '#shared/notebook/notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'blipbook-demo-'))
const own = { app: 'mine', region: 'home', __name__: 'playback_errors_total' }
const window = { from: 0, to: Number.MAX_SAFE_INTEGER }

type House = {
  readonly store: Store
  readonly samples: Samples
  readonly parts: DemoParts
  readonly lines: string[]
}
let house: House

async function open(): Promise<House> {
  const store = openStore(join(folder, 'notebooks.db'))
  const samples = await openSamples({ path: join(folder, 'samples.db') })
  const ledger = openLedger(store, () => 0)
  const embedded = embeddedSource(samples)
  const runStep = stepRunner({
    asker: {
      source: id => (id === 'embedded' ? embedded : undefined),
      events: (within, where) => store.events.list({ window: within, where }),
      metaOf: async () => undefined,
    },
    ledger,
    evidence: store.evidence,
    details: { keep: () => {}, stop: () => {} },
    firstAnswer: async () => {},
    now: () => 0,
    newId,
    ticks: () => 0,
    timeout: 60_000,
  })
  const lines: string[] = []
  const importer = notebookImporter(ledger, runStep, newId, store.pictures)
  return {
    store,
    samples,
    lines,
    parts: { store, samples, ledger, importer, say: line => void lines.push(line) },
  }
}

async function close(): Promise<void> {
  await house.samples.close()
  await house.store.close()
}

const notebooks = async (): Promise<readonly Notebook[]> => {
  const { notebooks: rows } = await house.store.notebooks.list({})
  const ledger = openLedger(house.store, () => 0)
  const read = await Promise.all(rows.map(({ id }) => ledger.read(id)))
  return read.filter(notebook => notebook !== null)
}

beforeAll(async () => {
  house = await open()
}, 60_000)
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

describe('the demo', () => {
  it(
    'that is killed in its middle is loaded as a whole by the next start',
    { timeout: 120_000 },
    async () => {
      let stories = 0
      const killed: Importer = async (text, as) => {
        if ((stories += 1) === 2) throw new Error('killed')
        return house.parts.importer(text, as)
      }
      await expect(loadDemo({ ...house.parts, importer: killed })).rejects.toThrow('killed')
      expect((await notebooks()).length).toBe(1)
      await close()
      house = await open()
      expect(await loadDemo(house.parts)).toBe(true)
      expect((await notebooks()).map(({ steps }) => steps.length)).toEqual([8, 6])
      expect(house.lines.at(-1)).toBe('demo: the-blipperdoodle')
    },
  )

  it('has kept evidence for each step, judged by the people and at the times of the story', async () => {
    for (const { steps } of await notebooks())
      for (const step of steps) {
        if (step.is !== 'ask') throw new Error(`${step.title} asks nothing`)
        const [run] = step.runs
        const outcome = run?.outcome ?? { failure: { kind: 'nonsense' } }
        expect(outcome, step.title).toHaveProperty('evidence')
        expect('evidence' in outcome && (await house.store.evidence.get(outcome.evidence))).toBeTruthy()
        expect(step.judgment?.on).toBe(run?.id)
        expect(['on-call', 'teammate']).toContain(step.judgment?.by.name)
        expect(run?.at).toBeLessThan(step.judgment?.at ?? 0)
      }
  })

  it('is not loaded twice', async () => {
    expect(await loadDemo(house.parts)).toBe(false)
    expect((await notebooks()).length).toBe(2)
  })

  it('goes away without what is not its own, and stays away', { timeout: 60_000 }, async () => {
    const staging = await house.samples.stage()
    const times = Float64Array.of(Date.UTC(2026, 10, 3, 14), Date.UTC(2026, 10, 3, 14, 1))
    await staging.append({ series: [{ labels: own, times, values: Float64Array.of(1, 2) }] })
    await staging.commit()
    await removeDemo(house.parts)
    expect(await house.store.notebooks.list({})).toEqual({ notebooks: [], total: 0 })
    expect(await house.store.events.list({ window })).toEqual([])
    expect((await house.samples.series([], null, 0)).series).toEqual([own])
    expect(await loadDemo(house.parts)).toBe(false)
  })

  it('is not loaded over data that somebody has brought', async () => {
    await house.store.settings.set('demo', null)
    expect(await loadDemo(house.parts)).toBe(false)
  })
})
