import { type Drawing, plainDrawing } from '#shared/ask/drawing.ts'
import {
  type Fields,
  fieldsOf,
  listAt,
  listOf,
  reach,
  textAt,
  textOf,
} from '#shared/forms/bring/json/reach.ts'
import { unitFrom } from './units.ts'

/** How a panel draws, and what of it has no like here. */
export type Drawn = { readonly drawing: Drawing; readonly unlike: readonly string[] }

const alongTime = /^(timeseries|graph|trend|barchart)$/

/** Grafana's own first thresholds, which nobody set. */
const untouched = (levels: readonly number[]) => levels.length === 1 && levels[0] === 80

type Level = { readonly threshold: number | null; readonly unlike: readonly string[] }

function levelOf(levels: readonly number[]): Level {
  const threshold = levels.at(-1) ?? null
  const others = levels.slice(0, -1)
  return {
    threshold,
    unlike:
      others.length === 0
        ? []
        : [`of the thresholds ${levels.join(', ')} only ${threshold} is drawn: a graph has one line`],
  }
}

const numbers = (values: readonly unknown[]): readonly number[] =>
  values.filter(value => typeof value === 'number' && Number.isFinite(value)) as readonly number[]

/** Levels of a new panel: drawn as lines where its style says so, or where they colour a single value. */
function newLevels(panel: Fields, graph: boolean): Level {
  const steps = listAt(panel, 'fieldConfig', 'defaults', 'thresholds', 'steps')
  const levels = numbers(steps.map(step => reach(step, 'value'))).filter((_, i) => steps.length > 1 || i > 0)
  const style = textAt(panel, 'fieldConfig', 'defaults', 'custom', 'thresholdsStyle', 'mode')
  const shown = graph ? style !== '' && style !== 'off' : !untouched(levels)
  if (!shown || levels.length === 0) return { threshold: null, unlike: [] }
  if (textAt(panel, 'fieldConfig', 'defaults', 'thresholds', 'mode') === 'percentage')
    return { threshold: null, unlike: ['its thresholds are in percent of the axis'] }
  return levelOf(levels)
}

/** Levels of an old graph: `thresholds: [{ value }]`; the oldest have them on the grid. */
function oldLevels(panel: Fields): Level {
  const listed = numbers(listAt(panel, 'thresholds').map(level => reach(level, 'value')))
  const onGrid = numbers([reach(panel, 'grid', 'threshold1'), reach(panel, 'grid', 'threshold2')])
  return levelOf(listed.length > 0 ? listed : onGrid)
}

const isZero = (value: unknown) => value === 0 || value === '0'

/** How the panel is drawn here: shape, unit, scale, base, stack and threshold, of new and old panels. */
export function readDrawing(panel: Fields, type: string): Drawn {
  const defaults = fieldsOf(reach(panel, 'fieldConfig', 'defaults'))
  const custom = fieldsOf(defaults['custom'])
  const axis = fieldsOf(listOf(panel['yaxes'])[0] ?? panel['yaxis'])
  const graph = alongTime.test(type)
  const unlike: string[] = []

  const format =
    textOf(defaults['unit']) ||
    textAt(panel, 'options', 'yAxis', 'unit') ||
    textAt(panel, 'yAxis', 'format') ||
    textOf(axis['format']) ||
    textOf(listOf(panel['y_formats'])[0]) ||
    textOf(panel['format'])
  const unit = unitFrom(format)
  if (unit === null) unlike.push(`the unit ${format} is not known here`)
  const right = textOf(fieldsOf(listOf(panel['yaxes'])[1])['format'])
  const usesRight = listAt(panel, 'seriesOverrides').some(each => textAt(each, 'yaxis') === '2')
  if (usesRight && right !== format) unlike.push(`its second axis (${right || 'short'})`)

  const scale = textAt(custom, 'scaleDistribution', 'type')
  const log =
    scale === 'log' ||
    scale === 'symlog' ||
    Number(reach(axis, 'logBase') ?? 1) > 1 ||
    Number(textAt(panel, 'yAxis', 'logBase') || 1) > 1
  if (scale === 'symlog') unlike.push('its symmetric logarithm is a plain one here')

  const stacking = textAt(custom, 'stacking', 'mode')
  const stacked = (stacking !== '' && stacking !== 'none') || panel['stack'] === true
  if (stacking === 'percent' || panel['percentage'] === true) unlike.push('it stacks to a hundred percent')

  const levels =
    reach(panel, 'fieldConfig', 'defaults', 'thresholds') === undefined || type === 'graph'
      ? oldLevels(panel)
      : newLevels(panel, graph)
  const fromZero =
    isZero(defaults['min']) || isZero(custom['axisSoftMin']) || isZero(axis['min']) || stacked || !graph
  return {
    drawing: {
      ...plainDrawing,
      shape: type === 'heatmap' || type === 'heatmap-new' ? 'heatmap' : 'auto',
      unit: unit ?? 'none',
      scale: log ? 'log' : 'linear',
      base: fromZero ? 'zero' : 'auto',
      stacked,
      threshold: levels.threshold,
    },
    unlike: [...unlike, ...levels.unlike],
  }
}
