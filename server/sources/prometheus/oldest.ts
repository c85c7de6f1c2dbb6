import { Failed } from '#shared/query/failure.ts'
import { metricName } from '#shared/series/labels.ts'
import type { Ms } from '#shared/time/window.ts'
import type { Api } from './api.ts'
import { oldestOf } from './reach.ts'
import { selectorText } from './selectorText.ts'

const patience: Ms = 3_000

type Asking = {
  readonly api: Api
  readonly now: Ms
  /** Ends a question. */
  readonly signal: AbortSignal
  /** Ends the search, which then answers what it knows. */
  readonly giveUp: AbortSignal
}

function oldestOfMetric({ api, now, signal, giveUp }: Asking, metric: string): Promise<Ms | null> {
  const selector = selectorText([{ name: metricName, op: '=', value: metric }])
  const text = `count(last_over_time(${selector}[1h]))`
  const seenAt = async (at: Ms) => {
    const parameters = [
      ['query', text],
      ['time', String(at / 1000)],
    ] as const
    const question = { path: 'query', method: 'POST', parameters, query: text, signal } as const
    const { data } = await api.ask({ ...question, as: 'filled', given: [] })
    return data
  }
  return oldestOf(seenAt, now, giveUp)
}

/**
 * When the oldest data of a server is from: that of `up`, which every scrape writes, or of some metric where nothing is scraped. Null
 * where there is none, or it cannot be told in three seconds. `metrics` lists so many names.
 */
export async function oldestKnown(
  api: Api,
  metrics: (most: number, signal: AbortSignal) => Promise<readonly string[]>,
  now: Ms,
  signal: AbortSignal,
): Promise<Ms | null> {
  const giveUp = AbortSignal.timeout(patience)
  const asking = { api, now, giveUp, signal: AbortSignal.any([signal, giveUp]) }
  try {
    const up = await oldestOfMetric(asking, 'up')
    if (up !== null) return up
    const [some] = await metrics(1, asking.signal)
    return some === undefined ? null : await oldestOfMetric(asking, some)
  } catch (error) {
    if (signal.aborted || !(error instanceof Failed)) throw error
    return null
  }
}
