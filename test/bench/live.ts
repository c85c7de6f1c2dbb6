import type { CDPSession, Page } from 'playwright-core'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { freshPage } from './browser/stage.ts'
import { figure, inKilobytes, inMegabytes, inMs, type Figure } from './figure.ts'
import { startFollowingPrometheus } from './live/followingPrometheus.ts'
import { makeLiveNotebook } from './live/liveNotebook.ts'

const steps = 20
const series = 60
const usual = 2

/** How long it is looked at, in minutes: `--minutes=10`. */
const minutesAsked = () =>
  Number(parseArgs({ options: { minutes: { type: 'string' } }, strict: false }).values.minutes ?? usual)

const megabytes = (bytes: number) => bytes / 1e6

/** What the page holds after everything that could go has gone: objects and the buffers behind them, in bytes. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    readonly usedSize: number
    readonly backingStorageSize?: number
  }
  return usedSize + backingStorageSize
}

const residentOf = (pid: number) =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

const sizeOf = (directory: string, wanted: (name: string) => boolean) =>
  readdirSync(directory)
    .filter(wanted)
    .reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)

const isLog = (name: string) => name.endsWith('-wal') || name.endsWith('-shm')

/** Goes through the page and back, a screen every few seconds, for so long. */
async function lookAround(page: Page, time: number): Promise<void> {
  const until = performance.now() + time
  await page.mouse.move(500, 500)
  for (let down = true; performance.now() < until;) {
    await page.mouse.wheel(0, down ? 450 : -450)
    await page.waitForTimeout(2500)
    down = await page.evaluate(
      was => (was ? scrollY + innerHeight < document.documentElement.scrollHeight - 10 : scrollY <= 0),
      down,
    )
  }
}

/** A notebook that is refreshed every 5 s for minutes on end: what grows, and what does not. */
export async function measureLive(): Promise<readonly Figure[]> {
  const minutes = minutesAsked()
  const prometheus = await startFollowingPrometheus(series)
  const blipbook = await startBlipbook({ demo: false })
  const browser = await openChromium()
  try {
    const id = await makeLiveNotebook(blipbook.address, prometheus.address, steps)
    const page = await freshPage({ browser, address: blipbook.address })
    const session = await page.context().newCDPSession(page)
    await page.goto(`${blipbook.address}/n/${id}`)
    await page.getByRole('button', { name: /^Live/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Every 5 s' }).click()
    await lookAround(page, 30_000)

    const reading = async () => ({
      heap: megabytes(await heapOf(session)),
      server: megabytes(residentOf(blipbook.pid)),
      kept: sizeOf(blipbook.data, name => !isLog(name)) / 1e3,
      log: sizeOf(blipbook.data, isLog) / 1e3,
      asked: prometheus.asked(),
      tasks: await page.evaluate(() => window.notes.tasks.map(({ took }) => took)),
    })
    const half = (minutes * 60_000) / 2
    const begin = await reading()
    await lookAround(page, half)
    const middle = await reading()
    await lookAround(page, half)
    const end = await reading()
    const tasks = end.tasks.slice(begin.tasks.length)
    const three = (what: string, of: (read: typeof begin) => number, unit: typeof inMegabytes) =>
      [
        ['at the beginning', begin],
        ['in the middle', middle],
        ['at the end', end],
      ].map(([when, read]) => figure(`${what}, ${when as string}`, [of(read as typeof begin)], unit))
    const times = { unit: '', places: 0 }
    return [
      ...three(
        `${steps} steps × ${series} series, live every 5 s for ${minutes} min: browser heap`,
        each => each.heap,
        inMegabytes,
      ),
      ...three('server, resident', each => each.server, inMegabytes),
      ...three('data directory', each => each.kept, inKilobytes),
      ...three('data directory, write-ahead logs', each => each.log, inKilobytes),
      figure('range queries that the source was asked', [end.asked - begin.asked], times),
      figure('the most of them under way at once', [prometheus.mostAtOnce()], times, 3),
      figure('tasks over 50 ms on the page', [tasks.length], times),
      figure('the longest of them', [Math.max(0, ...tasks)], inMs),
    ]
  } finally {
    await browser.close()
    await blipbook.close()
    await prometheus.stop()
  }
}
