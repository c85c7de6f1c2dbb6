import type { Answer } from '#shared/ask/answer.ts'
import type { FollowUp, Notebook } from '#shared/notebook/notebook.ts'
import { indexesIn } from '#shared/time/grid.ts'
import type { FrameSeries } from '#shared/series/series.ts'
import type { Grid } from '#shared/time/grid.ts'
import { day, hour, minute, second, type Ms, type Window } from '#shared/time/window.ts'

/** A length of time for reading: `5 min`, `1 h 20 min`, `40 s`, `2 d 3 h`. */
export function lengthWords(length: Ms): string {
  const sizes: readonly (readonly [Ms, string])[] = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
    [second, 's'],
  ]
  const first = sizes.findIndex(([size]) => length >= size)
  if (first < 0) return `${Math.round(length)} ms`
  const words: string[] = []
  let left = length
  for (const [size, name] of sizes.slice(first, first + 2)) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) words.push(`${count} ${name}`)
  }
  return words.join(' ')
}

function meanIn(grid: Grid, series: FrameSeries, window: Window): number {
  const { from, to } = indexesIn(grid, window)
  let sum = 0
  let count = 0
  for (let i = from; i < to; i++) {
    const value = series.values[i] ?? Number.NaN
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return sum / count
}

/** How many times as high as before the series that rose most was in the blip: its mean in it over its mean before; null where unknown. */
export function sizeOf(answer: Answer, blip: Window, before: Window): number | null {
  if (answer.kind !== 'query') return null
  let best = { rise: 0, factor: null as number | null }
  for (const part of answer.parts)
    for (const series of part.frame.series) {
      const inBlip = meanIn(part.frame.grid, series, blip)
      const ahead = meanIn(part.frame.grid, series, before)
      const rise = Math.abs(inBlip - ahead)
      if (part.shift === 0 && rise > best.rise && ahead > 0) best = { rise, factor: inBlip / ahead }
    }
  return best.factor
}

/** `×6.0`, `×120`. */
export const factorWords = (factor: number): string => `×${factor.toFixed(factor < 10 ? 1 : 0)}`

/** The step whose action resolved it: the last action with a time. */
export function resolution(
  notebook: Notebook,
): { readonly at: Ms; readonly title: string; readonly step: string } | null {
  for (const step of [...notebook.steps].reverse())
    if (
      !step.removed &&
      step.is === 'ask' &&
      step.judgment?.verdict === 'action' &&
      step.judgment.happened !== null
    )
      return { at: step.judgment.happened, title: step.title, step: step.id }
  return null
}

/** `2, 1 open`; `none`. */
export function followUpWords(followUps: readonly FollowUp[]): string {
  const open = followUps.filter(each => !each.done).length
  if (followUps.length === 0) return 'none'
  return open === 0 ? `${followUps.length}, all done` : `${followUps.length}, ${open} open`
}
