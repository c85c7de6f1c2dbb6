import { aggregations, type AggregationRow, experimentalAggregations } from '#shared/promql/aggregations.ts'
import { functions, type FunctionRow, signatureOf } from '#shared/promql/functions.ts'

/** The signature of a function or aggregation, and what it does with an example. */
export type Help = { readonly signature: string; readonly about: string }

const functionRows: Readonly<Record<string, FunctionRow>> = functions
const aggregationRows: Readonly<Record<string, AggregationRow>> = aggregations

const own = <Row>(rows: Readonly<Record<string, Row>>, name: string): Row | undefined =>
  Object.hasOwn(rows, name) ? rows[name] : undefined

/** Help for a name as completion offers it; null where our engine does not have it, so that it is not offered. */
export function functionHelp(name: string): Help | null {
  const row = own(functionRows, name)
  return row
    ? { signature: signatureOf(name, row).slice(name.length), about: `${row.summary}\n${row.example}` }
    : null
}

/** Help for an aggregation; undefined for a word that is none, null for one that is not offered. */
export function aggregationHelp(name: string): Help | null | undefined {
  if (experimentalAggregations.includes(name)) return null
  const row = own(aggregationRows, name)
  if (!row) return undefined
  return {
    signature: row.parameter ? `(${row.parameter.name}, v)` : '(v)',
    about: `${row.summary}\n${row.example}`,
  }
}
