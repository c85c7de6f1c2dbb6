import { describe, expect, it } from 'vitest'
import { strokesOf } from '#client/library/list/spark.ts'

describe('the small picture of a signal', () => {
  const cases: readonly (readonly [string, readonly (number | null)[], readonly string[]])[] = [
    ['stands on zero', [5, 10], ['0.0,5.0 10.0,0.0']],
    ['is broken by a gap', [10, null, 10], ['0.0,0.0 0.0,0.0', '10.0,0.0 10.0,0.0']],
    ['reaches below zero', [-10, 10], ['0.0,10.0 10.0,0.0']],
    ['lies on the ground where all is zero', [0, 0], ['0.0,10.0 10.0,10.0']],
    ['is empty without values', [], []],
    ['is empty where all are gaps', [null, null], []],
  ]
  it.each(cases)('%s', (_, values, strokes) => {
    expect(strokesOf(values, 10, 10)).toEqual(strokes)
  })
})
