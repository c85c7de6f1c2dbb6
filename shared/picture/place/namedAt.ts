import { indexesIn, type Grid } from '#shared/time/grid.ts'
import type { Window } from '#shared/time/window.ts'
import type { Line, ValueAxis } from '#shared/picture/picture.ts'
import { meanOf } from '#shared/picture/study/study.ts'

type Indexes = { readonly from: number; readonly to: number }

/** A peak is worth a name from this part of the axis on. */
const notable = 0.15
/** In how many stretches the view is looked at for a place where a line runs apart from the others. */
const stretches = 36

function peakOf({ values }: Line, range: Indexes, blip: Indexes, height: number): number | null {
  const from = Math.max(range.from, blip.from)
  const to = Math.min(range.to, blip.to)
  const usual = meanOf(values, range.from, Math.max(range.from, from)) || 0
  let peak = -1
  let most = 0
  for (let i = from; i < to; i++) {
    const off = Math.abs((values[i] as number) - usual)
    if (Number.isFinite(off) && off > most) [peak, most] = [i, off]
  }
  return most > notable * height ? peak : null
}

/** Lines closer than this part of the axis cannot be told apart by a name beside one of them. */
const distinct = 0.05

/** How high a value lies on an axis: 0 at its foot, 1 at its head. */
function heightOn({ scale, min, max }: ValueAxis): (value: number) => number {
  if (scale === 'linear') return value => (value - min) / (max - min)
  const [low, high] = [Math.log10(min), Math.log10(max)]
  return value => (value > 0 ? (Math.log10(value) - low) / (high - low) : 0)
}

/**
 * The last instant of the stretch where a line is about as far from its neighbours as it ever is; of the latest such stretch. Null where
 * it nowhere runs apart from them far enough to be told from them.
 */
function apartFrom(line: Line, others: readonly Line[], range: Indexes, axis: ValueAxis): number | null {
  const height = heightOn(axis)
  const length = Math.max(1, (range.to - range.from) / stretches)
  const distances: (readonly [index: number, distance: number])[] = []
  for (let k = 0; k < stretches; k++) {
    const from = Math.floor(range.from + k * length)
    const to = Math.min(range.to, Math.floor(range.from + (k + 1) * length))
    const own = height(meanOf(line.values, from, to))
    if (!Number.isFinite(own)) continue
    const off = others
      .map(({ values }) => Math.abs(height(meanOf(values, from, to)) - own))
      .filter(Number.isFinite)
    let last = to - 1
    while (last > from && !Number.isFinite(line.values[last])) last--
    distances.push([last, Math.min(1, ...off)])
  }
  const farthest = Math.max(0, ...distances.map(([, distance]) => distance))
  if (farthest < distinct) return null
  return distances.findLast(([, distance]) => distance >= farthest * 0.75)?.[0] ?? null
}

/**
 * Where a line's name is best written: beside what it does in the blip, where that can be seen; else where it runs apart from the
 * others, as late as possible; null for a line without a value in view, or one that runs so close to others that a name would not tell
 * which of them is meant.
 */
export function namedAt(
  line: Line,
  lines: readonly Line[],
  grid: Grid,
  axis: ValueAxis,
  blip: Window | null,
  view: Window,
): Line['named'] {
  const range = indexesIn(grid, { from: view.from, to: view.to + 1 })
  const peak = blip ? peakOf(line, range, indexesIn(grid, blip), axis.max - axis.min) : null
  if (peak !== null) return { index: peak, at: 'peak' }
  const others = lines.filter(other => other !== line && other.axis === line.axis)
  const index = apartFrom(line, others, range, axis)
  return index === null ? null : { index, at: 'end' }
}
