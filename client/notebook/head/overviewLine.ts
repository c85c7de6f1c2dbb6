import type { Answer } from '#shared/ask/answer.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import { type Grid, instantAt, windowOf } from '#shared/time/grid.ts'
import type { Window } from '#shared/time/window.ts'

/** The series that stands highest over its own mean, with its grid. */
export type Strongest = { readonly grid: Grid; readonly series: FrameSeries }

export function strongestOf(answer: Answer): Strongest | null {
  if (answer.kind !== 'query') return null
  let best: { readonly found: Strongest; readonly over: number } | null = null
  for (const part of answer.parts) {
    if (part.shift !== 0) continue
    for (const series of part.frame.series) {
      const over = peakOverMean(series.values)
      if (!best || over > best.over) best = { found: { grid: part.frame.grid, series }, over }
    }
  }
  return best?.found ?? null
}

function peakOverMean(values: Float64Array): number {
  let sum = 0
  let count = 0
  let peak = -Infinity
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
    if (value > peak) peak = value
  }
  return count === 0 ? -Infinity : peak - sum / count
}

/** The outline of a series in `columns` columns of a box of `height`, as an SVG path: the highest value of each column; gaps stay gaps. */
export function sparkPath({ grid, series }: Strongest, columns: number, height: number): string {
  const window = windowOf(grid)
  const highest = Array.from({ length: columns }, () => Number.NaN)
  for (let i = 0; i < grid.count; i++) {
    const value = series.values[i] ?? Number.NaN
    const column = Math.min(columns - 1, Math.floor(placeIn(window, instantAt(grid, i)) * columns))
    const was = highest[column] ?? Number.NaN
    if (!Number.isNaN(value) && (Number.isNaN(was) || value > was)) highest[column] = value
  }
  const known = highest.filter(value => !Number.isNaN(value))
  const top = Math.max(0, ...known) || 1
  const bottom = Math.min(0, ...known)
  let path = ''
  let pen = false
  const sparse = grid.count < columns
  highest.forEach((value, column) => {
    if (Number.isNaN(value)) {
      pen = sparse && pen
      return
    }
    const y = height - ((value - bottom) / (top - bottom)) * height
    path += `${pen ? 'L' : 'M'}${column} ${y.toFixed(1)}`
    pen = true
  })
  return path
}

/** Where an instant lies in a window, 0 to 1 inside of it. */
export const placeIn = (window: Window, at: number): number => (at - window.from) / (window.to - window.from)
