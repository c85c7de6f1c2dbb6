import { execFileSync } from 'node:child_process'
import { findChromium } from './stage/chromium.ts'
import { outside } from './stage/blipbook.ts'

/** Ahead of all browser tests: builds the product where it is out of date, as its first start would, and says which Chromium is used. */
export default function setup(): void {
  execFileSync(process.execPath, ['bin/blipbook.js', '--help'], {
    env: outside(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const { path, from } = findChromium()
  process.stdout.write(`Chromium: ${path} (from ${from})\n`)
}
