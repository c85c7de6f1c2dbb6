/** `auto`: taken from the metric's name, its metadata and the query. */
export type GraphUnit = 'auto' | 'none' | 'seconds' | 'bytes' | 'percent' | 'perSecond'

/** How a step's graph is drawn for everybody. */
export type Drawing = {
  readonly scale: 'linear' | 'log'
  readonly base: 'zero' | 'auto'
  readonly unit: GraphUnit
  /** `crowd` folds the series that do not stand out into a band; `lines` draws each. */
  readonly crowd: 'crowd' | 'lines'
}

export const plainDrawing: Drawing = { scale: 'linear', base: 'zero', unit: 'auto', crowd: 'crowd' }
