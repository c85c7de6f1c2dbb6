import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { stepRunner } from '#server/run/runs.ts'
import type { Source } from '#server/sources/source.ts'
import type { Answer } from '#shared/ask/answer.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import type { Notebook, Run } from '#shared/notebook/notebook.ts'
import { Failed } from '#shared/query/failure.ts'
import { hour, minute } from '#shared/time/window.ts'
import { askerOf, hang, noon, notebookOf, query, someone, sourceOf, step } from './stage.ts'

type Recorded = { readonly step: string; readonly run: Run }

function stage(notebook: Notebook, source: Source = sourceOf('embedded'), timeout = 60_000) {
  const recorded: Recorded[] = []
  const kept = new Map<string, Uint8Array>()
  const firsts: Answer[] = []
  const asks: string[] = []
  let ticks = 0
  const runStep = stepRunner({
    asker: askerOf([source]),
    ledger: {
      read: async id => (id === notebook.id ? notebook : null),
      append: async (_, draft) => {
        const { operations } = draft as { operations: readonly Recorded[] }
        recorded.push(...operations)
        return { ok: true, entry: {} as never }
      },
    },
    evidence: {
      put: async (hash, bytes) => void kept.set(hash, bytes),
      get: async hash => kept.get(hash) ?? null,
      detailOf: async () => null,
    },
    details: { keep: (_, of) => void asks.push(`keep ${of}`), stop: (_, of) => void asks.push(`stop ${of}`) },
    firstAnswer: async (_, answer) => void firsts.push(answer),
    now: () => noon + 4 * hour,
    newId: () => `run${recorded.length}`,
    ticks: () => (ticks += 31),
    timeout,
  })
  const run = (id: string, signal = new AbortController().signal) =>
    runStep(notebook.id, id, { by: someone }, signal)
  return { run, recorded, kept, firsts, asks }
}

const one = (text: string) => notebookOf([step('a', [query(text)])])

describe('a run', () => {
  it('ends in evidence that is kept under its hash, and in the record of it', async () => {
    const { run, recorded, kept } = stage(one('up'))
    const done = await run('a')
    const hash = 'evidence' in done.outcome ? done.outcome.evidence : ''
    const bytes = kept.get(hash) ?? new Uint8Array()
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    expect(decodeAnswer(bytes).kind).toBe('query')
    expect(recorded).toEqual([{ do: 'record', step: 'a', run: done }])
    expect(done).toMatchObject({ by: someone, at: noon + 4 * hour, took: 31, outcome: { series: 1 } })
  })

  it('holds the question made absolute: window, blip, what it is compared with, step width', async () => {
    const blip = { from: noon + hour, to: noon + hour + 5 * minute }
    const { run } = stage({ ...one('up'), blip })
    expect((await run('a')).asked).toMatchObject({
      window: { from: noon, to: noon + 3 * hour },
      blip,
      before: { from: blip.from - 31 * minute, to: blip.from - minute },
      step: 10_000,
    })
  })

  it("follows the step's own window where it has one, and the clock where it says now", async () => {
    const own = { ...step('a', [query('up')]), range: { from: 'now-1h', to: 'now' } }
    const { run } = stage(notebookOf([own]))
    expect((await run('a')).asked.window).toEqual({ from: noon + 3 * hour, to: noon + 4 * hour })
  })

  it('ends what is asked for the detail of the run before, and is given its own when it is recorded', async () => {
    const { run, asks } = stage(one('up'))
    await run('a')
    expect(asks).toEqual(['stop a', 'keep a'])
  })

  it('asks nothing of removed queries', async () => {
    const { run } = stage(notebookOf([step('a', [query('up'), query('sum(', { id: 'B', removed: true })])]))
    expect((await run('a')).outcome).toHaveProperty('evidence')
  })

  it('gives the picture of the library from the first step only', async () => {
    const { run, firsts } = stage(notebookOf([step('a', [query('up')]), step('b', [query('up')])]))
    await run('b')
    expect(firsts).toHaveLength(0)
    await run('a')
    expect(firsts).toHaveLength(1)
  })

  it.each([
    ['', 'query', 'There is no query yet.'],
    ['sum(', 'query', undefined],
    ['broken', 'source', 'it broke'],
  ])('of %j ends in a failure that is recorded', async (text, kind, message) => {
    const source = sourceOf('embedded', { broken: { kind: 'source', message: 'it broke' } })
    const { run, recorded, kept } = stage(one(text), source)
    const { outcome } = await run('a')
    expect(outcome).toMatchObject({ failure: { kind, ...(message && { message }) } })
    expect([recorded.length, kept.size]).toEqual([1, 0])
  })

  it('whose window cannot be read says so', async () => {
    const { run } = stage({ ...one('up'), range: { from: 'yesterday', to: 'now' } })
    expect((await run('a')).outcome).toMatchObject({ failure: { kind: 'query' } })
  })

  it('that is stopped is recorded as stopped', async () => {
    const { run } = stage(one('slow'), sourceOf('embedded', { slow: hang }))
    const stop = new AbortController()
    const running = run('a', stop.signal)
    stop.abort()
    expect((await running).outcome).toEqual({ failure: { kind: 'stopped', message: 'Stopped.' } })
  })

  it('that takes too long ends as a timeout that names the setting', async () => {
    const { run } = stage(one('slow'), sourceOf('embedded', { slow: hang }), 1)
    expect((await run('a')).outcome).toMatchObject({
      failure: { kind: 'timeout', hint: expect.stringContaining('BLIPBOOK_QUERY_TIMEOUT') },
    })
  })

  it('of a step that is not there is refused', async () => {
    await expect(stage(one('up')).run('z')).rejects.toBeInstanceOf(Failed)
  })
})
