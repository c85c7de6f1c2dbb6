import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toOperations } from '#shared/forms/create.ts'
import { apply, emptyNotebook } from '#shared/notebook/log/apply.ts'
import { schemaVersion } from '#shared/notebook/operation.ts'
import { draftOf, notebooks } from './notebooks.ts'

const by = { id: 'me', name: 'me', colour: '#000' }
const counting = () => {
  let count = 0
  return () => `id${(count += 1)}`
}

describe('creating a notebook from a text', () => {
  it('makes the notebook that the text says, less its judgments (seed 11)', () => {
    fc.assert(
      fc.property(notebooks, notebook => {
        const draft = draftOf(notebook)
        const { operations, judgments } = toOperations(draft, counting())
        const entry = {
          id: 'c:1',
          schema: schemaVersion,
          number: 1,
          base: 0,
          by,
          at: 5,
          previous: '',
          operations,
        }
        const applied = apply(emptyNotebook('n'), entry)
        const unjudged = draft.steps.map(step => ({ ...step, judgment: null }))
        expect(applied.ok ? draftOf(applied.notebook) : applied).toEqual({ ...draft, steps: unjudged })
        expect(judgments).toEqual(
          draft.steps.flatMap(({ id, judgment }) => (judgment ? [{ step: id, judgment }] : [])),
        )
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('puts each step in after the one it grew from, wherever that stands', () => {
    const [step] = fc.sample(notebooks, { seed: 3, numRuns: 50 }).flatMap(one => draftOf(one).steps)
    if (!step) throw new Error('the sample has no step')
    const grew = (id: string, from: string | null) => ({
      ...step,
      id,
      grewFrom: from === null ? null : { step: from, act: { kind: 'follow' as const } },
    })
    const [notebook] = fc.sample(notebooks, { seed: 3, numRuns: 1 }).map(draftOf)
    if (!notebook) throw new Error('no sample')
    const steps = [grew('a', 'c'), grew('b', null), grew('c', 'd'), grew('d', null)]
    const { operations } = toOperations({ ...notebook, steps }, counting())
    const inserts = operations.flatMap(one =>
      one.do === 'insert' ? [`${one.step.id} below ${one.after}`] : [],
    )
    expect(inserts).toEqual(['d below null', 'c below null', 'a below null', 'b below a'])
  })
})
