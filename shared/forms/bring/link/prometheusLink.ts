import { plainDrawing } from '#shared/ask/drawing.ts'
import {
  type Brought,
  type BroughtStep,
  nothingBrought,
  nowhere,
  together,
  unsaid,
} from '#shared/forms/bring/brought.ts'
import { endingAt, readInstant, readLength } from '#shared/forms/bring/times.ts'
import type { TimeRange } from '#shared/time/range.ts'
import { type Address, baseOf, type Query, readQuery, valueOf } from './address.ts'

const graphPage = /\/(?:graph|query)\/?$/
const vmuiPage = /\/vmui\/?(?:index\.html)?$/
const numbered = /^g(\d+)\.expr$/

/** The window of one graph: so long, ending then; `relative_time` (VictoriaMetrics) follows now whatever the end says. */
function rangeOf(query: Query, graph: string): TimeRange | { readonly wrong: string } {
  const of = (name: string) => valueOf(query, `${graph}.${name}`)
  const length = readLength(of('range_input'))
  const followsNow = !['', 'none'].includes(of('relative_time'))
  const end = followsNow ? '' : of('end_input') || (of('tab') === '1' ? of('moment_input') : '')
  if (end === '') return endingAt('now', length)
  const at = readInstant(end)
  return at === null ? { wrong: end } : endingAt(at, length)
}

/** Prometheus 2 and Thanos say `stacked=1`, Prometheus 3 `display_mode=stacked`. */
const isStacked = (query: Query, graph: string): boolean =>
  valueOf(query, `${graph}.stacked`) === '1' || valueOf(query, `${graph}.display_mode`) === 'stacked'

function readGraph(query: Query, number: number, address: string): Brought {
  const where = `Graph ${number + 1} of the link`
  const text = valueOf(query, `g${number}.expr`)
  if (text.trim() === '') return { ...nothingBrought, left: [{ where, why: 'it has no query', queries: 1 }] }
  const range = rangeOf(query, `g${number}`)
  const wrong = 'wrong' in range
  const step: BroughtStep = {
    is: 'ask',
    title: '',
    place: nowhere,
    queries: [{ text, legend: '', source: { ...unsaid, address } }],
    range: null,
    drawing: { ...plainDrawing, stacked: isStacked(query, `g${number}`) },
  }
  return {
    ...nothingBrought,
    range: wrong ? null : range,
    steps: [step],
    left: wrong ? [{ where, why: `its end “${range.wrong}” is not a time`, queries: 0 }] : [],
  }
}

/**
 * The graphs of a link to Prometheus (2: `/graph?g0.expr=`, 3: `/query?g0.expr=`), Thanos or VictoriaMetrics (`/vmui/#/?g0.expr=`), each a step;
 * null where it is no such link. Times in it are UTC.
 */
export function readPrometheusLink(address: Address): Brought | null {
  const vmui = vmuiPage.exec(address.path)
  const inFragment = address.fragment.includes('?')
  const query =
    vmui && inFragment ? readQuery(address.fragment.slice(address.fragment.indexOf('?') + 1)) : address.query
  const found = vmui ?? graphPage.exec(address.path)
  if (!found || ![...query.keys()].some(name => numbered.test(name))) return null
  const graphs = [...query.keys()].flatMap(name => numbered.exec(name)?.[1] ?? []).map(Number)
  const base = baseOf(address, found.index)
  return together(graphs.toSorted((a, b) => a - b).map(number => readGraph(query, number, base)))
}
