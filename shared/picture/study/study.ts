import type { Part } from '#shared/ask/answer.ts'
import type { Drawing } from '#shared/ask/drawing.ts'
import type { Query } from '#shared/ask/request.ts'
import { labelKey, type Labels } from '#shared/series/labels.ts'
import type { Frame } from '#shared/series/series.ts'
import { indexesIn, windowOf, type Grid } from '#shared/time/grid.ts'
import { shifted, type Ms, type Window } from '#shared/time/window.ts'
import { axesFor } from './axes.ts'
import { colourOf, coloursFor } from './colour.ts'
import { leastCrowd } from './crowd.ts'
import { moversOf } from './movers.ts'
import { mostOutliers, outliersOf } from './outliers.ts'
import type { Line, PictureInput, QueryAnswer } from '#shared/picture/picture.ts'
import { bucketsOf, percentileFrame, type Buckets } from '#shared/picture/histogram/buckets.ts'
import { namesOf, type Named } from '#shared/picture/naming/names.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'
import { unitOf, unitOfBounds, type Counted } from '#shared/picture/scale/unitOf.ts'
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
  /** The histogram whose percentiles the lines are; null where they are series of the source. */
  readonly histogram: Histogram | null
}

/** Buckets, and the unit of their counts. */
export type Histogram = Buckets & { readonly unit: Unit }

/** What picture, table and sentence have in common. */
export type Study = {
  readonly grid: Grid
  readonly groups: readonly Group[]
  readonly earlier: readonly Group[]
  /** What has to be said of it. */
  readonly remarks: readonly string[]
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
  readonly histogram: Histogram | null
}

function knownParts({ answer, queries, drawing }: PictureInput): readonly Known[] {
  const asked = queries.filter(query => !query.removed)
  return answer.parts.map(part => {
    const index = asked.findIndex(query => query.id === part.query)
    const query = asked[index]
    const text = query?.text ?? ''
    const letter = letterOf(index < 0 ? asked.length : index)
    const buckets = drawing.shape === 'lines' ? null : bucketsOf(part.frame)
    if (!buckets)
      return { part, query, letter, counted: unitOf(text, part.meta, drawing.unit), histogram: null }
    return {
      part: { ...part, frame: percentileFrame(buckets, part.frame) },
      query: undefined,
      letter,
      counted: { unit: unitOfBounds(text, part.meta, drawing.unit), title: '' },
      histogram: { ...buckets, unit: unitOf(text, part.meta, 'auto').unit },
    }
  })
}

/** The buckets of one query make the heatmap; those of a second would lie on it, and are drawn as their percentiles. */
function remarksOf(known: readonly Known[], { drawing }: PictureInput): readonly string[] {
  const heated = known.filter(({ histogram, part }) => histogram && part.shift === 0)
  const [first] = heated
  if (!first)
    return drawing.shape === 'heatmap'
      ? ['Nothing here is a histogram: a heatmap needs series with the label le. It is drawn as lines.']
      : []
  const over = first.histogram?.over ?? []
  return [
    ...(over.length > 0 ? [`The heatmap is the sum over ${over.join(', ')}.`] : []),
    ...(heated.length > 1
      ? ['Only the first histogram is a heatmap; of the others the percentiles are drawn.']
      : []),
  ]
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
  if (last && last.queries === queries && sameWindow(last.blip, blip) && sameStudy(last.drawing, drawing))
    return last.study
  const study = madeOf(input)
  studied.set(answer, { queries, blip, drawing, study })
  return study
}

const sameStudy = (a: Drawing, b: Drawing) => a.unit === b.unit && a.shape === b.shape && a.scale === b.scale
const sameWindow = (a: Window | null, b: Window | null) => a?.from === b?.from && a?.to === b?.to

function madeOf(input: PictureInput): Study {
  const known = knownParts(input)
  const now = known.filter(({ part }) => part.shift === 0)
  const several = new Set(known.map(({ letter }) => letter)).size > 1
  const grid = known.find(({ part }) => part.frame.grid.count > 0)?.part.frame.grid ?? noGrid
  const names = namesOf(now, several)
  const outliers = now.map(({ part, histogram }) => (histogram ? [] : outliersOfPart(part, input)))
  const colours = coloursOf(now, outliers, names)
  const axes = axesFor(
    now
      .toSorted((a, b) => Number(b.histogram !== null) - Number(a.histogram !== null))
      .map(({ part, letter, counted }) => ({ part, letter, unit: counted.unit })),
  )
  const strongKeys = new Set<string>()
  const outKeys = new Set<string>()

  const groupOf = ({ part, letter, counted, histogram }: Known, standing: readonly number[]): Group => {
    const axis = axes.of.get(counted.unit) ?? 0
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
        colour: colouredBy === '' || histogram ? 0 : (colours.get(colouredBy) ?? colourOf(colouredBy)),
        axis,
        unit: counted.unit,
        computed: histogram !== null,
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
      axis,
      shift: part.shift,
      lines,
      outliers: standing.flatMap(i => lines[i] ?? []),
      histogram,
    }
  }
  return {
    grid,
    groups: now.map((part, i) => groupOf(part, outliers[i] ?? [])),
    earlier: known.filter(({ part }) => part.shift !== 0).map(part => groupOf(part, [])),
    remarks: [...axes.remarks, ...remarksOf(known, input)],
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
