import type { BroughtQuery } from '#shared/forms/bring/brought.ts'
import { fieldsOf, textOf } from '#shared/forms/bring/json/reach.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import { readSource, type SourceNames, type Spoken, whyNotSpoken } from './hints.ts'

/** One target of a panel: a query, or why it is none. `hidden`: not drawn there. */
export type Target = { readonly name: string; readonly hidden: boolean } & (
  { readonly query: BroughtQuery } | { readonly why: string }
)

/** The legend of a target; empty where Grafana chooses one itself. */
const legendOf = (format: string): string => {
  const legend = format.trim() === '__auto' ? '' : format.trim().replace(/\{\{\s*([^{}]*?)\s*\}\}/g, '{{$1}}')
  return legend.slice(0, limits.legend)
}

/** Reads one entry of `targets`, or of the queries of an Explore pane. `around`: what the panel says of its source; `index`: its place, from 0. */
export function readTarget(
  value: unknown,
  index: number,
  around: Spoken,
  names: SourceNames,
  grafana: string,
): Target {
  const target = fieldsOf(value)
  const name = textOf(target['refId']) || String.fromCharCode(65 + (index % 26))
  const own = readSource(target['datasource'], names, grafana)
  const { type, hint } = own.type === '' && own.hint.uid === '' && own.hint.name === '' ? around : own
  const hidden = target['hide'] === true
  const text = textOf(target['expr']).replace(/\r\n?/g, '\n').trim()
  const why = whyNotSpoken(target, type)
  if (why !== null) return { name, hidden, why }
  if (text === '') return { name, hidden, why: 'it is empty' }
  if (text.length > limits.text) return { name, hidden, why: 'it is too long for a query' }
  return { name, hidden, query: { text, legend: legendOf(textOf(target['legendFormat'])), source: hint } }
}
