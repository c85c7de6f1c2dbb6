import type { Cardinality } from '#shared/wire/wire.ts'

/** A label to split by: how many values it has (null: not counted yet), and whether the query is grouped by it already. */
export type SplitChip = { readonly label: string; readonly count: string; readonly on: boolean }

const countWords = ({ values, more }: Cardinality) => (more ? `${values}+` : String(values))

/**
 * The chips under a graph: what the query is grouped by first, in its order, then the other labels with more than one value, fewest values
 * first. Labels that a split cannot help with (one value; bucket bounds) are left out.
 */
export function splitChips(
  grouped: readonly string[],
  counted: readonly Cardinality[],
): readonly SplitChip[] {
  const found = new Map(counted.map(row => [row.label, row]))
  const on = grouped.map(label => {
    const row = found.get(label)
    return { label, count: row ? countWords(row) : '', on: true }
  })
  const rest = counted
    .filter(row => !grouped.includes(row.label) && row.label !== '__name__' && row.label !== 'le')
    .filter(row => row.values > 1 || row.more)
    .sort((a, b) => Number(a.more) - Number(b.more) || a.values - b.values || (a.label < b.label ? -1 : 1))
    .map(row => ({ label: row.label, count: countWords(row), on: false }))
  return [...on, ...rest]
}
