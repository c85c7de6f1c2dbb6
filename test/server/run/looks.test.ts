import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { lookKeeper, stepLooker, type LookParts } from '#server/run/looks.ts'
import { openPassing, plainLimits, type PassingLimits } from '#server/run/passing.ts'
import type { Source } from '#server/sources/source.ts'
import { decodeAnswer } from '#shared/ask/codec.ts'
import { applyOperations } from '#shared/notebook/log/apply.ts'
import type { Notebook, Run } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import { Failed } from '#shared/query/failure.ts'
import { hour, minute } from '#shared/time/window.ts'
import { askerOf, hang, noon, notebookOf, query, someone, sourceOf, step } from './stage.ts'

type Sent = { readonly id: string; readonly operations: readonly Operation[] }

function stage(first: Notebook, source: Source = sourceOf('embedded'), limits?: PassingLimits) {
  const sent: Sent[] = []
  const kept = new Map<string, Uint8Array>()
  const pictures: string[] = []
  const details: string[] = []
  const clock = { now: noon + 4 * hour }
  let notebook = first
  let ids = 0
  const passing = openPassing(() => clock.now, limits)
  const parts: LookParts = {
    asker: askerOf([source]),
    ledger: {
      read: async id => (id === notebook.id ? notebook : null),
      append: async (_, draft) => {
        const { id, operations } = draft as Sent
        if (sent.some(each => each.id === id)) return { ok: true, entry: {} as never }
        const applied = applyOperations(notebook, operations, { by: someone, at: clock.now })
        if (!applied.ok) return applied
        sent.push({ id, operations })
        notebook = applied.notebook
        return { ok: true, entry: {} as never }
      },
    },
    evidence: { put: async (hash, bytes) => void kept.set(hash, bytes) },
    details: { keep: (_, of) => void details.push(of) },
    passing,
    firstAnswer: async id => void pictures.push(id),
    now: () => clock.now,
    newId: () => `run${ids++}`,
    ticks: () => 0,
    timeout: 60_000,
  }
  const lookAt = stepLooker(parts)
  const look = (id = 'a', signal = new AbortController().signal) => lookAt('book', id, someone, signal)
  const keepLook = lookKeeper(parts)
  return { look, keep: (run: string) => keepLook('book', run), passing, sent, kept, pictures, details, clock }
}

const following = notebookOf([step('a', [query('up')]), step('b', [query('up')])], {
  range: { from: 'now-1h', to: 'now' },
})
const hashOf = (run: Run) => ('evidence' in run.outcome ? run.outcome.evidence : '')

describe('a look', () => {
  it('is no wish: a source that is left alone is not asked', async () => {
    const source = sourceOf('embedded')
    await stage(following, source).look()
    expect(source.asked.map(({ wished }) => wished)).toEqual([false])
  })

  it('asks as of now', async () => {
    const { look, clock } = stage(following)
    clock.now += minute
    const to = noon + 4 * hour + minute
    expect(await look()).toMatchObject({ at: to, asked: { window: { from: to - hour, to } } })
  })

  it('writes nothing: no entry, no evidence, no detail, no picture', async () => {
    const { look, sent, kept, details, pictures } = stage(following)
    await look()
    expect([sent, kept.size, details, pictures]).toEqual([[], 0, [], []])
  })

  it('leaves evidence that can be read by its hash', async () => {
    const { look, passing } = stage(following)
    const hash = hashOf(await look())
    const bytes = passing.byHash(hash) ?? new Uint8Array()
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    expect(decodeAnswer(bytes).kind).toBe('query')
  })

  it('of a source that fails ends in the failure, and is not held', async () => {
    const source = sourceOf('embedded', { up: { kind: 'unreachable', message: 'it is gone' } })
    const { look, keep } = stage(following, source)
    const run = await look()
    expect(run.outcome).toMatchObject({ failure: { kind: 'unreachable' } })
    expect(await keep(run.id)).toBeNull()
  })

  it('that nobody waits for any more stops its source', async () => {
    const { look } = stage(following, sourceOf('embedded', { up: hang }))
    const leave = new AbortController()
    const looked = look('a', leave.signal)
    leave.abort()
    expect((await looked).outcome).toMatchObject({ failure: { kind: 'stopped' } })
  })

  it('at a step that is not there is refused', async () => {
    await expect(stage(following).look('z')).rejects.toBeInstanceOf(Failed)
  })
})

describe('keeping a look', () => {
  it('records the very run, with its evidence on disk and its detail to come', async () => {
    const { look, keep, sent, kept, details, pictures } = stage(following)
    const run = await look()
    expect(await keep(run.id)).toEqual(run)
    expect(sent.map(({ operations }) => operations)).toEqual([[{ do: 'record', step: 'a', run }]])
    expect([[...kept.keys()], details, pictures]).toEqual([[hashOf(run)], ['a'], ['book']])
  })

  it('keeps the one that was looked at, whatever came after it', async () => {
    const { look, keep, clock } = stage(following)
    const first = await look()
    clock.now += minute
    await look()
    expect((await keep(first.id))?.asked.window.to).toBe(noon + 4 * hour)
  })

  it('twice, at once and later, records it once', async () => {
    const { look, keep, sent } = stage(following)
    const run = await look()
    const both = await Promise.all([keep(run.id), keep(run.id)])
    expect([...both, await keep(run.id)]).toEqual([run, run, run])
    expect(sent).toHaveLength(1)
  })

  it('gives the picture of the library from the first step only', async () => {
    const { look, keep, pictures } = stage(following)
    await keep((await look('b')).id)
    expect(pictures).toEqual([])
  })

  it('that has gone from memory finds nothing', async () => {
    const { look, keep, clock } = stage(following, sourceOf('embedded'), { ...plainLimits, ofStep: 1 })
    const first = await look()
    clock.now += minute
    const second = await look()
    expect([await keep(first.id), (await keep(second.id))?.id]).toEqual([null, second.id])
  })
})

describe('what passes', () => {
  const limits = { ofStep: 2, bytes: 250, age: hour }
  const held = (at: readonly string[], more: Partial<PassingLimits> = {}, later = 0) => {
    const clock = { now: noon }
    const passing = openPassing(() => clock.now, { ...limits, ...more })
    for (const name of at) {
      const run = { id: name, at: clock.now } as Run
      const bytes = new Uint8Array(100)
      passing.add({ notebook: 'book', step: name.charAt(0), run, hash: name, bytes })
      clock.now += minute
    }
    clock.now += later
    passing.sweep()
    return at.filter(name => passing.byRun('book', name) !== null).join(' ')
  }

  it.each([
    ['the last of each step', ['a1', 'a2', 'a3', 'b1'], { bytes: 1000 }, 0, 'a2 a3 b1'],
    ['as many as fit', ['a1', 'b1', 'c1'], {}, 0, 'b1 c1'],
    ['nothing that is too old', ['a1', 'b1'], {}, hour - minute, 'b1'],
  ])('holds %s', (_, at, more, later, left) => expect(held(at, more, later)).toBe(left))

  it('is of one notebook only', () => {
    const passing = openPassing(() => noon)
    const run = { id: 'r', at: noon } as Run
    passing.add({ notebook: 'one', step: 'a', run, hash: 'h', bytes: new Uint8Array(1) })
    expect(passing.byRun('other', 'r')).toBeNull()
  })
})
