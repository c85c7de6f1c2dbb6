import { describe, expect, it } from 'vitest'
import { schemaVersion, type Operation } from '#shared/notebook/operation.ts'
import { draftSchema, operationSchema, troubleOf } from '#shared/notebook/log/schema.ts'
import { upcast } from '#shared/notebook/log/upcast.ts'
import { ana, asking, fields, noting, running } from './samples.ts'
import { after, operationOf } from './script.ts'

const trouble = (value: unknown): string => {
  const parsed = operationSchema.safeParse(value)
  return parsed.success ? 'fine' : troubleOf(parsed.error)
}

describe('An operation from outside', () => {
  const before = after('insert a; insert b; run a r1; judge a lead on r1')
  it.each([
    'insert c',
    'type "x" at 0 in a.A',
    'delete 0-1 in question',
    'title "x"',
    'remove a',
    'move b to top',
    'judge a cause on r1',
    'unjudge a',
    'pin a r1',
    'query a B "up"',
    'run a r2',
    'fail a r3',
    'grow c from a',
  ])('is let in: %s', script => {
    const operation = operationOf(before, script)
    expect(operationSchema.parse(structuredClone(operation))).toEqual(operation)
  })

  it.each<readonly [string, Operation]>([
    [
      'a creation',
      {
        do: 'create',
        notebook: { ...fields, tags: ['a'], followUps: [{ id: 'f', text: 'do', done: false }] },
      },
    ],
    [
      'a message',
      {
        do: 'insert',
        after: null,
        step: { ...noting('m'), is: 'message', text: 'hi', author: 'Ana', said: 5 },
      },
    ],
    ['a blip', { do: 'set', of: 'notebook', name: 'blip', from: null, to: { from: 1, to: 2 } }],
    ['a week before', { do: 'set', of: 'notebook', name: 'before', from: null, to: 'week' }],
    [
      'marks',
      {
        do: 'set',
        of: 'step',
        step: 'a',
        name: 'marks',
        from: [],
        to: [{ id: 'm', window: { from: 1, to: 2 }, text: 'x' }],
      },
    ],
    [
      'a choice of events',
      {
        do: 'set',
        of: 'step',
        step: 'a',
        name: 'where',
        from: [],
        to: [{ name: 'a', op: '=~', value: 'b' }],
      },
    ],
    [
      'a source of a query',
      { do: 'set', of: 'query', step: 'a', query: 'A', name: 'source', from: '', to: 'b' },
    ],
  ])('is let in: %s', (_, operation) => expect(trouble(operation)).toBe('fine'))

  it.each<readonly [string, unknown, string]>([
    ['nothing', null, 'It is nothing that is known here.'],
    ['an unknown word', { do: 'explode' }, 'do is none of the values that it may have.'],
    [
      'a field that is not known',
      { do: 'pin', step: 'a', run: 'r', pinned: true, also: 1 },
      'It has fields that are not known.',
    ],
    [
      'a flag that is a number',
      { do: 'pin', step: 'a', run: 'r', pinned: 1 },
      'pinned is missing, or of the wrong type.',
    ],
    ['an empty id', { do: 'pin', step: '', run: 'r', pinned: true }, 'step is too small.'],
    ['half a character', { do: 'edit', text: { of: 'words', step: 'a' }, edit: [0.5] }, 'edit.0'],
    ['a null in an edit', { do: 'edit', text: { of: 'words', step: 'a' }, edit: [null] }, 'edit.0'],
    [
      'a number in an insertion',
      { do: 'edit', text: { of: 'words', step: 'a' }, edit: [[0, 5]] },
      'edit.0.1',
    ],
    [
      'a title of 301',
      { do: 'set', of: 'notebook', name: 'title', from: '', to: 'x'.repeat(301) },
      'to is too large.',
    ],
    [
      'a year beyond',
      { do: 'set', of: 'notebook', name: 'blip', from: null, to: { from: 1e300, to: 2e300 } },
      'to.from',
    ],
    [
      'another language',
      {
        do: 'insertQuery',
        step: 'a',
        query: { id: 'B', source: 's', language: 'sql', text: '', legend: '', removed: false },
      },
      'query.language',
    ],
    [
      'a hash that is none',
      { do: 'record', step: 'a', run: running('r', { evidence: 'x', remarks: [], series: 1 }) },
      'run.outcome.evidence',
    ],
    ['a step of no kind', { do: 'insert', after: null, step: { ...asking('a'), is: 'song' } }, 'step.is'],
  ])('is not: %s', (_, operation, message) => expect(trouble(operation)).toContain(message))
})

describe('A draft from outside', () => {
  const good = { id: 'c:1', base: 0, by: ana, operations: [{ do: 'pin', step: 'a', run: 'r', pinned: true }] }
  it('is let in', () => expect(draftSchema.safeParse(good).success).toBe(true))
  it.each([
    ['without operations', { operations: [] }],
    ['of an id without a sequence', { id: 'c' }],
    ['of an id with spaces', { id: 'c d:1' }],
    ['on a negative base', { base: -1 }],
    ['by nobody', { by: { id: '', name: '', colour: '' } }],
    ['of too many operations', { operations: Array.from({ length: 1001 }, () => good.operations[0]) }],
  ])('is not %s', (_, part) => expect(draftSchema.safeParse({ ...good, ...part }).success).toBe(false))
})

describe('An entry of the log', () => {
  it('of today is taken as it is', () => {
    const entry = {
      schema: schemaVersion,
      number: 1,
      operations: [{ do: 'pin', step: 's', run: 'r', pinned: true }],
    }
    expect(upcast(entry)).toEqual(entry)
  })
  it.each([schemaVersion + 1, 99])('of version %i, which is not known here, is refused', schema => {
    expect(() => upcast({ schema, operations: [] })).toThrow(`entries of version ${schema}`)
  })
})
