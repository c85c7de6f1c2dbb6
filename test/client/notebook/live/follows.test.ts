import { expect, it } from 'vitest'
import { candidateOf } from '#client/notebook/live/follows.ts'
import { freshStep } from '#shared/notebook/fresh.ts'
import type { Run, Step } from '#shared/notebook/notebook.ts'
import { askedFor, notebookOf, query, someone } from '#test/server/run/stage.ts'

const now = { from: 'now-1h', to: 'now' }
const still = { from: '2026-11-03T12:00Z', to: '2026-11-03T13:00Z' }
const stepOf = (text: string, more: Partial<Step> = {}): Step =>
  ({
    ...freshStep('s', {
      is: 'ask',
      request: {
        kind: 'query',
        queries: [query(text), query('down', { id: 'B', source: 'prod', removed: true })],
        against: null,
      },
      runs: [],
      judgment: null,
    }),
    ...more,
  }) as Step
const shown: Run = {
  id: 'r',
  asked: askedFor([query('up')]),
  by: someone,
  at: 0,
  took: 1,
  outcome: { evidence: 'h', remarks: [], series: 1 },
  pinned: false,
}
const candidate = (step: Step, range = now, run: Run | undefined = shown) =>
  candidateOf(notebookOf([step], { range }), step, run)

it('a step that follows now is refreshed, with the sources that its queries ask', () =>
  expect(candidate(stepOf('up'))).toEqual({ step: 's', sources: ['embedded'] }))

it('so is one that follows now by itself', () =>
  expect(candidate(stepOf('up', { range: now }), still)).not.toBeNull())

it.each([
  ['whose notebook stands still', stepOf('up'), still],
  ['that stands still itself', stepOf('up', { range: still }), now],
  ['whose query is being edited', stepOf('up{'), now],
  ['that is folded', stepOf('up', { folded: true }), now],
  ['that is gone', stepOf('up', { removed: true }), now],
])('a step %s is not', (_, step, range) => expect(candidate(step, range)).toBeNull())

it('nor is one that shows nothing yet', () => {
  const step = stepOf('up')
  expect(candidateOf(notebookOf([step], { range: now }), step, undefined)).toBeNull()
})
