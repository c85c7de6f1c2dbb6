import { describe, expect, it } from 'vitest'
import { headOf, printMeasure } from '#shared/picture/measure.ts'
import type { Table, TableRow } from '#shared/picture/table.ts'

const table = (direction: Table['direction']): Table => ({
  labels: [],
  measures: [],
  named: false,
  direction,
  rows: [],
})
const row = (values: TableRow['values']) => ({ values, unit: 'perSecond' }) as TableRow

describe('the columns of a table', () => {
  it('name the share by where the table tends', () => {
    expect(headOf('share', table('rise'))).toBe('share of the rise')
    expect(headOf('share', table('fall'))).toBe('share of the fall')
    expect(headOf('blip', table('fall'))).toBe('in the blip')
  })

  it.each([
    ['share', 0.996, '99.6 %'],
    ['lift', 7.6, '×7.6'],
    ['blip', 38.2, '38.2/s'],
    ['before', NaN, '–'],
  ] as const)('print %s %f as %s', (measure, value, text) => {
    expect(printMeasure(row({ [measure]: value }), measure)).toBe(text)
  })
})
