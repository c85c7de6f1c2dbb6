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
  readonly marks: readonly { readonly window: Window; readonly text: string }[]
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

/** One value axis and its range, which is never empty. */
export type ValueAxis = {
  readonly unit: Unit
  /** What stands at its head: `retries/s`, `seconds`; may be empty. */
  readonly title: string
  readonly scale: 'linear' | 'log'
  readonly min: number
  readonly max: number
}

/** Something drawn across the graph at its time, with words in the lane above it. */
export type LaneMark = {
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
  readonly blip: Window | null
  readonly before: Window | null
  readonly lane: readonly LaneMark[]
  /** Why nothing is drawn: no series came back, none of them has a value in view, or the reader hid all. */
  readonly empty: 'series' | 'values' | 'hidden' | null
  /** The graph in words. */
  readonly sentence: string
}
