import { describe, expect, it } from 'vitest'
import { sinceJudged, slideAt, slidesOf } from '#client/reader/stage/slides.ts'
import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import type { Notebook, Run, Step } from '#shared/notebook/notebook.ts'

const by = { id: 'p', name: 'on-call', colour: '#6741d9' }
const request = (text: string) => ({
  kind: 'query' as const,
  queries: [{ id: 'A', source: 'embedded', language: 'promql' as const, text, legend: '', removed: false }],
  against: null,
})
const run = (id: string, text = 'up', evidence: string | null = `hash ${id}`): Run => ({
  id,
  asked: { request: request(text), window: { from: 0, to: 1 }, blip: null, before: null, step: 1 },
  by,
  at: 0,
  took: 1,
  outcome:
    evidence === null
      ? { failure: { kind: 'timeout', message: 'Too slow.' } }
      : { evidence, remarks: [], series: 1 },
  pinned: false,
})

type Asking = Extract<Step, { is: 'ask' }>
const step = (id: string, runs: readonly Run[], on: string | null, more: Partial<Asking> = {}): Asking => ({
  ...freshStep(id, asksOne('embedded', 'up')),
  title: id,
  runs,
  judgment: on === null ? null : { verdict: 'deadEnd', confidence: 'fairly', on, happened: null, by, at: 0 },
  ...more,
})

const notebook = (steps: readonly Step[], more: Partial<Notebook> = {}): Notebook => ({
  id: 'n',
  number: 1,
  title: 'Blip',
  question: '',
  conclusion: 'One bad node.',
  status: 'concluded',
  range: { from: 'now-1h', to: 'now' },
  blip: null,
  before: null,
  source: 'embedded',
  variables: [],
  tags: [],
  followUps: [],
  steps,
  created: { at: 0, by },
  changed: { at: 0, by },
  ...more,
})

const shown = (given: Notebook) =>
  slidesOf(given).map(slide =>
    slide.is === 'answer' ? 'answer' : `${slide.number} ${slide.step.id} ${slide.run?.id ?? '-'}`,
  )

describe('what is presented', () => {
  it('is the answer, then each step on its judged run, dead ends too', () => {
    expect(shown(notebook([step('a', [run('r1'), run('r2')], 'r1'), step('b', [run('r3')], 'r3')]))).toEqual([
      'answer',
      '1 a r1',
      '2 b r3',
    ])
  })
  it('is the last run with evidence where nobody judged', () => {
    expect(shown(notebook([step('a', [run('r1'), run('r2', 'up', null)], null)]))).toEqual([
      'answer',
      '1 a r1',
    ])
  })
  it('leaves out what was removed, and drafts', () => {
    const removed = step('a', [], null, { removed: true })
    const parent = step('b', [run('r1')], 'r1')
    const draft = step('c', [run('r2')], null, {
      grewFrom: { step: 'b', act: { kind: 'split', label: 'node' } },
    })
    expect(shown(notebook([removed, parent, draft]))).toEqual(['answer', '1 b r1'])
  })
  it('has no answer before there is one', () => {
    expect(shown(notebook([step('a', [], null)], { conclusion: '' }))).toEqual(['1 a -'])
    expect(shown(notebook([], { conclusion: '' }))).toEqual(['answer'])
  })
  it('begins at the step that the address names', () => {
    const slides = slidesOf(notebook([step('a', [], null), step('b', [], null)]))
    expect([slideAt(slides, 'b'), slideAt(slides, 'gone'), slideAt(slides, '')]).toEqual([2, 0, 0])
  })
})

describe('what happened since a step was judged', () => {
  it.each([
    ['nothing', step('a', [run('r1')], 'r1'), null],
    ['nothing, where nobody judged', step('a', [run('r1')], null), null],
    ['a new run', step('a', [run('r1'), run('r2')], 'r1'), 'it was run again since'],
    ['nothing, where the new run failed', step('a', [run('r1'), run('r2', 'up', null)], 'r1'), null],
    ['an edit', step('a', [run('r1', 'down')], 'r1'), 'its question was edited since'],
    ['nothing, where only blanks moved', step('a', [run('r1', ' up ')], 'r1'), null],
    ['a loss', step('a', [], 'r1'), 'the run it was judged on is gone'],
  ])('%s', (_, given, words) => {
    expect(sinceJudged(notebook([given]), given)).toBe(words)
  })
})
