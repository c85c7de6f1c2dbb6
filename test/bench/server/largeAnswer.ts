import { openOutbound } from '#server/outbound/open.ts'
import { outboundDefaults } from '#server/outbound/settings.ts'
import { readHere } from '#server/sources/prometheus/api.ts'
import { prometheusSource } from '#server/sources/prometheus/source.ts'
import { limitsFor, openReader } from '#server/sources/prometheus/thread/reader.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { figure, inMegabytes, inMs, type Figure } from '#test/bench/figure.ts'
import { startLargePrometheus } from './largePrometheus.ts'

const never = new AbortController().signal
const grid = { start: 1_700_000_000_000, step: 15_000, count: 5400 }
const series = 527
const repeats = 3
const beat = 5

type Round = {
  readonly took: number
  readonly stood: number
  readonly slowest: number
  readonly memory: number
}

/** Does something while a clock beats and small questions are asked one after the other: how long each had to wait at most. */
async function meanwhile(work: () => Promise<unknown>, small: () => Promise<unknown>): Promise<Round> {
  const before = process.memoryUsage.rss()
  let [stood, slowest, peak, last] = [0, 0, before, performance.now()]
  const clock = setInterval(() => {
    const now = performance.now()
    stood = Math.max(stood, now - last - beat)
    last = now
    peak = Math.max(peak, process.memoryUsage.rss())
  }, beat)
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now()
      await small()
      slowest = Math.max(slowest, performance.now() - began)
    }
  })()
  const began = performance.now()
  await work()
  const took = performance.now() - began
  over.abort()
  await asking
  clearInterval(clock)
  stood = Math.max(stood, performance.now() - last - beat)
  return { took, stood, slowest, memory: (peak - before) / 1e6 }
}

/** A large answer of one source, and what everybody else notices of it. */
export async function measureLargeAnswer(): Promise<readonly Figure[]> {
  const prometheus = await startLargePrometheus(series, grid)
  const outbound = openOutbound()
  const reader = openReader(limitsFor(outboundDefaults.largest))
  const sourceBy = (read: typeof readHere) => {
    const place = { id: 'large', title: 'Large', ...plainConnection, address: prometheus.address }
    return prometheusSource(place, outbound, Date.now, read)
  }
  try {
    const other = sourceBy(readHere)
    const small = () => other.query({ text: 'small', grid }, never)
    const rounds = async (read: typeof readHere) => {
      const source = sourceBy(read)
      const all: Round[] = []
      for (let i = 0; i < repeats; i++)
        all.push(await meanwhile(() => source.query({ text: 'large', grid }, never), small))
      return all
    }
    const inThread = await rounds(reader.read)
    const here = await rounds(readHere)
    const size = `${Math.round(prometheus.bytes / 1_048_576)} MiB`
    const of = (all: readonly Round[], name: keyof Round) => all.map(round => round[name])
    return [
      figure(`an answer of ${size} from a source, until it is read`, of(inThread, 'took'), inMs),
      figure('the longest that the server stands still meanwhile', of(inThread, 'stood'), inMs),
      figure('the slowest small query of another source meanwhile', of(inThread, 'slowest'), inMs),
      figure('memory for the first such answer at its peak', of(inThread, 'memory').slice(0, 1), inMegabytes),
      figure('the same read without a thread: the server stands still', of(here, 'stood'), inMs),
    ]
  } finally {
    await reader.close()
    await outbound.close()
    await prometheus.stop()
  }
}
