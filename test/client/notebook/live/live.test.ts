import { expect, it } from 'vitest'
import { lookOf } from '#client/notebook/live/live.ts'
import { freshStep } from '#shared/notebook/fresh.ts'
import type { Run, Step } from '#shared/notebook/notebook.ts'

const now = { from: 'now-1h', to: 'now' }
const still = { from: '2026-11-03T12:00Z', to: '2026-11-03T13:00Z' }
const at = (time: number) => ({ id: `at ${time}`, at: time }) as Run
const stepOf = (runs: readonly Run[], range: Step['range'] = null) => {
  const content = { is: 'ask', request: { kind: 'events', where: [] }, runs, judgment: null } as const
  return { ...freshStep('s', content), ...content, range }
}

it.each([
  ['newer than its last run', now, stepOf([at(1)]), true],
  ['of a step that was never run', now, stepOf([]), true],
  ['of a step that follows now by itself', still, stepOf([at(1)], now), true],
  ['recorded since', now, stepOf([at(5)]), false],
  ['older than a run since', now, stepOf([at(1), at(7)]), false],
  ['of a step whose window somebody has fixed since', now, stepOf([at(1)], still), false],
])('a look %s', (_, range, step, shown) => expect(lookOf(range, step, at(5)) !== undefined).toBe(shown))

it('nothing is shown in place of the run where nobody has looked', () =>
  expect(lookOf(now, stepOf([at(1)]), undefined)).toBeUndefined())
