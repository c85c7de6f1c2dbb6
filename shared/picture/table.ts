import type { Labels } from '#shared/series/labels.ts'
import type { PictureInput } from './picture.ts'
import type { Unit } from './scale/unit.ts'
import type { SeriesKey } from './shown.ts'

/** With a blip: its mean, the mean before, the share of the rise and the lift; without: over what is in view. */
export type Measure = 'blip' | 'before' | 'share' | 'lift' | 'mean' | 'min' | 'max' | 'last'

export type TableRow = {
  readonly key: SeriesKey
  readonly letter: string
  readonly labels: Labels
  readonly name: string
  /** 1 to 10; 0 is the colour of the text. */
  readonly colour: number
  readonly strong: boolean
  readonly shown: boolean
  readonly unit: Unit
  /** NaN: not known. `share` is a fraction of one. */
  readonly values: Readonly<Partial<Record<Measure, number>>>
  /** The series folded into this row; its values are the mean of each, its share that of all. */
  readonly members: readonly TableRow[]
}

export type Table = {
  /** The labels that vary, the most telling first. */
  readonly labels: readonly string[]
  readonly measures: readonly Measure[]
  readonly direction: 'rise' | 'fall'
  readonly rows: readonly TableRow[]
}

export type Order = { readonly by: string; readonly descending: boolean }

/** The numbers under a graph. */
export function tableOf(input: PictureInput): Table {
  return {
    labels: [],
    measures: input.blip ? ['blip', 'before', 'share', 'lift'] : ['mean', 'min', 'max', 'last'],
    direction: 'rise',
    rows: [],
  }
}

/** The rows by a label or a measure; NaN and folded rows last either way. */
export function sortRows(rows: readonly TableRow[], order: Order): readonly TableRow[] {
  return order.descending ? rows : rows
}
