import { describe, expect, it } from 'vitest'
import { freshStep } from '#shared/notebook/fresh.ts'
import { lastEvident, pickVerdict } from '#client/judgment/verdictOperations.ts'
import type { Judgment, Run, Step } from '#shared/notebook/notebook.ts'

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
