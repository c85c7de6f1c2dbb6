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

  it('is wished for: a source that is left alone is asked all the same', async () => {
    const source = sourceOf('embedded')
    await stage(one('up'), source).run('a')
    expect(source.asked.map(({ wished }) => wished)).toEqual([true])
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

describe('a run of queries with variables', () => {
  const node = {
    id: 'v',
    name: 'node',
    from: { kind: 'typed' },
    chosen: ['i-1'],
    several: false,
    all: '',
  } as const
  const written = 'rate(up{node="$node"}[$__rate_interval])'
  const filled = 'rate(up{node="i-1"}[1m0s])'
  const withNode = (text: string) => ({ ...one(text), variables: [node] })

  it('asks with the values filled in, and holds the text as it was written with what was used', async () => {
    const source = sourceOf('embedded')
    const { run } = stage(withNode(written), source)
    const { asked } = await run('a')
    expect(source.asked.map(each => each.text)).toEqual([filled])
    expect(asked.filled).toEqual({ texts: { A: written }, values: { node: ['i-1'] } })
    expect(asked.request).toMatchObject({ queries: [{ text: filled }] })
  })

  it('holds nothing of variables where no query speaks of one', async () => {
    const { run } = stage(withNode('up'))
    expect((await run('a')).asked).not.toHaveProperty('filled')
  })

  it("takes a rate over four scrapes of the query's own source", async () => {
    const source = { ...sourceOf('embedded'), scrape: minute }
    const { run } = stage(one('rate(up[$__rate_interval])'), source)
    expect((await run('a')).asked.request).toMatchObject({ queries: [{ text: 'rate(up[4m0s])' }] })
  })

  it.each([
    ['a variable that is not there', 'up{node="$nod"}', '$nod'],
    ['a mistake behind a variable', 'up{node="$node"} + sum(rate(up))', 'up'],
    ['a mistake in what a variable stands for', 'rate(up[$node])', '$node'],
  ])('says where in the written text there is %s', async (_, text, place) => {
    const { outcome } = await stage(withNode(text)).run('a')
    const { span, query: id } = 'failure' in outcome ? outcome.failure : {}
    expect([id, span && text.slice(span.from, span.to)]).toEqual(['A', place])
  })

  it('holds the question as it is written where a variable is not there', async () => {
    const { asked } = await stage(withNode('up{node="$nod"}')).run('a')
    expect(asked.request).toMatchObject({ queries: [{ text: 'up{node="$nod"}' }] })
    expect(asked.window.to).toBeGreaterThan(asked.window.from)
    expect(asked).not.toHaveProperty('filled')
  })

  it('is refused where the values make the query too long', async () => {
    const many = { ...node, several: true, chosen: ['x'.repeat(60_000), 'y'.repeat(60_000)] }
    const { outcome } = await stage({ ...one('up{node=~"$node"}'), variables: [many] }).run('a')
    expect(outcome).toMatchObject({ failure: { kind: 'limit', query: 'A' } })
  })

  it("takes the place of a source's complaint back to the written text", async () => {
    const failure = { kind: 'query', message: 'No.', span: { from: 8, to: 17 } } as const
    const { outcome } = await stage(withNode('rate(up{node="$node"}[1m])'), {
      ...sourceOf('embedded', { 'rate(up{node="i-1"}[1m])': failure }),
    }).run('a')
    expect(outcome).toMatchObject({ failure: { span: { from: 8, to: 19 } } })
  })
})
