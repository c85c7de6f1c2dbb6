/**
 * What a step's values count; `auto`: taken from the metric's name, its metadata and the query. `percent` is of a hundred, `ratio` of one;
 * `bytes` are written in powers of 1,024, `decimalBytes` and `bits` in powers of 1,000.
 */
export const graphUnits = [
  'auto',
  'none',
  'count',
  'seconds',
  'milliseconds',
  'bytes',
  'decimalBytes',
  'bits',
  'ratio',
  'percent',
  'perSecond',
  'bytesPerSecond',
  'decimalBytesPerSecond',
  'bitsPerSecond',
] as const
export type GraphUnit = (typeof graphUnits)[number]

/** How a step's graph is drawn for everybody. */
export type Drawing = {
  /** `auto` draws the buckets of a histogram as a heatmap and all else as lines. */
  readonly shape: 'auto' | 'lines' | 'heatmap'
  readonly scale: 'linear' | 'log'
  readonly base: 'zero' | 'auto'
  readonly unit: GraphUnit
  /** `crowd` folds the series that do not stand out into a band; `lines` draws each. */
  readonly crowd: 'crowd' | 'lines'
  /** Each series on top of the one before. */
  readonly stacked: boolean
  /** A level drawn across the graph, in the unit of its first axis. */
  readonly threshold: number | null
}

/** How a graph is drawn where nobody has said anything. */
export const plainDrawing: Drawing = {
  shape: 'auto',
  scale: 'linear',
  base: 'zero',
  unit: 'auto',
  crowd: 'crowd',
  stacked: false,
  threshold: null,
}
