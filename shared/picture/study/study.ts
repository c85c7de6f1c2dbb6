import type { Part } from '#shared/ask/answer.ts'
import type { Query } from '#shared/ask/request.ts'
import { metricName, labelKey, type Labels } from '#shared/series/labels.ts'
import type { Frame } from '#shared/series/series.ts'
import { indexesIn, windowOf, type Grid } from '#shared/time/grid.ts'
import { shifted, type Ms, type Window } from '#shared/time/window.ts'
import { colourOf, coloursFor } from './colour.ts'
import { leastCrowd } from './crowd.ts'
import { loneName, nameBy, tellingLabels } from './naming.ts'
import { moversOf } from './movers.ts'
import { mostOutliers, outliersOf } from './outliers.ts'
import type { Line, PictureInput, QueryAnswer } from '#shared/picture/picture.ts'
import { unitOf, type Counted } from '#shared/picture/scale/unitOf.ts'
import { seriesKey } from '#shared/picture/shown.ts'

/** The series of one query, named, coloured and judged. */
export type Group = {
  readonly query: string
  readonly counted: Counted
  readonly axis: number
  readonly shift: Ms
  /** All of them, in the order of the answer. */
  readonly lines: readonly Line[]
  /** Those that stand out, the farthest from the others first. */
  readonly outliers: readonly Line[]
}

/** What picture, table and sentence have in common. */
export type Study = {
  readonly grid: Grid
  readonly groups: readonly Group[]
  readonly earlier: readonly Group[]
}

const noGrid: Grid = { start: 0, step: 1, count: 0 }

/** The values of a frame on another grid: at each instant the last one not older than a step of the frame. */
function onGrid(frame: Frame, values: Float64Array, grid: Grid): Float64Array {
  const own = frame.grid
  if (own.start === grid.start && own.step === grid.step && own.count === grid.count) return values
  const moved = new Float64Array(grid.count).fill(Number.NaN)
  for (let i = 0; i < grid.count; i++) {
    const at = Math.floor((grid.start + i * grid.step - own.start) / own.step)
    if (at >= 0 && at < own.count) moved[i] = values[at] as number
  }
  return moved
}

const letterOf = (index: number) => (index < 26 ? String.fromCharCode(65 + index) : `Q${index + 1}`)

type Known = {
  readonly part: Part
  readonly query: Query | undefined
  readonly letter: string
  readonly counted: Counted
}

function knownParts({ answer, queries, drawing }: PictureInput): readonly Known[] {
  const asked = queries.filter(query => !query.removed)
  return answer.parts.map(part => {
    const index = asked.findIndex(query => query.id === part.query)
    const query = asked[index]
    return {
      part,
      query,
      letter: letterOf(index < 0 ? asked.length : index),
      counted: unitOf(query?.text ?? '', part.meta, drawing.unit),
    }
  })
}

type Named = { readonly name: string; readonly colouredBy: string }

/** For each series of the parts that are not shifted, by letter and label set: what it is called and coloured by. */
function namesOf(known: readonly Known[], several: boolean): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>()
  for (const { part, query, letter } of known) {
    const all = part.frame.series.map(series => series.labels)
    const telling = tellingLabels(all)
    for (const labels of all) {
      const lone = telling.length === 0
      const value = lone
        ? loneName(labels, query?.text ?? '') || (part.meta?.metric ?? '')
        : nameBy(telling, labels)
      const known = lone && value === (labels[metricName] || part.meta?.metric || '')
      const name = several ? `${letter} ${value}`.trim() : value
      names.set(letter + labelKey(labels), { name, colouredBy: known ? (several ? name : '') : value })
    }
  }
  return names
}

/** Those that stand out in the blip first, then those that do at any other time: a band must not swallow them. */
function outliersOfPart(part: Part, input: PictureInput): readonly number[] {
  const { series, grid } = part.frame
  const columns = series.map(({ values }) => values)
  if (series.length < leastCrowd) {
    const seen = input.drawing.scale === 'log' ? columns.map(column => column.map(Math.log10)) : columns
    return input.blip ? moversOf(seen, indexesIn(grid, input.blip)) : []
  }
  const inBlip = input.blip ? indexesIn(grid, input.blip) : { from: 0, to: 0 }
  const first = inBlip.to - inBlip.from > 1 ? outliersOf(columns, inBlip.from, inBlip.to) : []
  return [...new Set([...first, ...outliersOf(columns, 0, grid.count)])].slice(0, mostOutliers)
}

/** The colours of all lines that may be drawn: those that stand out choose first, then the others by name. */
function coloursOf(
  known: readonly Known[],
  outliers: readonly (readonly number[])[],
  names: ReadonlyMap<string, Named>,
) {
  const coloured = (letter: string, labels: Labels | undefined) =>
    names.get(letter + labelKey(labels ?? {}))?.colouredBy ?? ''
  const first = known.flatMap(({ part, letter }, i) =>
    (outliers[i] ?? []).map(s => coloured(letter, part.frame.series[s]?.labels)),
  )
  const rest = known
    .flatMap(({ part, letter }) =>
      part.frame.series.length < leastCrowd
        ? part.frame.series.map(({ labels }) => coloured(letter, labels))
        : [],
    )
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return coloursFor([...first, ...rest].filter(value => value !== ''))
}

type Studied = Pick<PictureInput, 'queries' | 'blip' | 'drawing'> & { readonly study: Study }

/** The last study of each answer: a graph and its table ask for the same one, and again with each series that is hidden. */
const studied = new WeakMap<QueryAnswer, Studied>()

/** Sorts out what an answer holds: one grid, letters, names, colours, units, axes, and which series stand out. */
export function studyOf(input: PictureInput): Study {
  const { answer, queries, blip, drawing } = input
  const last = studied.get(answer)
  if (last && last.queries === queries && sameWindow(last.blip, blip) && last.drawing.unit === drawing.unit)
    return last.study
  const study = madeOf(input)
  studied.set(answer, { queries, blip, drawing, study })
  return study
}

const sameWindow = (a: Window | null, b: Window | null) => a?.from === b?.from && a?.to === b?.to

function madeOf(input: PictureInput): Study {
  const known = knownParts(input)
  const now = known.filter(({ part }) => part.shift === 0)
  const several = new Set(known.map(({ letter }) => letter)).size > 1
  const grid = known.find(({ part }) => part.frame.grid.count > 0)?.part.frame.grid ?? noGrid
  const names = namesOf(now, several)
  const outliers = now.map(({ part }) => outliersOfPart(part, input))
  const colours = coloursOf(now, outliers, names)
  const units = [...new Set(now.map(({ counted }) => counted.unit))]
  const strongKeys = new Set<string>()
  const outKeys = new Set<string>()

  const groupOf = ({ part, letter, counted }: Known, standing: readonly number[]): Group => {
    const few = part.frame.series.length < leastCrowd
    const lines = part.frame.series.map(({ labels, values }, i): Line => {
      const id = letter + labelKey(labels)
      const { name, colouredBy } = names.get(id) ?? {
        name: '',
        colouredBy: Object.values(labels).join(' · '),
      }
      const strong = part.shift === 0 ? few || standing.includes(i) : few || strongKeys.has(id)
      if (part.shift === 0 && strong) strongKeys.add(id)
      if (part.shift === 0 && standing.includes(i)) outKeys.add(id)
      return {
        key: seriesKey(letter, labels),
        letter: several ? letter : '',
        labels,
        name,
        colour: colouredBy === '' ? 0 : (colours.get(colouredBy) ?? colourOf(colouredBy)),
        axis: Math.min(1, Math.max(0, units.indexOf(counted.unit))),
        shift: part.shift,
        strong,
        standsOut: part.shift === 0 ? standing.includes(i) : outKeys.has(id),
        values: onGrid(part.frame, values, grid),
        named: null,
      }
    })
    return {
      query: part.query,
      counted,
      axis: Math.min(1, Math.max(0, units.indexOf(counted.unit))),
      shift: part.shift,
      lines,
      outliers: standing.flatMap(i => lines[i] ?? []),
    }
  }
  return {
    grid,
    groups: now.map((part, i) => groupOf(part, outliers[i] ?? [])),
    earlier: known.filter(({ part }) => part.shift !== 0).map(part => groupOf(part, [])),
  }
}

/** The mean of what is no gap between two indexes; NaN where there is nothing. */
export function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  let count = 0
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    if (value === value) {
      sum += value
      count++
    }
  }
  return count === 0 ? Number.NaN : sum / count
}

/** The mean of a line over a window: of its own values, or, where the window lies ahead of the grid, of the earlier ones laid under it. */
export function meanIn(line: Line, window: Window, study: Study): number {
  const covered = windowOf(study.grid)
  const own = indexesIn(study.grid, window)
  if (own.to > own.from || (window.from >= covered.from && window.from < covered.to))
    return meanOf(line.values, own.from, own.to)
  for (const group of study.earlier) {
    const laid = indexesIn(study.grid, shifted(window, group.shift))
    const same = group.lines.find(({ key }) => key === line.key)
    if (same && laid.to > laid.from) return meanOf(same.values, laid.from, laid.to)
  }
  return Number.NaN
}
