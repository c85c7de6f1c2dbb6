import {
  bringLimits,
  type Brought,
  type DashboardNeed,
  type Left,
  leftWhole,
  nothingBrought,
  nowhere,
} from '#shared/forms/bring/brought.ts'
import { type Fields, fieldsOf, listOf, reach, textAt } from '#shared/forms/bring/json/reach.ts'
import { readRange } from '#shared/forms/bring/times.ts'
import { readSourceNames } from './hints.ts'
import { readPanel } from './panel.ts'
import { placedPanels } from './panels.ts'
import { leftAnnotations, readVariables } from './variables.ts'
import { dashboardFrom2, isVersion2, panelFrom2 } from './version2.ts'

const whole: DashboardNeed = { grafana: '', uid: '', panel: '', chosen: {}, range: null }

/** The dashboard inside of an envelope of an API (`{ dashboard, meta }`, `{ kind, spec }`), in the older schema; null where there is none. */
function unwrapped(value: unknown): Fields | null {
  const inner = reach(value, 'dashboard') ?? value
  const spec = isVersion2(inner) ? inner : (reach(inner, 'spec') ?? inner)
  if (isVersion2(spec)) return dashboardFrom2(spec)
  const dashboard = fieldsOf(spec)
  return Array.isArray(dashboard['panels']) || Array.isArray(dashboard['rows']) ? dashboard : null
}

/** Panels that an export carries along for panels that only refer to them. */
const libraryOf = (dashboard: Fields): ReadonlyMap<string, Fields> =>
  new Map(
    Object.entries(fieldsOf(dashboard['__elements'])).map(([uid, each]) => [
      uid,
      fieldsOf(reach(each, 'model')),
    ]),
  )

const isPanel = (panel: Fields, wanted: string) => wanted === '' || textAt(panel, 'id') === wanted

/**
 * A dashboard as steps, in the order in which it is seen. `need` narrows it to a panel and says what a link set. Null where the value is no
 * dashboard. Every target of every panel is in `steps` or counted in `left`.
 */
export function readDashboard(value: unknown, need: DashboardNeed = whole): Brought | null {
  const dashboard = unwrapped(value)
  if (dashboard === null) return null
  const left: Left[] = []
  const title = textAt(dashboard, 'title')
  const names = readSourceNames(dashboard)
  const time = fieldsOf(dashboard['time'])
  const saved = readRange(time['from'], time['to'])
  if (saved === null && need.range === null && (time['from'] ?? time['to']) !== undefined)
    left.push({
      where: 'The window',
      why: `“${textAt(time, 'from')} to ${textAt(time, 'to')}” cannot be written here`,
      queries: 0,
    })
  const range = need.range ?? saved

  const all = placedPanels(dashboard)
  const wanted = all.filter(({ panel }) => isPanel(panel, need.panel))
  if (need.panel !== '' && wanted.length === 0)
    return leftWhole(
      `Panel ${need.panel}`,
      `the dashboard${title === '' ? '' : ` “${title}”`} has no such panel`,
    )
  const around = {
    names,
    range,
    library: libraryOf(dashboard),
    grafana: need.grafana,
    counted: (all.at(-1)?.place.row ?? 0) > 1,
  }
  const read = wanted.slice(0, bringLimits.panels).map(({ panel, place }) => readPanel(panel, place, around))
  const beyond = wanted.slice(bringLimits.panels)
  if (beyond.length > 0)
    left.push({
      where: 'The dashboard',
      why: `it has ${wanted.length} panels, and ${bringLimits.panels} at most are taken`,
      queries: beyond.reduce((sum, { panel }) => sum + listOf(panel['targets']).length, 0),
    })
  const { variables, left: leftVariables } = readVariables(dashboard, names, need.grafana, need.chosen)
  return {
    ...nothingBrought,
    title,
    range,
    variables,
    steps: read.flatMap(({ step }) => (step === null ? [] : [step])),
    left: [
      ...left,
      ...read.flatMap(panel => panel.left),
      ...leftVariables,
      ...(need.panel === '' ? leftAnnotations(dashboard) : []),
    ],
  }
}

/** A single panel, of either schema or from the library, as a step; null where the value is none. */
export function readLonePanel(value: unknown): Brought | null {
  const model = reach(value, 'result', 'model') ?? reach(value, 'model') ?? value
  const panel = reach(model, 'spec', 'vizConfig') === undefined ? fieldsOf(model) : panelFrom2(model)
  if (!Array.isArray(panel['targets']) && !(panel['type'] === 'text' || panel['libraryPanel'] !== undefined))
    return null
  const around = { names: new Map(), range: null, library: new Map(), grafana: '', counted: false }
  const { step, left } = readPanel(panel, nowhere, around)
  return { ...nothingBrought, title: textAt(panel, 'title'), steps: step === null ? [] : [step], left }
}
