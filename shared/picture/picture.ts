import type { Answer } from '#shared/ask/answer.ts'
import type { Drawing } from '#shared/ask/drawing.ts'
import type { WorldEvent } from '#shared/ask/event.ts'
import type { Query } from '#shared/ask/request.ts'
import type { Labels } from '#shared/series/labels.ts'
import type { Zone } from '#shared/time/clock.ts'
import type { Grid } from '#shared/time/grid.ts'
import type { Ms, Window } from '#shared/time/window.ts'
import type { Unit } from './scale/unit.ts'
import type { SeriesKey, SeriesState } from './shown.ts'

export type QueryAnswer = Extract<Answer, { readonly kind: 'query' }>

/** Everything that a graph and its table are made from. */
export type PictureInput = {
  readonly answer: QueryAnswer
  /** The queries of the step: their texts tell the unit; letters A, B, … go to those that are not removed, in order. */
  readonly queries: readonly Query[]
  readonly blip: Window | null
  readonly before: Window | null
  readonly events: readonly WorldEvent[]
  readonly marks: readonly { readonly id: string; readonly window: Window; readonly text: string }[]
  readonly drawing: Drawing
  readonly shown: SeriesState
  readonly zone: Zone
  /** The stretch of time drawn, where a reader zoomed; null: all of it. */
  readonly view: Window | null
}

/** A series on the picture's grid. NaN is a gap. */
export type Line = {
  readonly key: SeriesKey
  /** The query's letter; empty where the step has one query only. */
  readonly letter: string
  readonly labels: Labels
  /** What tells it from the others, in a few words: `i-0c3f9a`. */
  readonly name: string
  /** 1 to 10; 0 is the colour of the text. */
  readonly colour: number
  readonly axis: number
  readonly unit: Unit
  /** Worked out here from the buckets of a histogram: no series of the source. */
  readonly computed: boolean
  /** How much earlier than drawn the values are; more than 0 is drawn dashed and quieter. */
  readonly shift: Ms
  /** Drawn with weight: it differs from the crowd, or there is no crowd to differ from. */
  readonly strong: boolean
  /** It differs from the others: from the crowd, or by moving in the blip while others of a few do not. */
  readonly standsOut: boolean
  readonly values: Float64Array
  /** Where its name is best written: at an instant of the grid, beside a peak or at the end; null: nowhere. */
  readonly named: { readonly index: number; readonly at: 'peak' | 'end' } | null
}

/** The series of one query that do not stand out, as a band. `low ≤ median ≤ high` where they are not NaN. */
export type Crowd = {
  readonly letter: string
  readonly axis: number
  readonly shift: Ms
  readonly low: Float64Array
  readonly median: Float64Array
  readonly high: Float64Array
  /** `59 others: median, p10–p90`; empty where the band is an earlier one, laid under. */
  readonly name: string
  readonly members: readonly Line[]
}

/** One layer of a stack: between `low` and `high` on its axis; both are NaN where all layers have a gap. */
export type Area = {
  readonly name: string
  /** 0 to 10 as that of a line; null: the colour of the crowd. */
  readonly colour: number | null
  readonly axis: number
  readonly unit: Unit
  /** The series; null: those of the crowd together. */
  readonly line: Line | null
  /** What it adds at each instant; NaN is a gap. */
  readonly values: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** A histogram over time: a row for each bucket, as high on the axis as its bounds are apart. */
export type Heat = {
  /** Upper bounds, ascending; the last may be infinite. */
  readonly bounds: readonly number[]
  /** One more than bounds: where each row begins and ends on the axis. What has no end gets a row like its neighbour's. */
  readonly edges: readonly number[]
  /** The rows, from and one past the last, between which all counts in view lie. */
  readonly rows: { readonly from: number; readonly to: number }
  /** For each bound its count at each instant; NaN is a gap. */
  readonly counts: readonly Float64Array[]
  readonly scale: 'linear' | 'log'
  /** The greatest count of a bucket in view. */
  readonly most: number
  /** Of the bounds. */
  readonly unit: Unit
  /** Of the counts. */
  readonly counted: Unit
}

/** A level drawn across the plot on the first axis. */
export type Threshold = { readonly value: number; readonly text: string }

/** One value axis and its range, which is never empty. */
export type ValueAxis = {
  readonly unit: Unit
  /** What stands at its head: `retries/s`, `seconds`; may be empty. */
  readonly title: string
  readonly scale: 'linear' | 'log'
  readonly min: number
  readonly max: number
  /** Where its ticks may stand: the bounds of buckets; null: at round values. */
  readonly bounds: readonly number[] | null
}

/** Something drawn across the graph at its time, with words in the lane above it. */
export type LaneMark = {
  readonly id: string
  readonly at: Ms
  readonly until: Ms | null
  readonly text: string
  /** The plural that several of them fold into: `deploys`. */
  readonly plural: string
  readonly is: 'event' | 'mark'
}

/** A graph as values: no pixels, no fonts, no theme. Drawn by uPlot on screens and as SVG elsewhere. */
export type Picture = {
  readonly grid: Grid
  readonly view: Window
  readonly zone: Zone
  /** One or two; none where there is nothing to draw. */
  readonly axes: readonly ValueAxis[]
  readonly crowds: readonly Crowd[]
  /** In the order in which they are painted: the last lies on top. */
  readonly lines: readonly Line[]
  /** The layers of a stack from the foot up, in place of crowds and lines of now; empty where nothing is stacked. */
  readonly areas: readonly Area[]
  readonly heat: Heat | null
  readonly threshold: Threshold | null
  readonly blip: Window | null
  readonly before: Window | null
  readonly lane: readonly LaneMark[]
  /** Why nothing is drawn: no series came back, none of them has a value in view, or the reader hid all. */
  readonly empty: 'series' | 'values' | 'hidden' | null
  /** The graph in words. */
  readonly sentence: string
  /** What a reader has to know to read it rightly, in sentences: what is not shown, or shown on another's axis. */
  readonly remarks: readonly string[]
}
