import type { Labels } from '#shared/series/labels.ts'
import { indexesIn, instantAt } from '#shared/time/grid.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import { countsIn, percentiles, quantileIn, totalOf } from '#shared/picture/histogram/buckets.ts'
import { isTemplate } from '#shared/picture/naming/legend.ts'
import { varyingLabels } from '#shared/picture/naming/telling.ts'
import type { Line, PictureInput } from './picture.ts'
import { noExtent, widen } from './scale/extent.ts'
import type { Unit } from './scale/unit.ts'
import { isShown, type SeriesKey } from './shown.ts'
import {
  meanIn,
  meanOf,
  studyOf,
  type Group,
  type Histogram,
  type Study,
} from '#shared/picture/study/study.ts'

/** With a blip: its mean, the mean before, the share of the rise and the lift; without: over what is in view. */
export type Measure = 'blip' | 'before' | 'share' | 'lift' | 'mean' | 'min' | 'max' | 'last'

type Values = Readonly<Partial<Record<Measure, number>>>

export type TableRow = {
  readonly key: SeriesKey
  /** The id of its query. */
  readonly query: string
  readonly letter: string
  readonly labels: Labels
  readonly name: string
  /** 1 to 10; 0 is the colour of the text. */
  readonly colour: number
  /** What it does is worth a look: it differs from the others, or it is alone. */
  readonly standsOut: boolean
  readonly shown: boolean
  readonly unit: Unit
  /** Worked out from a histogram: no series that could be filtered to. */
  readonly computed: boolean
  /** The first instant with a value, where it is not the first of the window; null also where there is none. */
  readonly began: Ms | null
  /** NaN: not known. `share` is a fraction of one; `lift` is infinite where there was nothing before. */
  readonly values: Values
  /** The series folded into this row; its values are the mean of each, its share that of all. */
  readonly members: readonly TableRow[]
}

export type Table = {
  /** The labels that vary within a query, the one with the most values first. */
  readonly labels: readonly string[]
  readonly measures: readonly Measure[]
  /** A legend says how series are called: their names come before their labels. */
  readonly named: boolean
  /** What the shares are shares of. */
  readonly direction: 'rise' | 'fall'
  readonly rows: readonly TableRow[]
}

/** `by`: a measure, a label's name, or `name`. */
export type Order = { readonly by: string; readonly descending: boolean }

type Measured = { readonly line: Line; readonly blip: number; readonly before: number; readonly rise: number }

/** A series that was not there counts as zero for the rise: a node that came up with a deploy brings all it does. */
function measured(line: Line, input: PictureInput, study: Study): Measured {
  const blip = input.blip ? meanIn(line, input.blip, study) : Number.NaN
  const before = input.before ? meanIn(line, input.before, study) : Number.NaN
  const known = input.before !== null && !(Number.isNaN(blip) && Number.isNaN(before))
  return { line, blip, before, rise: known ? (blip || 0) - (before || 0) : Number.NaN }
}

/** Where the lines are percentiles of a histogram, those of all observations of a window together, and how many there were. */
function histogramRows(
  group: Group,
  histogram: Histogram,
  input: PictureInput,
  study: Study,
): readonly TableRow[] {
  const countsOf = (window: Window | null) => {
    const { from, to } = window ? indexesIn(study.grid, window) : { from: 0, to: 0 }
    return { counts: countsIn(histogram, from, to), instants: to - from }
  }
  const [blip, before] = [countsOf(input.blip), countsOf(input.before)]
  const pair = (blip: number, before: number): Values => ({
    blip,
    before,
    share: Number.NaN,
    lift: liftOf(blip, before),
  })
  const asked = blip.instants + before.instants > 0
  const row = (line: Line, unit: Unit, values: Values): TableRow => ({
    key: line.key,
    query: group.query,
    letter: line.letter,
    labels: line.labels,
    name: line.name,
    colour: line.colour,
    standsOut: false,
    shown: isShown(input.shown, line.key),
    unit,
    computed: true,
    began: null,
    values,
    members: [],
  })
  const lines = group.lines.map((line, i) => {
    const of = ({ counts }: typeof blip) => quantileIn(histogram.bounds, counts, (percentiles[i] ?? 0) / 100)
    const values = asked ? pair(of(blip), of(before)) : overWindow(line, input, study)
    return row(line, group.counted.unit, values)
  })
  const [first] = group.lines
  if (!first) return lines
  const name = `${first.letter} observations`.trim()
  const all: Line = {
    ...first,
    key: `${first.letter} observations`,
    name,
    labels: {},
    values: totalOf(histogram),
  }
  const rate = ({ counts, instants }: typeof blip) =>
    instants === 0 ? Number.NaN : counts.reduce((sum, count) => sum + count, 0) / instants
  const values = asked ? pair(rate(blip), rate(before)) : overWindow(all, input, study)
  return [...lines, { ...row(all, histogram.unit, values), shown: true }]
}

function beganAt({ values }: Line, { grid }: Study): Ms | null {
  const first = values.findIndex(Number.isFinite)
  return first > 0 ? instantAt(grid, first) : null
}

/** How many times as high; of values below zero that says nothing. */
const liftOf = (blip: number, before: number) =>
  blip < 0 || before < 0 ? Number.NaN : before === 0 ? (blip > 0 ? Infinity : Number.NaN) : blip / before

function overWindow(line: Line, input: PictureInput, study: Study): Values {
  const range = input.view ? indexesIn(study.grid, input.view) : { from: 0, to: study.grid.count }
  const extent = noExtent()
  widen(extent, line.values, range.from, range.to)
  const some = extent.max >= extent.min
  let last = Number.NaN
  for (let i = range.to - 1; i >= range.from && Number.isNaN(last); i--) last = line.values[i] as number
  return {
    mean: meanOf(line.values, range.from, range.to),
    min: some ? extent.min : Number.NaN,
    max: some ? extent.max : Number.NaN,
    last,
  }
}

const mean = (numbers: readonly number[]) => {
  const known = numbers.filter(number => !Number.isNaN(number))
  return known.length === 0 ? Number.NaN : known.reduce((sum, number) => sum + number, 0) / known.length
}

function foldedValues(members: readonly TableRow[], measures: readonly Measure[]): Values {
  const each = (measure: Measure) => mean(members.map(({ values }) => values[measure] ?? Number.NaN))
  const values: Partial<Record<Measure, number>> = {}
  for (const measure of measures) values[measure] = each(measure)
  if (measures.includes('share')) {
    const shares = members
      .map(({ values }) => values.share ?? Number.NaN)
      .filter(share => !Number.isNaN(share))
    values.share = shares.length === 0 ? Number.NaN : shares.reduce((sum, share) => sum + share, 0)
    values.lift = liftOf(values.blip ?? Number.NaN, values.before ?? Number.NaN)
  }
  return values
}

/** The plural of a label's name, as far as English is regular: `regions`, `zones`, `statuses`. */
const pluralOf = (name: string) =>
  name.endsWith('s') ? `${name}es` : name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`

/** The label values that all members share; those that differ are counted: `3 regions`. */
function foldedLabels(members: readonly TableRow[], names: readonly string[]): Labels {
  const labels: Record<string, string> = {}
  for (const name of names) {
    const values = new Set(members.map(({ labels }) => labels[name] ?? ''))
    labels[name] = values.size === 1 ? ([...values][0] ?? '') : `${values.size} ${pluralOf(name)}`
  }
  return labels
}

/** A share is said where there are several to share a rise; where nothing is known of the blip or before it, all that is in view is. */
const measuresOf = (all: readonly Measured[], { groups }: Study): readonly Measure[] =>
  all.every(({ blip, before }) => Number.isNaN(blip) && Number.isNaN(before))
    ? ['mean', 'min', 'max', 'last']
    : groups.some(({ lines, histogram }) => lines.length > 1 && !histogram)
      ? ['blip', 'before', 'share', 'lift']
      : ['blip', 'before', 'lift']

/** The numbers under a graph. Rows that stand out come first, the farthest from the crowd on top; the rest is folded. */
export function tableOf(input: PictureInput): Table {
  const study = studyOf(input)
  const all = study.groups.flatMap(group => group.lines.map(line => measured(line, input, study)))
  const ofSource = study.groups.filter(({ histogram }) => !histogram)
  const measures = measuresOf(all, study)
  const total = all.reduce((sum, { rise }) => sum + (rise || 0), 0)
  const sign = total < 0 ? -1 : 1
  const labels = [...new Set(ofSource.flatMap(({ lines }) => varyingLabels(lines.map(line => line.labels))))]

  const rowsOf = (group: Group): readonly TableRow[] => {
    if (group.histogram) return histogramRows(group, group.histogram, input, study)
    const own = group.lines.map(line => measured(line, input, study))
    const towards = own.reduce((sum, { rise }) => sum + Math.max(0, (rise || 0) * sign), 0)
    const rows = own.map(({ line, blip, before, rise }): TableRow => ({
      key: line.key,
      query: group.query,
      letter: line.letter,
      labels: line.labels,
      name: line.name,
      colour: line.colour,
      standsOut: line.standsOut,
      shown: isShown(input.shown, line.key),
      unit: group.counted.unit,
      computed: false,
      began: beganAt(line, study),
      values: measures.includes('blip')
        ? {
            blip,
            before,
            share: towards > 0 && !Number.isNaN(rise) ? Math.max(0, rise * sign) / towards : Number.NaN,
            lift: liftOf(blip, before),
          }
        : overWindow(line, input, study),
      members: [],
    }))
    const rank = new Map(group.outliers.map(({ key }, i) => [key, i]))
    const drawn = new Set(group.lines.filter(({ strong }) => strong).map(({ key }) => key))
    const loud = rows.filter(({ key }) => drawn.has(key))
    const quiet = rows.filter(({ key }) => !drawn.has(key))
    const first = sortRows(loud, { by: measures[0] ?? 'mean', descending: true }).toSorted(
      (a, b) => (rank.get(a.key) ?? Infinity) - (rank.get(b.key) ?? Infinity) || 0,
    )
    const [some] = quiet
    if (!some) return first
    const others = `${quiet.length} ${first.length > 0 ? 'others' : 'series'}`
    const folded: TableRow = {
      ...some,
      standsOut: false,
      began: null,
      key: `${some.letter} others`,
      labels: foldedLabels(quiet, labels),
      name: `${some.letter} ${others}`.trim(),
      colour: 0,
      shown: quiet.some(({ shown }) => shown),
      values: foldedValues(quiet, measures),
      members: sortRows(quiet, { by: measures[0] ?? 'mean', descending: true }),
    }
    return [...first, folded]
  }
  return {
    labels,
    measures,
    named: input.queries.some(({ removed, legend }) => !removed && isTemplate(legend)),
    direction: sign < 0 ? 'fall' : 'rise',
    rows: study.groups.flatMap(rowsOf),
  }
}

/** The rows by a label or a measure, folded ones sorted within. Unknown values and folded rows come last either way. */
export function sortRows(rows: readonly TableRow[], { by, descending }: Order): readonly TableRow[] {
  const direction = descending ? -1 : 1
  const last = (row: TableRow) =>
    (row.members.length > 0 ? 2 : 0) + (Number.isNaN(row.values[by as Measure] ?? 0) ? 1 : 0)
  const textOf = (row: TableRow) => (by === 'name' ? row.name : (row.labels[by] ?? ''))
  return rows
    .map(row =>
      row.members.length > 0 ? { ...row, members: sortRows(row.members, { by, descending }) } : row,
    )
    .sort((a, b) => {
      const apart = last(a) - last(b)
      if (apart !== 0) return apart
      const x = a.values[by as Measure]
      const y = b.values[by as Measure]
      if (x !== undefined && y !== undefined)
        return x === y || Number.isNaN(x) ? 0 : direction * (x < y ? -1 : 1)
      const [s, t] = [textOf(a), textOf(b)]
      return s === t ? 0 : direction * (s < t ? -1 : 1)
    })
}
