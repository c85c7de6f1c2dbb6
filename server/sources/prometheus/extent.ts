import { gridOver, instantAt } from '#shared/time/grid.ts'
import { day, hour, minute, type Ms, type Window } from '#shared/time/window.ts'
import type { Source } from '#server/sources/source.ts'

/** How far back to look and how finely, from the cheapest: `over` widens each look to the whole step, for series that come and go. */
const looks: readonly { readonly back: Ms; readonly step: Ms; readonly over: string }[] = [
  { back: 30 * day, step: hour, over: '' },
  { back: 30 * day, step: hour, over: '1h' },
  { back: 400 * day, step: day, over: '1d' },
]

const lookback = 5 * minute

/**
 * The window in which a selector has samples, to the minute: one coarse look (720 instants), then one finer look at each end. Only where
 * the coarse look finds nothing, which is cheap, does it look again for series that were there for a moment, and further back.
 */
export async function extentOf(
  selector: string,
  now: Ms,
  query: Source['query'],
  signal: AbortSignal,
): Promise<Window | null> {
  async function seen(window: Window, step: Ms, over: string): Promise<Window | null> {
    const text = over === '' ? `count(${selector})` : `count(last_over_time(${selector}[${over}]))`
    const grid = gridOver(window, step)
    const { frame } = await query({ text, grid }, signal)
    const values = frame.series[0]?.values ?? new Float64Array()
    const first = values.findIndex(value => !Number.isNaN(value))
    if (first < 0) return null
    return {
      from: instantAt(grid, first),
      to: instantAt(
        grid,
        values.findLastIndex(value => !Number.isNaN(value)),
      ),
    }
  }

  for (const look of looks) {
    const { step } = look
    const coarse = await seen({ from: now - look.back, to: now + step }, step, look.over)
    if (coarse === null) continue
    const fine = Math.max(minute, step / 1000)
    const over = `${fine}ms`
    const head = await seen({ from: coarse.from - step - lookback, to: coarse.from + fine }, fine, over)
    const tail = await seen({ from: coarse.to - step, to: coarse.to + step + fine }, fine, over)
    return { from: (head?.from ?? coarse.from) - fine, to: (tail?.to ?? coarse.to) + 1 }
  }
  return null
}
