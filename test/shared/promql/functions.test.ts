import { describe, expect, it } from 'vitest'
import {
  aggregations,
  aggregationOf,
  type AggregationName,
  experimentalAggregations,
} from '#shared/promql/aggregations.ts'
import {
  functionOf,
  type FunctionRow,
  functions,
  refusedFunctions,
  signatureOf,
} from '#shared/promql/functions.ts'
import { promql } from '#shared/promql/language.ts'
import { over, load } from './notation.ts'

const rows: readonly (readonly [string, FunctionRow])[] = Object.entries(functions)
const data = load(`10s
  x{n="1"} 1+1x30`)

/** A call with the least arguments that a function takes, over the metric x. */
const callOf = (name: string, row: FunctionRow): string => {
  const words = { vector: 'x', matrix: 'x[1m]', scalar: '0.5', string: '"n"' } as const
  const needed = row.parameters.slice(0, row.parameters.length - row.optional)
  return `${name}(${needed.map(one => words[one.type]).join(', ')})`
}

describe('the table of functions', () => {
  for (const [name, row] of rows) {
    it(`has an example of ${name} that is right and uses it`, () => {
      expect(row.example).toContain(`${name}(`)
      expect(promql.problems(row.example)).toEqual([])
    })
    it(`evaluates ${name}`, () => expect(() => over(data, '0s 300s 30s', callOf(name, row))).not.toThrow())
  }
  it('does not also refuse what it has', () => {
    for (const name of Object.keys(refusedFunctions)) expect(functionOf(name)).toBeUndefined()
  })
  it('refuses what it does not evaluate by name', () => {
    for (const name of Object.keys(refusedFunctions))
      expect(promql.problems(`${name}(x)`)[0]?.message).toContain('not evaluated here')
  })
  it('says how functions are called', () => {
    expect(signatureOf('round', functions.round)).toBe(
      'round(v: instant vector, nearest?: scalar) → instant vector',
    )
    expect(signatureOf('time', functions.time)).toBe('time() → scalar')
    expect(signatureOf('label_join', functions.label_join)).toContain('source?: string, …')
  })
})

describe('the table of aggregations', () => {
  for (const name of Object.keys(aggregations) as AggregationName[])
    it(`has an example of ${name} that is right and uses it`, () => {
      expect(aggregationOf(name).example).toContain(name)
      expect(promql.problems(aggregationOf(name).example)).toEqual([])
    })
  it('refuses experimental ones', () => {
    for (const name of experimentalAggregations)
      expect(promql.problems(`${name}(1, x)`)[0]?.message).toContain('experimental')
  })
})
