import { plainDrawing } from '#shared/ask/drawing.ts'
import { type Brought, type Left, nothingBrought, nowhere } from '#shared/forms/bring/brought.ts'
import { type Fields, fieldsOf, listOf, reach, textOf } from '#shared/forms/bring/json/reach.ts'
import { readRange } from '#shared/forms/bring/times.ts'
import { readSource } from './hints.ts'
import { readTarget } from './target.ts'

const noNames = new Map()

/** The oldest links have a list: from, to, the source, then queries and what the page looked like. */
const asPane = (value: unknown): Fields => {
  if (!Array.isArray(value)) return fieldsOf(value)
  const [from, to, datasource, ...rest] = value as readonly unknown[]
  const queries = rest.filter(each => reach(each, 'ui') === undefined && reach(each, 'mode') === undefined)
  return { datasource, queries, range: { from, to } }
}

/** One pane of Explore, or the body of a query's request, as a step. Every query is taken or named. */
export function readPane(value: unknown, where: string, grafana: string): Brought {
  const pane = asPane(value)
  const source = readSource(pane['datasource'], noNames, grafana)
  const targets = listOf(pane['queries']).map((each, i) => readTarget(each, i, source, noNames, grafana))
  const left: Left[] = targets.flatMap(target =>
    'why' in target ? [{ where: `${where}, query ${target.name}`, why: target.why, queries: 1 }] : [],
  )
  const said = fieldsOf(pane['range'] ?? (pane['from'] === undefined ? undefined : pane))
  const ends = fieldsOf(said['raw'] ?? said)
  const range = readRange(ends['from'], ends['to'])
  if (range === null && ends['from'] !== undefined)
    left.push({
      where: `${where}, its window`,
      why: `“${textOf(ends['from'])} to ${textOf(ends['to'])}” cannot be read`,
      queries: 0,
    })
  const queries = targets.flatMap(target => ('query' in target ? [target.query] : []))
  const step = {
    is: 'ask',
    title: '',
    place: nowhere,
    queries: queries.slice(0, 26),
    range: null,
    drawing: { ...plainDrawing, base: 'auto' },
  } as const
  if (queries.length > 26)
    left.push({ where, why: 'a step has 26 queries at most', queries: queries.length - 26 })
  return { ...nothingBrought, range, left, steps: queries.length === 0 ? [] : [step] }
}
