import type { Place } from '#shared/forms/bring/brought.ts'
import {
  type Fields,
  fieldsOf,
  listAt,
  listOf,
  reach,
  textAt,
  textOf,
} from '#shared/forms/bring/json/reach.ts'

/** A panel with its place on the dashboard. */
export type Placed = { readonly panel: Fields; readonly place: Place }

type Spot = { readonly x: number; readonly y: number }

const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const spotOf = (panel: unknown): Spot => ({
  x: number(reach(panel, 'gridPos', 'x')),
  y: number(reach(panel, 'gridPos', 'y')),
})
const hasSpots = (panels: readonly unknown[]) =>
  panels.every(panel => reach(panel, 'gridPos', 'y') !== undefined)

/** As they are seen: from the top, and from the left in each row. Panels without a position stay in the order of the file. */
const inSight = (panels: readonly unknown[]): readonly unknown[] =>
  hasSpots(panels)
    ? panels.toSorted((a, b) => spotOf(a).y - spotOf(b).y || spotOf(a).x - spotOf(b).x)
    : panels

const isHeading = (panel: Fields) => panel['type'] === 'row' || listOf(panel['panels']).length > 0

/** Nothing nests deeper than this but mischief. */
const deepest = 8

/**
 * The panels of a dashboard as they are seen, headings taken apart: old dashboards have `rows` of panels, new ones `panels` on a grid, among which
 * a heading of type `row` may hold the panels that it hides. `row` counts the rows of panels from 1.
 */
export function placedPanels(dashboard: Fields): readonly Placed[] {
  const found: Placed[] = []
  let row = 0
  let section = ''
  let repeat: unknown
  let level: number | null = null

  const put = (panel: Fields, y: number | null) => {
    if (y === null || y !== level) row++
    level = y
    found.push({ panel: repeat === undefined ? panel : { repeat, ...panel }, place: { row, section } })
  }
  const walk = (panels: readonly unknown[], depth: number) => {
    const grid = hasSpots(panels)
    for (const each of inSight(panels)) {
      const panel = fieldsOf(each)
      if (!isHeading(panel)) put(panel, grid ? spotOf(panel).y : null)
      else {
        section = textOf(panel['title'])
        level = null
        repeat = panel['repeat'] ?? undefined
        if (panel['type'] !== 'row' || listOf(panel['targets']).some(each => textAt(each, 'expr') !== ''))
          put(panel, null)
        if (depth < deepest) walk(listOf(panel['panels']), depth + 1)
        else if (listOf(panel['panels']).length > 0) put(panel, null)
        level = null
      }
    }
  }
  const rows = listAt(dashboard, 'rows')
  rows.forEach((each, index) => {
    section = textAt(each, 'title')
    repeat = reach(each, 'repeat') ?? undefined
    level = null
    for (const panel of listAt(each, 'panels')) put(fieldsOf(panel), -1 - index)
  })
  repeat = undefined
  walk(listAt(dashboard, 'panels'), 0)
  return found
}
