import { describe, expect, it } from 'vitest'
import {
  fillLegend,
  fillRequest,
  valueOf,
  valuesSentence,
  valuesUsed,
  writtenRequest,
} from '#shared/notebook/filling.ts'
import type { Variable } from '#shared/notebook/notebook.ts'
import { hour } from '#shared/time/window.ts'
import { querying } from './samples.ts'

const variable = (name: string, chosen: Variable['chosen'], more: Partial<Variable> = {}): Variable => ({
  id: name,
  name,
  from: { kind: 'typed' },
  chosen,
  several: false,
  all: '',
  ...more,
})
const asking = () => ({ window: { from: 0, to: hour }, step: 10_000, scrape: 15_000 })

describe('What a variable stands for', () => {
  it.each<readonly [string, Variable, object]>([
    ['its one value', variable('v', ['a']), { texts: ['a'], pattern: false }],
    ['the first of values where one may be chosen', variable('v', ['a', 'b']), { texts: ['a'] }],
    [
      'all that are chosen',
      variable('v', ['a', 'b'], { several: true }),
      { texts: ['a', 'b'], pattern: true },
    ],
    ['one where all may be chosen', variable('v', ['a'], { all: '.*' }), { texts: ['a'], pattern: true }],
    ['all', variable('v', 'all', { all: '.*' }), { texts: ['.*'], whole: true }],
    ['nothing, where all is not offered any more', variable('v', 'all'), { texts: [], whole: false }],
    ['nothing', variable('v', []), { texts: [] }],
  ])('is %s', (_, given, value) => expect(valueOf(given)).toMatchObject(value))
})

describe('A request', () => {
  const variables = [variable('node', ['i-1']), variable('app', ['web'])]
  it('is filled in, and found again as it was written', () => {
    const written = querying('rate(up{node="$node"}[$__rate_interval])')
    const { request, filled } = fillRequest(written, variables, asking)
    expect(request).toEqual(querying('rate(up{node="i-1"}[1m0s])'))
    expect(writtenRequest({ request, ...(filled && { filled }) })).toEqual(written)
  })
  it('has its legends filled in, too', () =>
    expect(
      ['{{zone}} of $app', 'all of ${nodes}', '$none'].map(legend =>
        fillLegend(legend, { app: ['web'], nodes: ['a', 'b'], none: [] }),
      ),
    ).toEqual(['{{zone}} of web', 'all of a + b', '$none']))
  it('holds what built-in variables were filled into, too', () =>
    expect(fillRequest(querying('rate(up[$__interval])'), variables, asking).filled).toEqual({
      texts: { A: 'rate(up[$__interval])' },
      values: {},
    }))
  it('without variables is as it was', () =>
    expect(fillRequest(querying('up'), variables, asking)).not.toHaveProperty('filled'))
  it('uses the variables that it speaks of', () =>
    expect(valuesUsed(variables, querying('up{app="${app:regex}", x="$other"}'))).toEqual({ app: ['web'] }))
})

describe('What the variables of a run stood for', () => {
  const variables = [variable('zone', 'all', { all: '.*' })]
  it.each([
    [{ node: ['a', 'b'], job: ['api'] }, 'Asked with node = a, b; job = api.'],
    [{ zone: ['.*'] }, 'Asked with zone = all.'],
    [{}, ''],
  ])('%j is said as “%s”', (values, words) => {
    expect(valuesSentence({ filled: { texts: {}, values } }, variables)).toBe(words)
    expect(valuesSentence({}, variables)).toBe('')
  })
})
