import { describe, expect, it } from 'vitest'
import { bringOperations, emptyStep } from '#client/bring/bringOperations.ts'
import { type Brought, nothingBrought } from '#shared/forms/bring/brought.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import { applyOperations, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { Notebook, Step, Variable } from '#shared/notebook/notebook.ts'
import { plainConnection, type SourceSummary } from '#shared/wire/wire.ts'

const by = { id: 'p', name: 'on-call', colour: '#6741d9' }

const source = (id: string, title: string, more: Partial<SourceSummary> = {}): SourceSummary => ({
  id,
  title,
  kind: 'prometheus',
  language: 'promql',
  address: `http://${id}:9090`,
  fixed: false,
  state: null,
  grafana: plainConnection.grafana,
  scrape: plainConnection.scrape,
  ...more,
})
const sources = [
  source('own', 'Own'),
  source('eu', 'prod-eu'),
  source('us', 'US', { grafana: { address: 'https://graf.example/', uid: 'P18' } }),
]

/** A notebook of steps by the text of their first query, or `# note`; ids are a, b, c. */
const notebook = (texts: readonly string[], more: Partial<Notebook> = {}): Notebook => ({
  ...emptyNotebook('n'),
  number: 1,
  source: 'own',
  steps: texts.map((text, i): Step => {
    const id = String.fromCharCode(97 + i)
    return text.startsWith('#') ? freshStep(id, { is: 'note', text }) : freshStep(id, asksOne('own', text))
  }),
  ...more,
})

const broughtBy = (pasted: string): Brought => readBrought(pasted) ?? nothingBrought

function after(book: Notebook, brought: Brought, into: string | null, below: string | null = null) {
  let count = 0
  const made = bringOperations(book, brought, { into, after: below }, sources, () => `new${++count}`)
  const applied = applyOperations(book, made.operations, { by, at: 0 })
  if (!applied.ok) throw new Error(applied.refusal.message)
  return { ...made, book: applied.notebook }
}

const stepLine = (step: Step) =>
  step.is === 'ask' && step.request.kind === 'query'
    ? `${step.id} ${step.title}: ${step.request.queries.map(query => `${query.id} ${query.text} on ${query.source}`).join(', ')}${step.range ? `; ${step.range.from} to ${step.range.to}` : ''}`
    : `${step.id} ${step.title}: note`
const lines = (book: Notebook) => book.steps.map(stepLine)

const panel = (title: string, ...texts: readonly string[]) => ({
  title,
  targets: texts.map(expr => ({ expr })),
})
const dashboard = (more: object, ...panels: readonly object[]) =>
  broughtBy(JSON.stringify({ title: 'D', panels, ...more }))
const text = { type: 'text', title: 'Words', options: { content: 'Read **me**' } }

describe('What is brought', () => {
  it('fills the empty step first, the rest goes below it', () => {
    const { book, steps, asking } = after(
      notebook(['up', '', 'down']),
      dashboard({}, panel('One', 'a', 'b'), text, panel('Two', 'c')),
      'b',
    )
    expect(lines(book)).toEqual([
      'a : A up on own',
      'b One (row 1): A a on own, B b on own',
      'new1 Words (row 2): note',
      'new2 Two (row 3): A c on own',
      'c : A down on own',
    ])
    expect([steps, asking]).toEqual([
      ['b', 'new1', 'new2'],
      ['b', 'new2'],
    ])
  })
  it('puts words that come first above the empty step', () => {
    const { book } = after(notebook(['']), dashboard({}, text, panel('One', 'a')), 'a')
    expect(lines(book)).toEqual(['new1 Words (row 1): note', 'a One (row 2): A a on own'])
  })
  it('goes below a step where none is empty', () => {
    const { book } = after(notebook(['up', 'down']), dashboard({}, panel('One', 'a')), null, 'a')
    expect(lines(book)).toEqual(['a : A up on own', 'new1 One: A a on own', 'b : A down on own'])
  })
  it('gives its window to a notebook that nobody has asked in', () => {
    const { book } = after(
      notebook(['']),
      broughtBy('http://eu:9090/graph?g0.expr=up&g0.range_input=2h'),
      'a',
    )
    expect(book.range).toEqual({ from: 'now-2h', to: 'now' })
    expect(lines(book)).toEqual(['a : A up on eu'])
  })
  it('keeps its window for its own steps in any other', () => {
    const { book } = after(
      notebook(['up', '']),
      broughtBy('http://eu:9090/graph?g0.expr=up&g0.range_input=2h'),
      'b',
    )
    expect(book.range).toEqual({ from: 'now-1h', to: 'now' })
    expect(lines(book)[1]).toBe('b : A up on eu; now-2h to now')
  })
  it('carries no window where it is the notebook’s own', () => {
    const { book } = after(notebook(['up', '']), broughtBy('http://eu:9090/graph?g0.expr=up'), 'b')
    expect(lines(book)[1]).toBe('b : A up on eu')
  })
})

describe('Its sources', () => {
  const asked = (datasource: unknown) =>
    after(notebook(['']), dashboard({}, { ...panel('x', 'a'), datasource }), 'a')
  it.each<[string, unknown, string]>([
    ['by name', 'PROD-EU', 'eu'],
    ['by the uid behind a Grafana', { type: 'prometheus', uid: 'P18' }, 'us'],
    ['by none said: the notebook’s', undefined, 'own'],
  ])('are found %s', (_, datasource, id) => {
    const { book, said } = asked(datasource)
    expect(lines(book)[0]).toContain(` on ${id}`)
    expect(said).toEqual([])
  })
  it('are those of a Grafana where its default is meant', () => {
    const brought = broughtBy(
      'https://graf.example/explore?left={"queries":[{"expr":"a"}],"range":{"from":"now-1h","to":"now"}}',
    )
    expect(lines(after(notebook(['']), brought, 'a').book)[0]).toContain(' on us')
  })
  it('that are not known are said, and the notebook’s is asked', () => {
    const { book, said } = asked({ type: 'prometheus', uid: 'gone' })
    expect(lines(book)[0]).toContain(' on own')
    expect(said).toEqual(['No source here is called “gone”: Own is asked instead.'])
  })
})

describe('Its variables', () => {
  const list = [
    { name: 'node', type: 'custom', query: 'n1,n2', current: { value: 'n1' } },
    { name: 'env', type: 'textbox', current: { value: 'prod' } },
  ]
  const brought = dashboard({ templating: { list } }, panel('x', 'a'))
  it('join those of the notebook, whose values stay', () => {
    const own: Variable = {
      id: 'v',
      name: 'env',
      from: { kind: 'typed' },
      chosen: ['staging'],
      several: false,
      all: '',
    }
    const { book, said } = after(notebook([''], { variables: [own] }), brought, 'a')
    expect(book.variables.map(({ name, chosen }) => `${name}=${String(chosen)}`)).toEqual([
      'env=staging',
      'node=n1',
    ])
    expect(said).toEqual(['“env”: the value in this notebook was kept.'])
  })
})

describe('A step that may be filled', () => {
  it.each([
    ['a blank query', '', true],
    ['a query', 'up', false],
    ['a note', '# words', false],
  ])('%s', (_, content, may) => {
    expect(emptyStep(notebook([content]), 'a') !== null).toBe(may)
  })
})
