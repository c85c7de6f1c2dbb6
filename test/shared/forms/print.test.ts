import { describe, expect, it } from 'vitest'
import { printNotebook, type StepEvidence } from '#shared/forms/print.ts'
import { readNotebook } from '#shared/forms/read.ts'
import { plainDrawing, type Notebook, type Step } from '#shared/notebook/notebook.ts'

const by = { id: 'oc', name: 'on-call', colour: '#6741d9' }
const at = Date.UTC(2026, 10, 3, 14, 2)

const step = (id: string, parent: string | null, more: Partial<Step> = {}): Step =>
  ({
    id,
    title: `Step ${id}`,
    grewFrom: parent === null ? null : { step: parent, act: { kind: 'split', label: 'node' } },
    range: null,
    drawing: plainDrawing,
    marks: [],
    folded: false,
    kept: false,
    removed: false,
    words: '',
    is: 'ask',
    request: {
      kind: 'query',
      queries: [{ id: 'A', source: 'embedded', language: 'promql', text: 'up', legend: '', removed: false }],
      against: null,
    },
    runs: [],
    judgment: null,
    ...more,
  }) as Step

const notebook = (...steps: readonly Step[]): Notebook => ({
  id: 'n',
  number: 1,
  title: 'A blip',
  question: '',
  conclusion: '',
  status: 'open',
  range: { from: 'now-1h', to: 'now' },
  blip: null,
  before: null,
  source: 'embedded',
  variables: [],
  tags: [],
  followUps: [],
  steps,
  created: { at, by },
  changed: { at, by },
})

/** The text from the first step on. */
const printed = (steps: readonly Step[], evidence?: (step: Step) => StepEvidence | null) =>
  printNotebook(notebook(...steps), evidence)
    .split('<a id')[1]
    ?.split('</a>\n\n')[1]

describe('a printed step', () => {
  it('has its verdict between what was seen and what was written', () => {
    const judgment = {
      verdict: 'action',
      confidence: 'fairly',
      on: 'r',
      happened: at,
      by,
      at: at + 10_000,
    } as const
    const seen = {
      sentence: '60 series;\none stands out.',
      picture: 'step-7.svg',
      table: { head: ['node', 'in the blip'], rows: [['a|b', '38/s']], more: 59 },
    }
    const drawing = { ...plainDrawing, scale: 'log', unit: 'seconds' } as const
    expect(printed([step('a', null, { words: 'One.\n\n> two', judgment, drawing })], () => seen)).toBe(
      [
        '## 1. Step a',
        '',
        '- graph: scale log, unit seconds',
        '',
        '```promql A on embedded',
        'up',
        '```',
        '',
        '*60 series; one stands out.*',
        '',
        '![Step a](step-7.svg)',
        '',
        '| node | in the blip |',
        '| --- | --- |',
        '| a\\|b | 38/s |',
        '| 59 more |  |',
        '',
        '**Action** (done 2026-11-03T14:02Z) · on-call · 2026-11-03T14:02:10Z · fairly sure',
        '',
        '> One.',
        '>',
        '> > two',
        '',
      ].join('\n'),
    )
  })

  it('has a fence longer than any in its query', () => {
    const text = 'up # ```'
    const queries = [
      { id: 'A', source: 'my prometheus', language: 'promql' as const, text, legend: '', removed: false },
    ]
    const request = { kind: 'query' as const, queries, against: 86_400_000 }
    expect(printed([step('a', null, { request } as Partial<Step>)])).toBe(
      '## 1. Step a\n\n- against: 1d\n\n````promql A on my prometheus\nup # ```\n````\n',
    )
  })
})

describe('what was removed', () => {
  it('is left out, and what grew from it hangs below the nearest that is there', () => {
    const text = printNotebook(notebook(step('a', null), step('b', 'a', { removed: true }), step('c', 'b')))
    expect(text).toContain('## 2. Step c\n\n- from: [1](#a), split by node\n')
    expect(text).not.toContain('Step b')
    expect(printNotebook(notebook(step('b', null, { removed: true }), step('c', 'b')))).not.toContain('from:')
  })

  it('goes for queries too', () => {
    const queries = ['A', 'B'].map(id => ({
      id,
      source: 'embedded',
      language: 'promql' as const,
      text: id,
      removed: id === 'A',
    }))
    const text = printNotebook(
      notebook(step('a', null, { request: { kind: 'query', queries, against: null } } as Partial<Step>)),
    )
    const read = readNotebook(text)
    expect(read.ok && read.draft.steps[0]).toMatchObject({ request: { queries: [{ id: 'B' }] } })
  })
})
