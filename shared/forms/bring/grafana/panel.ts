import type { BroughtStep, Left, Place } from '#shared/forms/bring/brought.ts'
import { type Fields, fieldsOf, listAt, listOf, textAt, textOf } from '#shared/forms/bring/json/reach.ts'
import { moved } from '#shared/forms/bring/times.ts'
import { limits } from '#shared/notebook/log/limits.ts'
import type { TimeRange } from '#shared/time/range.ts'
import { readDrawing } from './drawing.ts'
import { readSource, type SourceNames } from './hints.ts'
import { readTarget, type Target } from './target.ts'

/** What a panel is read against: the words of its dashboard, its window, its library panels by uid, and the Grafana it came from. */
export type Around = {
  readonly names: SourceNames
  readonly range: TimeRange | null
  readonly library: ReadonlyMap<string, Fields>
  readonly grafana: string
  /** Rows are worth counting. */
  readonly counted: boolean
}

type ReadPanel = { readonly step: BroughtStep | null; readonly left: readonly Left[] }

/** Why there is nothing to take from panels that hold no query. */
const idle: Readonly<Record<string, string>> = {
  alertlist: 'it lists alerts, not values over time',
  annolist: 'it lists annotations, not values over time',
  dashlist: 'it lists dashboards',
  news: 'it shows news',
  logs: 'logs are not taken',
  traces: 'traces are not taken',
  row: 'its rows are nested too deeply',
}

const named = (panel: Fields, place: Place) => {
  const title = textOf(panel['title']).trim()
  const name = title === '' ? `Panel ${textOf(panel['id'])}`.trim() : `Panel “${title.slice(0, 80)}”`
  return place.row === 0 ? name : `${name} (row ${place.row})`
}

/** Markdown of a text panel; HTML is kept as the code that it is. */
function noteOf(panel: Fields): string {
  const text = textAt(panel, 'options', 'content') || textOf(panel['content'])
  const mode = textAt(panel, 'options', 'mode') || textOf(panel['mode'])
  return (mode === 'html' ? text.replace(/<[^>]*>/g, ' ').replace(/[ \t]+/g, ' ') : text)
    .slice(0, limits.text)
    .trim()
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** What of a panel has no like here besides its drawing. */
function unlikeOf(panel: Fields): readonly string[] {
  const transformations = listOf(panel['transformations'])
    .map(each => textAt(each, 'id'))
    .filter(Boolean)
  const overrides = listAt(panel, 'fieldConfig', 'overrides').length + listOf(panel['seriesOverrides']).length
  const repeat = textOf(panel['repeat'])
  return [
    ...(transformations.length > 0
      ? [
          `its ${transformations.length === 1 ? 'transformation' : 'transformations'} (${transformations.join(', ').slice(0, 200)})`,
        ]
      : []),
    ...(overrides > 0 ? [`its ${plural(overrides, 'override')} for single series`] : []),
    ...(panel['alert'] !== undefined && panel['alert'] !== null ? ['its alert rule'] : []),
    ...(repeat === '' ? [] : [`it repeats for each ${repeat.slice(0, 60)}: it was taken once`]),
  ]
}

/** Which targets become queries: those that are drawn; where none of these can be asked, the hidden ones behind a calculation. */
function picked(targets: readonly Target[]): readonly Target[] {
  const drawn = targets.filter(target => 'query' in target && !target.hidden)
  return (drawn.length > 0 ? drawn : targets.filter(target => 'query' in target)).slice(0, limits.queries)
}

const whyNot = (target: Target) =>
  'why' in target
    ? target.why
    : target.hidden
      ? 'it is hidden there'
      : `a step has ${limits.queries} queries at most`

/** One panel as a step. Every one of its targets is a query of the step or named as left. */
export function readPanel(original: Fields, place: Place, around: Around): ReadPanel {
  const library = fieldsOf(original['libraryPanel'])
  const kept = around.library.get(textOf(library['uid'])) ?? fieldsOf(library['model'])
  const panel = listOf(original['targets']).length > 0 ? original : { ...kept, ...original }
  const where = named(panel, place)
  const type = textOf(panel['type'])
  const listed = listOf(panel['targets'])
  const title = textOf(panel['title'])
    .trim()
    .slice(0, limits.title - 20)
  const leave = (why: string, queries = 0): Left => ({ where, why, queries })
  const numbered = title === '' ? `Row ${place.row}` : `${title} (row ${place.row})`
  const titled = around.counted && place.row > 0 ? numbered : title

  if (original['repeatPanelId'] !== undefined && original['repeatPanelId'] !== null)
    return { step: null, left: [leave('it is a copy that Grafana made of a repeated panel', listed.length)] }
  if (type === 'text' && listed.length === 0) {
    const text = noteOf(panel)
    return text === ''
      ? { step: null, left: [leave('it is empty')] }
      : { step: { is: 'note', title: title === '' ? '' : titled, place, text }, left: [] }
  }
  if (listed.length === 0) {
    const why =
      textOf(library['uid']) !== '' || textOf(library['name']) !== ''
        ? `it is the library panel “${textOf(library['name']) || textOf(library['uid'])}”, whose queries are not in this paste`
        : ((Object.hasOwn(idle, type) ? idle[type] : undefined) ?? 'it has no queries')
    return { step: null, left: [leave(why)] }
  }

  const source = readSource(panel['datasource'], around.names, around.grafana)
  const targets = listed.map((target, i) => readTarget(target, i, source, around.names, around.grafana))
  const taken = picked(targets)
  const left = targets
    .filter(target => !taken.includes(target))
    .map(target => ({ where: `${where}, query ${target.name}`, why: whyNot(target), queries: 1 }))
  const queries = taken.flatMap(target => ('query' in target ? [target.query] : []))
  if (queries.length === 0) return { step: null, left }

  const { drawing, unlike } = readDrawing(panel, type)
  const [from, shift] = [textOf(panel['timeFrom']), textOf(panel['timeShift'])]
  const range = from === '' && shift === '' ? null : moved(around.range, from, shift)
  const lost =
    from + shift !== '' && range === null
      ? [leave(`its own window (${[from, shift].filter(Boolean).join(', ')}) cannot be written here`)]
      : []
  const not = [...unlike, ...unlikeOf(panel)]
  return {
    step: { is: 'ask', title: titled, place, queries, range, drawing },
    left: [...left, ...lost, ...(not.length > 0 ? [leave(`not taken: ${not.join('; ')}`)] : [])],
  }
}
