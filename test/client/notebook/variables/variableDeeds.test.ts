import { describe, expect, it } from 'vitest'
import { offerVariable, editing } from '#client/notebook/variables/editing.ts'
import {
  choose,
  dropVariable,
  moveVariable,
  nameProblem,
  notAskedWith,
  putVariable,
  renamedIn,
  stepsToRun,
  stepsWith,
} from '#client/notebook/variables/variableDeeds.ts'
import { draftOf, readDraft } from '#client/notebook/variables/variableDraft.ts'
import { asksOne, freshStep } from '#shared/notebook/fresh.ts'
import { applyOperations, emptyNotebook } from '#shared/notebook/log/apply.ts'
import type { Notebook, Step, Variable } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'

const by = { id: 'p', name: 'on-call', colour: '#6741d9' }
const variable = (name: string, more: Partial<Variable> = {}): Variable => ({
  id: `the ${name}`,
  name,
  from: { kind: 'typed' },
  chosen: ['i-1'],
  several: false,
  all: '',
  ...more,
})
/** A step that was run with these values, if any. */
const step = (id: string, text: string, values?: Readonly<Record<string, readonly string[]>>): Step => ({
  ...freshStep(id, asksOne('embedded', text)),
  runs: values
    ? [
        {
          id: `run of ${id}`,
          asked: {
            request: asksOne('embedded', 'filled in').request,
            filled: { texts: { A: text }, values },
            window: { from: 0, to: 1 },
            blip: null,
            before: null,
            step: 1,
          },
          by,
          at: 0,
          took: 1,
          outcome: { failure: { kind: 'stopped', message: 'Stopped.' } },
          pinned: false,
        },
      ]
    : [],
})
const book = (variables: readonly Variable[], ...steps: readonly Step[]): Notebook => ({
  ...emptyNotebook('n'),
  number: 1,
  variables,
  steps,
})
const after = (notebook: Notebook, operations: readonly Operation[]): Notebook => {
  const applied = applyOperations(notebook, operations, { by, at: 0 })
  if (!applied.ok) throw new Error(applied.refusal.message)
  return applied.notebook
}
const texts = (notebook: Notebook) =>
  notebook.steps.flatMap(each =>
    each.is === 'ask' && each.request.kind === 'query' ? each.request.queries.map(query => query.text) : [],
  )

describe('The variables of a notebook', () => {
  const node = variable('node')
  const zone = variable('zone', {
    from: { kind: 'label', source: 'embedded', selector: 'up{node="$node"}', label: 'zone' },
  })
  const given = book([node, zone], step('a', 'up{node="$node"}'), step('b', 'x'), step('c', '${node:raw}_up'))

  it('come at the end when they are new', () =>
    expect(after(given, putVariable(given, variable('app'), true)).variables.map(each => each.name)).toEqual([
      'node',
      'zone',
      'app',
    ]))
  it('stand for what is chosen', () =>
    expect(after(given, choose(given, node.id, ['i-2'])).variables[0]?.chosen).toEqual(['i-2']))
  it('ask for nothing to be done where they are as they were', () =>
    expect(putVariable(given, node, true)).toEqual([]))
  it('are spoken of in steps', () => expect(stepsWith(given, 'node')).toEqual([1, 3]))
  it.each([
    [node.id, 1, ['zone', 'node']],
    [zone.id, -1, ['zone', 'node']],
    [zone.id, 1, null],
    [node.id, -1, null],
    ['none', 1, null],
  ])('%s moves by %d to make %j', (id, by, names) => {
    const operations = moveVariable(given, id, by)
    expect(
      operations.length === 0 ? null : after(given, operations).variables.map(each => each.name),
    ).toEqual(names)
  })
  it('go', () => expect(after(given, [dropVariable(given, node.id)]).variables).toEqual([zone]))

  it('are renamed with the queries and selectors that speak of them', () => {
    const renamed = after(given, putVariable(given, { ...node, name: 'machine' }, true))
    expect(texts(renamed)).toEqual(['up{node="$machine"}', 'x', '${machine:raw}_up'])
    expect(renamed.variables[1]?.from).toMatchObject({ selector: 'up{node="$machine"}' })
  })
  it('are renamed alone where that is wanted', () =>
    expect(texts(after(given, putVariable(given, { ...node, name: 'machine' }, false)))).toEqual(
      texts(given),
    ))

  it.each([
    ['up{node="$node", node2="$node2"}', 'up{node="$m", node2="$node2"}'],
    ['rate(node[$node])', 'rate(node[$m])'],
    ['[[node:csv]] ${node.text}', '[[m:csv]] ${m.text}'],
    ['node # $node', 'node # $node'],
  ])('%s renamed is %s', (text, result) => expect(renamedIn(text, 'node', 'm')).toBe(result))

  it.each([
    ['', 'It needs a name, as in node.'],
    ['__x', 'Names that begin with __ are built in.'],
    ['a-b', 'A name is a letter or _, then letters, digits and _.'],
    ['zone', 'There is a variable zone already.'],
    ['node', null],
    ['_x9', null],
  ])('may be called %j: %s', (name, problem) =>
    expect(nameProblem(given.variables, node.id, name)).toBe(problem),
  )
})

describe('A step that speaks of a variable', () => {
  const asked = step('a', 'up{node="$node"}', { node: ['i-1'] })
  it.each<readonly [string, Step, readonly Variable[], readonly string[]]>([
    ['is as it was asked', asked, [variable('node')], []],
    ['was asked with another value', asked, [variable('node', { chosen: ['i-2'] })], ['node']],
    ['was never run', step('a', 'up{node="$node"}'), [variable('node')], []],
    ['has a variable that is gone', asked, [], []],
    [
      'speaks of another one only',
      step('a', '$zone', { zone: ['i-1'] }),
      [variable('node', { chosen: ['x'] })],
      [],
    ],
  ])('%s', (_, given, variables, names) => {
    expect(notAskedWith({ variables }, given)).toEqual(names)
    expect(stepsToRun(book(variables, given))).toEqual(names.length > 0 ? ['a'] : [])
  })
})

describe('An unknown variable', () => {
  const offered = (text: string, place: string) => {
    const from = text.indexOf(place)
    const make = offerVariable(book([variable('node')]), queryOf(text), { from, to: from + place.length })
    editing.set(null)
    make?.()
    return editing.get()?.variable ?? null
  }
  const queryOf = (text: string) => {
    const { request } = asksOne('embedded', text)
    if (request.kind !== 'query' || !request.queries[0]) throw new Error('no query')
    return request.queries[0]
  }
  it.each([
    [
      'up{region="$region"}',
      '$region',
      { name: 'region', from: { kind: 'label', label: 'region', selector: 'up' }, chosen: [], all: '' },
    ],
    [
      'sum(rate(x_total{a="b", zone=~"${zone}"}[5m]))',
      '${zone}',
      {
        from: { kind: 'label', label: 'zone', selector: 'x_total' },
        chosen: 'all',
        several: true,
        all: '.*',
      },
    ],
    ['rate(x[$window])', '$window', { name: 'window', from: { kind: 'list' }, chosen: ['5m'] }],
    ['topk($k, x)', '$k', { name: 'k', from: { kind: 'typed' } }],
  ])('of %s may become one of the notebook', (text, place, made) =>
    expect(offered(text, place)).toMatchObject(made),
  )
  it.each([
    ['x{a="$node"}', '$node'],
    ['rate(x[$__rate])', '$__rate'],
    ['sum(', 'sum'],
  ])('is nothing that %s has at %s', (text, place) => expect(offered(text, place)).toBeNull())
})

describe('The form of a variable', () => {
  const was = variable('node')
  const read = (part: Partial<ReturnType<typeof draftOf>>, of = was) => {
    const result = readDraft(of, { ...draftOf(of, 'embedded'), ...part }, [was, variable('zone')])
    return 'problems' in result ? result.problems : result.variable
  }
  it('gives back the variable it was made of', () => expect(read({})).toEqual(was))
  it('takes the value that is typed, or none', () => {
    expect(read({ value: '0.5' })).toEqual({ ...was, chosen: ['0.5'] })
    expect(read({ value: '' })).toEqual({ ...was, chosen: [] })
  })
  it('takes the name of the variable for that of its label', () =>
    expect(read({ kind: 'label' })).toMatchObject({
      from: { kind: 'label', label: 'node', source: 'embedded' },
    }))
  it('reads a list line by line', () =>
    expect(read({ kind: 'list', list: ' a\n\nb\na' })).toMatchObject({ from: { values: ['a', 'b'] } }))
  it('chooses the first of a list where nothing is chosen', () =>
    expect(read({ kind: 'list', list: 'a\nb' }, { ...was, chosen: [] })).toMatchObject({ chosen: ['a'] }))
  it('keeps one of several where no more than one may be chosen', () =>
    expect(read({ several: false }, { ...was, several: true, chosen: ['a', 'b'] })).toMatchObject({
      chosen: ['a'],
    }))
  it('chooses nothing where all was chosen and cannot be any more', () =>
    expect(read({ mayBeAll: false }, { ...was, chosen: 'all', all: '.*' })).toMatchObject({
      chosen: [],
      all: '',
    }))
  it('says what is wrong with its name, and with a list of nothing', () =>
    expect(read({ name: 'zone', kind: 'list', list: ' ' })).toEqual({
      name: 'There is a variable zone already.',
      list: 'Write at least one value, each in a line of its own.',
    }))
})
