import { describe, expect, it } from 'vitest'
import type { Language } from '#shared/query/language.ts'
import { applyOperations } from '#shared/notebook/log/apply.ts'
import { grow, type GrowOptions } from '#shared/notebook/grow.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Act, Notebook } from '#shared/notebook/notebook.ts'
import { isDraft, trail } from '#shared/notebook/trail.ts'
import { ana, asking, notebookOf, noting } from './samples.ts'
import { after, show } from './script.ts'

/** A language that writes down what was asked of it, and knows nothing of a label `secret`. */
const ok = (text: string) => ({ ok: true, text, edits: [] }) as const
const promql: Language = {
  id: 'promql',
  problems: () => [],
  selectors: () => [],
  groupedBy: () => undefined,
  split: (text, label) =>
    label === 'secret' ? { ok: false, reason: 'There is no label secret.' } : ok(`${text} by ${label}`),
  unsplit: (text, label) => ok(`${text} over ${label}`),
  filter: (text, labels) => ok(`${text} only ${JSON.stringify(labels)}`),
  exclude: (text, labels) => ok(`${text} not ${JSON.stringify(labels)}`),
  earlier: text => ok(text),
  format: text => ok(text),
}

const grown = (
  notebook: Notebook,
  step: string,
  act: Act,
  id = 'new',
  options: Partial<GrowOptions> = {},
) => {
  const result = grow(notebook, { promql }, step, act, { id, keep: false, ...options })
  if (!result.ok) throw new Error(result.refusal.message)
  const applied = applyOperations(notebook, result.operations, { by: ana, at: 0 })
  if (!applied.ok) throw new Error(applied.refusal.message)
  return applied.notebook
}
const retries = notebookOf(asking('a', 'retries', { title: 'Retries' }))
const split: Act = { kind: 'split', label: 'node' }

describe('Growing a step', () => {
  it.each<readonly [Act, string, string]>([
    [split, 'Retries by node', 'retries by node'],
    [{ kind: 'unsplit', label: 'node' }, 'Retries over every node', 'retries over node'],
    [
      { kind: 'filter', labels: { node: 'i-0c3f9a' } },
      'Retries where node=i-0c3f9a',
      'retries only {"node":"i-0c3f9a"}',
    ],
    [{ kind: 'exclude', labels: { node: 'n' } }, 'Retries without node=n', 'retries not {"node":"n"}'],
    [{ kind: 'zoom', window: { from: 0, to: 60_000 } }, 'Retries closer', 'retries'],
    [{ kind: 'compare', against: 86_400_000 }, 'Retries against a day earlier', 'retries'],
    [{ kind: 'compare', against: 604_800_000 }, 'Retries against a week earlier', 'retries'],
    [{ kind: 'copy' }, 'Retries', 'retries'],
    [{ kind: 'follow' }, '', ''],
  ])('by %o is called "%s" and asks "%s"', (act, title, query) => {
    const step = stepOf(grown(retries, 'a', act), 'new')
    expect(step?.title).toBe(title)
    expect(step?.grewFrom).toEqual({ step: 'a', act })
    expect(
      step?.is === 'ask' && step.request.kind === 'query' && step.request.queries.map(each => each.text),
    ).toEqual([query])
  })

  it('by a zoom sets its window, by a comparison what it is laid against', () => {
    expect(
      stepOf(grown(retries, 'a', { kind: 'zoom', window: { from: 0, to: 60_000 } }), 'new')?.range,
    ).toEqual({
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-01T00:01:00.000Z',
    })
    const step = stepOf(grown(retries, 'a', { kind: 'compare', against: 60_000 }), 'new')
    expect(step?.is === 'ask' && step.request).toMatchObject({ against: 60_000 })
  })

  it('by splitting twice names both labels', () => {
    const twice = grown(grown(retries, 'a', split), 'new', { kind: 'split', label: 'zone' }, 'second')
    expect(stepOf(twice, 'second')?.title).toBe('Retries by node, zone')
    const back = grown(grown(retries, 'a', split), 'new', { kind: 'unsplit', label: 'node' }, 'second')
    expect(stepOf(back, 'second')?.title).toBe('Retries')
  })

  it('by combining puts the queries of both on one graph', () => {
    const both = after('insert b; type "up" at 0 in b.A; query b C "down"', retries)
    const step = stepOf(grown(both, 'a', { kind: 'combine', with: 'b' }), 'new')
    expect(
      step?.is === 'ask' &&
        step.request.kind === 'query' &&
        step.request.queries.map(({ id, text }) => `${id} ${text}`),
    ).toEqual(['A retries', 'B up', 'C down'])
  })

  it('stands below its parent and what has grown from that', () => {
    const notebook = after('insert b; grow c from a; keep c; move c below a; insert d', retries)
    expect(show(grown(notebook, 'a', split))).toBe('a[retries] c new[retries by node] b d')
  })

  it('takes the place of a draft that grew from the same step', () => {
    expect(show(grown(grown(retries, 'a', split, 'one'), 'a', split, 'two'))).toBe(
      'a[retries] -one[retries by node]- two[retries by node]',
    )
  })

  it('leaves the draft where it is asked to keep it, for good', () => {
    const kept = grown(grown(retries, 'a', split, 'one'), 'a', split, 'two', { keep: true })
    expect(show(kept)).toBe('a[retries] one[retries by node] two[retries by node]')
    expect(show(grown(kept, 'a', split, 'three'))).toBe(
      'a[retries] one[retries by node] -two[retries by node]- three[retries by node]',
    )
  })

  it.each<readonly [string, string, Act, string]>([
    ['of a step that is not there', 'gone', split, 'The step is not there.'],
    ['of a removed step', 'r', split, 'The step is not there.'],
    ['of a note', 'n', split, 'This can only be done to a step that asks.'],
    ['that its language refuses', 'a', { kind: 'split', label: 'secret' }, 'There is no label secret.'],
    ['with a note', 'a', { kind: 'combine', with: 'n' }, 'Only steps with queries go on one graph.'],
  ])('%s is refused', (_, step, act, message) => {
    const notebook = after('note n; insert r; remove r', retries)
    expect(grow(notebook, { promql }, step, act, { id: 'new', keep: false })).toMatchObject({
      ok: false,
      refusal: { message },
    })
  })

  it('says which of several queries it is about', () => {
    const two = after('query a B "up"', retries)
    const result = grow(two, { promql }, 'a', { kind: 'split', label: 'secret' }, { id: 'new', keep: false })
    expect(result).toMatchObject({ refusal: { message: 'A: There is no label secret.' } })
  })
})

describe('A draft', () => {
  const draft = after('grow b from a', retries)
  const isOne = (script: string) => {
    const notebook = after(script, draft)
    const step = stepOf(notebook, 'b')
    return step !== undefined && isDraft(notebook, step)
  }
  it('is what an act made and nobody has touched', () => expect(isOne('')).toBe(true))
  it('is still one after it ran', () => expect(isOne('run b r1')).toBe(true))
  it.each([
    ['keep b'],
    ['remove b'],
    ['type "hm" at 0 in b.words'],
    ['run b r1; judge b lead on r1'],
    ['run b r1; pin b r1'],
    ['grow c from b'],
  ])('is none after %s', script => expect(isOne(script)).toBe(false))
  it('is one again when what grew from it is removed', () =>
    expect(isOne('grow c from b; remove c')).toBe(true))
  it('is no step that somebody made by hand', () => {
    const notebook = notebookOf(asking('a'), noting('n'))
    expect(notebook.steps.filter(step => isDraft(notebook, step))).toEqual([])
  })
})

describe('The trail', () => {
  const lines = (script: string) =>
    trail(after(script)).map(
      ({ step, number, depth, parent }) =>
        `${number} ${'-'.repeat(depth)}${step.id}${parent ? ` < ${parent}` : ''}`,
    )

  it('numbers the steps in their order and knows what they grew from', () => {
    expect(lines('insert a; grow b from a; grow c from b; insert d; grow e from a')).toEqual([
      '1 a',
      '2 -b < a',
      '3 --c < b',
      '4 d',
      '5 -e < a',
    ])
  })
  it('hangs what grew from a removed step on the next that is there', () => {
    expect(lines('insert a; grow b from a; grow c from b; remove b')).toEqual(['1 a', '2 -c < a'])
    expect(lines('insert a; grow b from a; grow c from b; remove a; remove b')).toEqual(['1 c'])
  })
  it('lists children', () => {
    const [first] = trail(after('insert a; grow b from a; grow c from a; grow d from b; remove c'))
    expect(first?.children).toEqual(['b'])
  })
})
