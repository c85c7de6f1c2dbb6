import { describe, expect, it } from 'vitest'
import { freshStep } from '#shared/notebook/fresh.ts'
import { freeze, lastEvident, pickVerdict } from '#client/judgment/verdictOperations.ts'
import { applyOperations, emptyNotebook } from '#shared/notebook/log/apply.ts'
import { invert } from '#shared/notebook/log/invert.ts'
import { utc } from '#shared/time/clock.ts'
import { resolveRange, type TimeRange } from '#shared/time/range.ts'
import type { Judgment, Notebook, Run, Step } from '#shared/notebook/notebook.ts'

type AskStep = Extract<Step, { is: 'ask' }>
const by = { id: 'p', name: 'on-call', colour: '#000' }
const run = (id: string, fine: boolean): Run => ({
  id,
  asked: {
    request: { kind: 'events', where: [] },
    window: { from: 0, to: 1 },
    blip: null,
    before: null,
    step: 1,
  },
  by,
  at: 0,
  took: 1,
  outcome: fine ? { evidence: 'h', remarks: [], series: 1 } : { failure: { kind: 'timeout', message: '' } },
  pinned: false,
})
const step = (judgment: Judgment | null, ...runs: Run[]): AskStep =>
  ({
    ...freshStep('s', { is: 'ask', request: { kind: 'events', where: [] }, runs, judgment }),
  }) as AskStep
const judged: Judgment = { verdict: 'lead', confidence: 'certain', on: 'a', happened: null, by, at: 5 }

describe('picking a verdict', () => {
  it('is on the run given the first time, fairly sure', () =>
    expect(pickVerdict(step(null, run('a', true)), 'saw', 'a', 7)).toMatchObject({
      from: null,
      to: { verdict: 'saw', confidence: 'fairly', on: 'a', happened: null },
    }))
  it('keeps run and confidence when it changes', () =>
    expect(pickVerdict(step(judged), 'cause', 'b', 7)).toMatchObject({
      to: { verdict: 'cause', confidence: 'certain', on: 'a' },
    }))
  it('takes it back when picked again', () =>
    expect(pickVerdict(step(judged), 'lead', 'a', 7)).toMatchObject({ from: judged, to: null }))
  it('gives an action the time of picking', () =>
    expect(pickVerdict(step(null), 'action', 'a', 7)).toMatchObject({ to: { happened: 7 } }))
  it('takes the time away from what is no action any more', () =>
    expect(pickVerdict(step({ ...judged, verdict: 'action', happened: 3 }), 'saw', 'a', 7)).toMatchObject({
      to: { happened: null },
    }))
})

describe('the last run with evidence', () => {
  it('passes over failures', () =>
    expect(lastEvident(step(null, run('a', true), run('b', false)))?.id).toBe('a'))
  it('is none where all failed', () => expect(lastEvident(step(null, run('b', false)))).toBeUndefined())
})

describe('judging a step that follows now', () => {
  const window = { from: Date.UTC(2026, 10, 3, 14, 2, 0, 7), to: Date.UTC(2026, 10, 3, 14, 32, 0, 7) }
  const seen: Run = { ...run('a', true), asked: { ...run('a', true).asked, window } }
  const bookOf = (range: TimeRange, of: Step): Notebook => ({
    ...emptyNotebook('n'),
    number: 1,
    range,
    steps: [of],
  })
  const now = { from: 'now-30m', to: 'now' }
  const still = { from: '2026-11-03T14:00Z', to: '2026-11-03T15:00Z' }
  const fixed = (range: TimeRange, own: TimeRange | null) => {
    const of = { ...step(null, seen), range: own }
    const book = bookOf(range, of)
    const operations = [...freeze(book, of, seen), pickVerdict(of, 'lead', 'a', 7)]
    const applied = applyOperations(book, operations, { by, at: 9 })
    return applied.ok ? applied.notebook.steps[0]?.range : applied.refusal
  }

  it.each([
    ['by the notebook', now, null],
    ['by a window of its own', still, now],
  ])('%s fixes the instants of the run in the same entry', (_, range, own) => {
    const to = fixed(range, own) as TimeRange
    expect(resolveRange(to, 0, utc)).toEqual({ ok: true, window })
  })

  it.each([
    ['the notebook stands still', still, null],
    ['it stands still itself', now, still],
  ])('leaves the window where %s', (_, range, own) => expect(fixed(range, own)).toEqual(own))

  it('is taken back, window and verdict, by what undoes one entry', () => {
    const of = step(null, seen)
    const book = bookOf(now, of)
    const operations = [...freeze(book, of, seen), pickVerdict(of, 'lead', 'a', 7)]
    const after = applyOperations(book, operations, { by, at: 9 })
    const back =
      after.ok && applyOperations(after.notebook, invert(book, operations, { by, at: 9 }), { by, at: 10 })
    expect(back).toMatchObject({ ok: true, notebook: { steps: [{ range: null, judgment: null }] } })
  })
})
