import type { Ms } from '#shared/time/window.ts'
import { cutTo, type Box, type Measure } from './box.ts'
import type { LaneMark } from './picture.ts'

/** One text in the lane above the plot, and the lines that hang from it. */
export type LanePlace = {
  readonly text: string
  /** The left end of the text. */
  readonly left: number
  readonly width: number
  readonly is: LaneMark['is']
  /** Where its marks are drawn across the plot, and how far those reach that lasted. */
  readonly lines: readonly { readonly at: number; readonly until: number | null }[]
  readonly marks: readonly LaneMark[]
}

const signs: Readonly<Record<LaneMark['is'], string>> = { event: '▲', mark: '●' }

/** `7 deploys`; `4 events` where they are of several kinds. */
function textOf(marks: readonly LaneMark[], shorten: (text: string) => string): string {
  const [first] = marks
  if (!first) return ''
  if (marks.length === 1) return `${signs[first.is]} ${shorten(first.text)}`
  const kinds = new Set(marks.map(({ plural }) => plural))
  return `${signs[first.is]} ${marks.length} ${kinds.size === 1 ? first.plural : 'events'}`
}

/** Three or more marks of which each is closer than `near` to the next make one group; every other stands alone. */
function runsOf(
  marks: readonly LaneMark[],
  x: (at: Ms) => number,
  near: number,
): readonly (readonly LaneMark[])[] {
  const runs: LaneMark[][] = []
  for (const mark of marks) {
    const before = runs.at(-1)?.at(-1)
    if (before && x(mark.at) - x(before.at) < near) runs.at(-1)?.push(mark)
    else runs.push([mark])
  }
  return runs.flatMap(run => (run.length > 2 ? [run] : run.map(mark => [mark])))
}

/**
 * Places the words of marks so that none lies on another: to the left of its line where there is room, else to the right. Marks whose
 * words would collide are folded into one text over all their lines. Nothing is written to the left of `from`.
 */
export function lanePlaces(
  marks: readonly LaneMark[],
  x: (at: Ms) => number,
  from: number,
  plot: Box,
  font: number,
  measure: Measure,
): readonly LanePlace[] {
  const gap = font * 0.45
  const end = plot.left + plot.width
  const shorten = (text: string) => cutTo(text, Math.min(font * 18, plot.width * 0.45), measure)
  let groups = runsOf(marks, x, font * 2)
  for (;;) {
    const places: LanePlace[] = []
    let free = 0
    let clash = -1
    for (const [i, group] of groups.entries()) {
      const whole = textOf(group, shorten)
      const wanted = measure(whole, false)
      const lines = group.map(({ at, until }) => ({
        at: x(at),
        until: until === null ? null : Math.min(end, x(until)),
      }))
      const first = lines[0]?.at ?? 0
      const last = lines.at(-1)?.at ?? first
      const before = first - gap - wanted
      const after = last + gap
      const left = before >= Math.max(free, from) ? before : Math.max(free, after)
      const room = end + font - left
      const text = wanted > room && room > font * 6 ? cutTo(whole, room, measure) : whole
      const width = text === whole ? wanted : measure(text, false)
      if (width > room && groups.length > 1 && i > 0) clash = i - 1
      else if (i > 0 && left > after + font * 4) clash = i - 1
      if (clash >= 0) break
      places.push({
        text,
        left: Math.min(left, end - width),
        width,
        is: group[0]?.is ?? 'event',
        lines,
        marks: group,
      })
      free = left + width + font * 1.2
    }
    if (clash < 0) return places
    groups = [
      ...groups.slice(0, clash),
      [...(groups[clash] ?? []), ...(groups[clash + 1] ?? [])],
      ...groups.slice(clash + 2),
    ]
  }
}
