import type { Answer } from '#shared/ask/answer.ts'
import type { Request } from '#shared/ask/request.ts'
import type { FollowUp, Notebook } from '#shared/notebook/notebook.ts'
import { nameBy, tellingLabels } from '#shared/picture/naming/telling.ts'
import type { Unit } from '#shared/picture/scale/unit.ts'
import { unitOf } from '#shared/picture/scale/unitOf.ts'
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

/** How many times as high as before: of all series together (`of` null), or of the one that moved most, by its name. */
export type BlipSize = { readonly factor: number; readonly of: string | null }

/** Values of these say nothing when they are added up. */
const notAdded: ReadonlySet<Unit> = new Set<Unit>(['seconds', 'milliseconds', 'ratio', 'percent'])

/**
 * How large the blip was in the first query of an answer: its mean in the blip over its mean before. Series that can be added up count
 * together; of times and shares it is the one that moved most. Null where there was nothing before, or nothing moved.
 */
export function sizeOf(
  answer: Answer,
  request: Request | undefined,
  blip: Window,
  before: Window,
): BlipSize | null {
  const part = answer.kind === 'query' ? answer.parts.find(({ shift }) => shift === 0) : undefined
  if (!part) return null
  const { grid, series } = part.frame
  const queries = request?.kind === 'query' ? request.queries : []
  const text = queries.find(({ id }) => id === part.query)?.text ?? ''
  const means = series.map(each => ({
    labels: each.labels,
    inBlip: meanIn(grid, each, blip),
    ahead: meanIn(grid, each, before),
  }))
  if (notAdded.has(unitOf(text, part.meta, 'auto').unit)) {
    const off = ({ inBlip, ahead }: (typeof means)[number]) => Math.abs(inBlip - ahead) || 0
    const [most] = means.toSorted((a, b) => off(b) - off(a))
    if (!most || off(most) === 0 || !(most.ahead > 0)) return null
    const telling = tellingLabels(series.map(({ labels }) => labels))
    return { factor: most.inBlip / most.ahead, of: telling.length > 0 ? nameBy(telling, most.labels) : null }
  }
  const inBlip = means.reduce((sum, mean) => sum + (mean.inBlip || 0), 0)
  const ahead = means.reduce((sum, mean) => sum + (mean.ahead || 0), 0)
  return ahead > 0 && inBlip !== ahead ? { factor: inBlip / ahead, of: null } : null
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
