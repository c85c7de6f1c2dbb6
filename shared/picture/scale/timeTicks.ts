import { instantOf, printClock, printDay, type Zone } from '#shared/time/clock.ts'
import { day, hour, minute, second, type Ms, type Window } from '#shared/time/window.ts'

export type TimeTick = { readonly at: Ms; readonly text: string }

const steps: readonly Ms[] = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * second),
  ...[1, 2, 5, 10, 15, 30].map(n => n * minute),
  ...[1, 2, 3, 6, 12].map(n => n * hour),
  ...[1, 2, 7, 14, 28, 91, 364].map(n => n * day),
]

/**
 * Round times of the wall clock in `[from, to]`, at most `count` + 1. Midnight is written as the day. A change of the clocks moves
 * the ticks with the wall; no two fall on one instant.
 */
export function timeTicks(view: Window, zone: Zone, count: number): readonly TimeTick[] {
  const length = view.to - view.from
  if (!(length > 0) || count < 1) return []
  const step =
    steps.find(step => length / step <= count) ?? Math.ceil(length / count / (364 * day)) * 364 * day
  const ticks: TimeTick[] = []
  const firstWall = Math.ceil((view.from + zone(view.from)) / step) * step
  for (let wall = firstWall; wall - length - step <= firstWall; wall += step) {
    const at = instantOf(wall, zone)
    if (at < view.from || at > view.to || at <= (ticks.at(-1)?.at ?? -Infinity)) continue
    const midnight = wall % day === 0
    ticks.push({ at, text: midnight ? printDay(at, zone) : printClock(at, zone) })
  }
  return ticks
}

/** An instant as precisely as its grid: `14:02`, `14:02:10`, with the day where the view spans several. */
export function printAt(at: Ms, view: Window, zone: Zone): string {
  const clock = printClock(at, zone)
  return view.to - view.from > day ? `${printDay(at, zone)} ${clock}` : clock
}
