import type MarkdownIt from 'markdown-it'
import { placed, timeMarkAt, type TimeMark } from '#shared/notebook/words/timeMarks.ts'
import { printClock, printDay, printInstant, type Zone } from '#shared/time/clock.ts'
import { day, type Window } from '#shared/time/window.ts'

/** What times in words mean: the window that they belong to, and the reader's clocks. */
export type Times = { readonly window: Window; readonly zone: Zone }

/** A time mark as a button that points into the graphs: the time by the reader's clocks, its instants in `data-at` and `data-until`. */
function buttonOf(mark: TimeMark, { window, zone }: Times): string {
  const { at, until } = placed(mark, window)
  const dayOf = (instant: number) => Math.floor((instant + zone(instant)) / day)
  const isElsewhere = dayOf(at) !== dayOf(window.from)
  const words = `${isElsewhere ? `${printDay(at, zone)} ` : ''}${printClock(at, zone)}${until === null ? '' : `–${printClock(until, zone)}`}`
  const title = `${printInstant(at, zone)}. Press to show it in the graphs. Times are written in UTC`
  const end = until === null ? '' : ` data-until="${until}"`
  return `<button type="button" data-at="${at}"${end} title="${title}">${words}</button>`
}

/** Teaches a Markdown parser time marks; they are drawn where its environment has `times`. */
export function timeMarkRule(parser: InstanceType<typeof MarkdownIt>): void {
  parser.inline.ruler.before('emphasis', 'timeMark', (state, silent) => {
    const { times } = state.env as { readonly times: Times | null }
    const mark = times === null || state.linkLevel > 0 ? null : timeMarkAt(state.src, state.pos)
    if (mark === null || mark.to > state.posMax) return false
    if (!silent) state.push('timeMark', 'button', 0).meta = mark
    state.pos = mark.to
    return true
  })
  parser.renderer.rules['timeMark'] = (tokens, at, _options, environment) => {
    const { times } = environment as { readonly times: Times }
    return buttonOf(tokens[at]?.meta as TimeMark, times)
  }
}
