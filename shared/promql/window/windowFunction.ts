/** The samples of one series, and the ends of the window at hand: `start < time <= end`, in milliseconds. Reused from window to window. */
export type Samples = {
  times: Float64Array
  values: Float64Array
  start: number
  end: number
  /** The evaluation time, which offset and @ do not move. */
  instant: number
  /** The function's number argument, where it has one: a quantile, a number of seconds. */
  argument: number
}

/** What a range function makes of the samples `first <= k < last`. There are at least as many as the function's row asks for. */
export type WindowFunction = (samples: Samples, first: number, last: number) => number
