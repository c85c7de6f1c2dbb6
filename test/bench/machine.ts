import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { findChromium } from '#test/browser/stage/chromium.ts'

function chromiumVersion(): string {
  try {
    return execFileSync(findChromium().path, ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim()
  } catch {
    return 'no Chromium'
  }
}

/** The day, the machine and what it runs, in one line. */
export function machine(): string {
  const cores = cpus()
  return [
    new Date().toISOString().slice(0, 10),
    `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    chromiumVersion(),
  ].join(' · ')
}

/** How busy the machine was in the last minute, others' work included. */
export const load = (): string => `load average ${(loadavg()[0] ?? 0).toFixed(1)}`
