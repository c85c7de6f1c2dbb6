import { printLift, printShare, printValue } from '#shared/picture/scale/number.ts'
import type { Measure, Table, TableRow } from './table.ts'

const heads: Readonly<Record<Measure, string>> = {
  blip: 'in the blip',
  before: 'before',
  share: 'share of the rise',
  lift: 'lift',
  mean: 'mean',
  min: 'least',
  max: 'most',
  last: 'last',
}

/** What stands over the column of a measure; a share is one of the fall where the table tells of one. */
export const headOf = (measure: Measure, { direction }: Table): string =>
  measure === 'share' && direction === 'fall' ? 'share of the fall' : heads[measure]

/** A measure of a row in its unit; `–` where it is not known. */
export function printMeasure({ values, unit }: TableRow, measure: Measure): string {
  const value = values[measure] ?? Number.NaN
  if (measure === 'share') return printShare(value)
  return measure === 'lift' ? printLift(value) : printValue(value, unit)
}
