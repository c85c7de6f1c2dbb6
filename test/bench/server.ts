import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { startBlipbook } from '#test/browser/stage/blipbook.ts'
import { figure, inMegabytes, inMs, type Figure } from './figure.ts'
import { measureLargeAnswer } from './server/largeAnswer.ts'

const repeats = 2
const idle = 30_000

/** The resident memory of a process, in megabytes of 10^6 bytes: what the system counts, libraries included. */
function residentOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}

/** Starting with the demo, starting again, the memory of a server that has nothing to do, and what a large answer does to everybody. */
export async function measureServer(): Promise<readonly Figure[]> {
  const first: number[] = []
  const again: number[] = []
  const afterFirst: number[] = []
  const afterAgain: number[] = []
  for (let i = 0; i < repeats; i++) {
    let began = performance.now()
    const fresh = await startBlipbook()
    first.push(performance.now() - began)
    await wait(idle)
    afterFirst.push(residentOf(fresh.pid))
    await fresh.kill()
    began = performance.now()
    const known = await startBlipbook({ data: fresh.data })
    again.push(performance.now() - began)
    await wait(idle)
    afterAgain.push(residentOf(known.pid))
    await known.close()
  }
  return [
    figure('first start, demo loaded', first, inMs, 5000),
    figure('start on existing data', again, inMs),
    figure('server idle 30 s after its first start, resident', afterFirst, inMegabytes, 150),
    figure('server idle 30 s after a later start, resident', afterAgain, inMegabytes, 150),
    ...(await measureLargeAnswer()),
  ]
}
