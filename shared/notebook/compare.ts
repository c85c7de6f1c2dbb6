import type { Answer, Part } from '#shared/ask/answer.ts'
import { labelKey, type Labels } from '#shared/series/labels.ts'
import type { Frame, FrameSeries } from '#shared/series/series.ts'
import { instantAt } from '#shared/time/grid.ts'
import type { Ms } from '#shared/time/window.ts'

/** Where two answers differ most: by so much, at that instant, in that series. NaN is a gap. */
export type Deviation = {
  readonly query: string
  readonly labels: Labels
  readonly at: Ms
  readonly was: number
  readonly is: number
}

/** What a later answer says against an earlier one. `share`: of the values that either has, how many differ, 0 to 1. */
export type Comparison =
  | { readonly is: 'same' }
  | {
      readonly is: 'changed'
      readonly share: number
      /** Series that differ in values, that only the later answer has, and that only the earlier has. */
      readonly changed: number
      readonly fresh: number
      readonly gone: number
      readonly most: Deviation
    }
  /** The earlier answer had values, and the later one has none. */
  | { readonly is: 'gone' }

/** Engines differ in the last digits: so much of a series' largest value is no difference. */
const tolerance = 1e-6

/**
 * Compares two answers to one question, value by value, within a tolerance. Series are matched by their labels, values by their instants;
 * instants that only one of the grids has do not count. Answers of events are compared by their events.
 */
export function compare(earlier: Answer, later: Answer): Comparison {
  if (earlier.kind === 'events' || later.kind === 'events') return compareEvents(earlier, later)
  const tally = new Tally()
  for (const part of earlier.parts)
    tally.part(
      part,
      later.parts.find(other => isSamePart(part, other)),
    )
  for (const part of later.parts)
    if (!earlier.parts.some(other => isSamePart(part, other))) tally.part(undefined, part)
  return tally.result()
}

const isSamePart = (a: Part, b: Part) => a.query === b.query && a.shift === b.shift

class Tally {
  #values = 0
  #later = 0
  #different = 0
  #changed = 0
  #fresh = 0
  #gone = 0
  #most: Deviation | null = null
  #size = -1

  part(earlier: Part | undefined, later: Part | undefined) {
    const query = (earlier ?? later)?.query ?? ''
    const [leftFrame, rightFrame] = [filled(earlier), filled(later)]
    const left = byLabels(leftFrame)
    const right = byLabels(rightFrame)
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      this.#series(query, left.get(key), leftFrame, right.get(key), rightFrame)
    }
  }

  result(): Comparison {
    if (this.#different === 0 || !this.#most) return { is: 'same' }
    if (this.#later === 0) return { is: 'gone' }
    const counts = { changed: this.#changed, fresh: this.#fresh, gone: this.#gone }
    return { is: 'changed', share: this.#different / this.#values, ...counts, most: this.#most }
  }

  #series(
    query: string,
    left: FrameSeries | undefined,
    leftFrame: Frame | undefined,
    right: FrameSeries | undefined,
    rightFrame: Frame | undefined,
  ) {
    const labels = (left ?? right)?.labels ?? {}
    const allowed = tolerance * Math.max(largest(left), largest(right))
    let different = 0
    for (const { at, i, j } of sharedInstants(leftFrame, rightFrame)) {
      const was = left && i >= 0 ? (left.values[i] ?? NaN) : NaN
      const is = right && j >= 0 ? (right.values[j] ?? NaN) : NaN
      if (Number.isNaN(was) && Number.isNaN(is)) continue
      this.#values++
      if (!Number.isNaN(is)) this.#later++
      const size =
        Number.isNaN(was) || Number.isNaN(is) ? Math.abs(Number.isNaN(was) ? is : was) : gap(was, is)
      const isEqual = was === is || (!Number.isNaN(was) && !Number.isNaN(is) && size <= allowed)
      if (isEqual) continue
      different++
      if (size > this.#size) {
        this.#size = size
        this.#most = { query, labels, at, was, is }
      }
    }
    if (different === 0) return
    this.#different += different
    if (!left) this.#fresh++
    else if (!right) this.#gone++
    else this.#changed++
  }
}

const gap = (a: number, b: number): number =>
  Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) : Infinity

const largest = (series: FrameSeries | undefined): number =>
  series?.values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  ) ?? 0

/** A frame without series has no say in which instants count. */
const filled = (part: Part | undefined) => (part && part.frame.series.length > 0 ? part.frame : undefined)

const byLabels = (frame: Frame | undefined): ReadonlyMap<string, FrameSeries> =>
  new Map(frame?.series.map(series => [labelKey(series.labels), series]))

/** The instants that both grids have, with their indexes; all of the one grid where there is only one. */
function* sharedInstants(left: Frame | undefined, right: Frame | undefined) {
  const frame = left ?? right
  if (!frame) return
  for (let k = 0; k < frame.grid.count; k++) {
    const at = instantAt(frame.grid, k)
    const i = left ? k : -1
    const j = right ? (left ? indexOf(right, at) : k) : -1
    if (!right || j >= 0) yield { at, i, j }
  }
}

function indexOf(frame: Frame, at: Ms): number {
  const index = (at - frame.grid.start) / frame.grid.step
  return Number.isInteger(index) && index >= 0 && index < frame.grid.count ? index : -1
}

function compareEvents(earlier: Answer, later: Answer): Comparison {
  const keys = (answer: Answer) =>
    answer.kind === 'events'
      ? answer.events.map(event => `${event.kind} ${event.at} ${event.title} ${labelKey(event.labels)}`)
      : []
  const was = new Set(keys(earlier))
  const is = new Set(keys(later))
  const fresh = [...is].filter(key => !was.has(key)).length
  const gone = [...was].filter(key => !is.has(key)).length
  if (fresh + gone === 0) return { is: 'same' }
  if (is.size === 0) return { is: 'gone' }
  const most = { query: '', labels: {}, at: 0, was: was.size, is: is.size }
  return { is: 'changed', share: (fresh + gone) / (was.size + fresh), changed: 0, fresh, gone, most }
}
