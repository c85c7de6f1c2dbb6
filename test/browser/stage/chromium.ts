import { chromium, type Browser } from 'playwright-core'
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

function onPath(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      const file = join(folder, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        continue
      }
    }
  return undefined
}

function ofPlaywright(): string | undefined {
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

function attempt(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 })
    return true
  } catch {
    return false
  }
}

function installed(): string | undefined {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  if (attempt(process.execPath, cli, 'install', 'chromium')) return ofPlaywright()
  const isRoot = process.getuid?.() === 0
  if (isRoot && attempt('apt-get', 'update') && attempt('apt-get', 'install', '-y', 'chromium'))
    return onPath()
  return undefined
}

/**
 * A Chromium to test with: `BLIPBOOK_CHROMIUM`, one on the PATH, Playwright's own; else one that is got by Playwright's installer or, as root
 * on Debian, by apt. Throws with the command to type where none can be had.
 */
export function findChromium(): { readonly path: string; readonly from: string } {
  const ways: readonly (readonly [string, () => string | undefined])[] = [
    ['BLIPBOOK_CHROMIUM', () => process.env.BLIPBOOK_CHROMIUM],
    ['the PATH', onPath],
    ["Playwright's cache", ofPlaywright],
    ['an installer', installed],
  ]
  for (const [from, look] of ways) {
    const path = look()
    if (path !== undefined && path !== '') return { path, from }
  }
  throw new Error(
    'No Chromium to test with. Type `npx playwright-core install chromium` or `sudo apt-get install chromium`, or name one in BLIPBOOK_CHROMIUM.',
  )
}

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens a headless Chromium. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium().path, headless: true, args: quietly })
}
