import { plainDrawing } from '#shared/ask/drawing.ts'
import type { Need, Brought, BroughtStep, BroughtVariable, SourceHint } from '#shared/forms/bring/brought.ts'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import type { TimeRange } from '#shared/time/range.ts'

const rangeText = (range: TimeRange | null) => (range === null ? [] : [`${range.from} to ${range.to}`])
const hintText = ({ name, uid, address, grafana }: SourceHint) =>
  [name || uid || address, grafana].filter(Boolean).join(' of ')

const drawingText = (step: Extract<BroughtStep, { is: 'ask' }>) => {
  const { drawing } = step
  return [
    ...(drawing.unit === plainDrawing.unit ? [] : [drawing.unit]),
    ...(drawing.shape === 'heatmap' ? ['heatmap'] : []),
    ...(drawing.scale === 'log' ? ['log'] : []),
    ...(drawing.base === 'zero' ? ['from 0'] : []),
    ...(drawing.stacked ? ['stacked'] : []),
    ...(drawing.threshold === null ? [] : [`line at ${drawing.threshold}`]),
    ...rangeText(step.range),
  ]
}

const stepText = (step: BroughtStep): string => {
  if (step.is === 'note') return `${step.title}: note ${JSON.stringify(step.text)}`
  const queries = step.queries.map(({ text, legend, source }) => {
    const on = hintText(source)
    return text + (legend === '' ? '' : ` “${legend}”`) + (on === '' ? '' : ` on ${on}`)
  })
  return [`${step.title}: ${queries.join(' & ')}`, ...drawingText(step)].join('; ')
}

const variableText = ({ name, from, chosen, several, all }: BroughtVariable) => {
  const values =
    from.kind === 'list'
      ? `one of ${from.values.join('|')}`
      : from.kind === 'label'
        ? `${from.label} of ${from.selector || 'all'}${hintText(from.source) === '' ? '' : ` on ${hintText(from.source)}`}`
        : 'typed'
  const now = chosen === 'all' ? `all ${all}` : chosen.join('|')
  return `$${name}: ${values}; now ${now}${several ? '; several' : ''}`
}

const needText = (need: Need) => {
  if ('link' in need) return `needs ${need.link}`
  const panel = need.panel === '' ? '' : ` panel ${need.panel}`
  return `needs ${need.grafana} ${need.uid}${panel} ${JSON.stringify(need.chosen)} ${rangeText(need.range).join('')}`
}

/** What was brought, a line for each thing; the lines of a case are what a reader would want to know. */
export const outline = (brought: Brought): readonly string[] => [
  ...(brought.title === '' && brought.range === null
    ? []
    : [[brought.title, ...rangeText(brought.range)].join('; ')]),
  ...brought.variables.map(variableText),
  ...brought.steps.map(stepText),
  ...brought.needs.map(needText),
  ...brought.left.map(({ where, why }) => `left ${where}: ${why}`),
]

/** The outline of a paste; null where it is none. */
export const pasted = (text: string): readonly string[] | null => {
  const brought = readBrought(text)
  return brought === null ? null : outline(brought)
}

/** The outline of JSON that is pasted. */
export const pastedJson = (value: unknown): readonly string[] | null => pasted(JSON.stringify(value, null, 2))

type Json = Readonly<Record<string, unknown>>

/** A time series panel with one query, in the half of the dashboard that `at` says: row of the grid, and left or right. */
export const panel = (title: string, expr: string, more: Json = {}, target: Json = {}): Json => ({
  type: 'timeseries',
  title,
  targets: [{ refId: 'A', expr, ...target }],
  ...more,
})

export const at = (y: number, x = 0): Json => ({ gridPos: { x, y, w: 12, h: 8 } })
export const unit = (name: string, custom: Json = {}): Json => ({
  fieldConfig: { defaults: { unit: name, custom }, overrides: [] },
})
export const heading = (title: string, y: number, panels: readonly Json[] = []): Json => ({
  type: 'row',
  title,
  collapsed: panels.length > 0,
  panels,
  ...at(y),
})
export const variables = (...list: readonly Json[]): Json => ({ templating: { list } })
