import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** How long a state is waited for, in milliseconds, before its absence is a failure. */
const patience = 20_000

/** Waits until a reading is what is expected: `await until(() => titles(page)).toEqual([…])`. */
export const until = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: patience, interval: 40 })

/** Somebody at a browser, and what went wrong in it that no person would see. */
export type User = {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of the console and of scripts, and breaches of the content security policy, since the beginning. */
  readonly trouble: readonly string[]
  readonly close: () => Promise<void>
}

type Look = { readonly dark?: boolean; readonly width?: number }

/** A fresh profile with one page. */
export async function openUser(browser: Browser, address: string, look: Look = {}): Promise<User> {
  const context = await browser.newContext({
    baseURL: address,
    colorScheme: look.dark ? 'dark' : 'light',
    viewport: { width: look.width ?? 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(patience)
  const trouble: string[] = []
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', event =>
      console.error(
        `Policy breached: ${event.effectiveDirective} ${event.blockedURI} by ${(event.target as Element).outerHTML?.slice(0, 200)}`,
      ),
    )
  })
  const watch = (page: Page) => {
    page.on('console', said => {
      if (said.type() === 'error') trouble.push(`${said.text()} ${said.location().url}`)
    })
    page.on('pageerror', error => trouble.push(String(error)))
  }
  context.on('page', watch)
  return { context, page: await context.newPage(), trouble, close: () => context.close() }
}

/** One act is one click, drag, press of a key or shortcut, or one text typed. */
export type Acts = {
  readonly act: (name: string, does: () => Promise<unknown>) => Promise<void>
  readonly done: () => readonly string[]
}

export function countActs(): Acts {
  const names: string[] = []
  return {
    act: async (name, does) => {
      names.push(name)
      await does()
    },
    done: () => names,
  }
}

/** The row of a step, by the number that is read on it. */
export const stepRow = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: new RegExp(`^Step ${number}\\b`) })

export const queryOf = (page: Page, number: number, letter = 'A'): Locator =>
  page.getByRole('textbox', { name: `Query ${letter} of step ${number}` })

export const wordsOn = (page: Page, number: number): Locator =>
  page.getByRole('textbox', { name: `Words on step ${number}` })

export const tableOf = (page: Page, number: number): Locator =>
  stepRow(page, number).getByRole('table', { name: 'Series' })

/** The graph of a step: what is read aloud of it, and what can be dragged over. */
export const graphOf = (page: Page, number: number): Locator =>
  stepRow(page, number).getByRole('slider', { name: /Time cursor/ })

/** The rows of a step's table as `label: cell, cell, …`, the buttons of the last cell left out. */
export async function rowsOf(page: Page, number: number): Promise<readonly string[]> {
  const rows = tableOf(page, number).locator('tbody tr')
  return rows.evaluateAll(all =>
    all.map(row => {
      const cells = [...row.querySelectorAll('td')].slice(0, -1).map(cell => cell.textContent)
      return `${row.querySelector('th')?.textContent ?? ''}: ${cells.join(', ')}`
    }),
  )
}

/** The trail as text, one line for each step: two spaces of indent for each level, then number, verdict and title. */
export async function trailOf(page: Page): Promise<string> {
  const items = page.getByRole('navigation', { name: 'The trail' }).getByRole('listitem')
  const lines = await items.evaluateAll(all =>
    all.map(item => {
      const link = item.querySelector('a')
      const [number, sign, title] = [...(link?.children ?? [])]
      const depth = Number.parseInt(item.style.marginLeft || '0', 10) / 14
      const verdict = sign?.getAttribute('aria-label') ?? sign?.getAttribute('title') ?? ''
      return `${'  '.repeat(depth)}${number?.textContent} ${title?.textContent} [${verdict}]`
    }),
  )
  return lines.join('\n')
}

/** Drags over a graph from one instant to another, both as parts of its time axis, `from` and `to` between 0 and 1. */
export async function dragOver(page: Page, graph: Locator, from: number, to: number): Promise<void> {
  await graph.scrollIntoViewIfNeeded()
  const plot = await graph.locator('.u-over').boundingBox()
  if (!plot) throw new Error('The graph is not drawn.')
  const y = plot.y + plot.height / 2
  await page.mouse.move(plot.x + plot.width * from, y)
  await page.mouse.down()
  await page.mouse.move(plot.x + plot.width * ((from + to) / 2), y, { steps: 4 })
  await page.mouse.move(plot.x + plot.width * to, y, { steps: 4 })
  await page.mouse.up()
}

/** Waits until everything is with the server. */
export const saved = (page: Page): Promise<void> =>
  page
    .getByRole('status')
    .filter({ hasText: /^saved$/ })
    .waitFor()

/** Sets the name of whoever sits at this browser, as the dialog asks for it. */
export async function sayName(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Who is writing?' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'That is me' }).click()
}

/** Waits until the keys go to a field, whichever element stands for it by then. */
export const focused = (field: Locator): Promise<void> =>
  until(() => field.evaluateAll(all => all.includes(document.activeElement as HTMLElement))).toBe(true)

/** Fills in and sends the form of a new Prometheus, which is open, and tests the address first; then the dialog is put away. */
export async function connect(page: Page, address: string, title: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Connect a source' })
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address)
  await dialog.getByRole('textbox', { name: /^Name/ }).fill(title)
  await dialog.getByRole('button', { name: 'Test' }).click()
  await dialog
    .getByRole('status')
    .filter({ hasText: /3\.5\.0/ })
    .waitFor()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  const connected = page.getByRole('dialog', { name: `${title} is connected` })
  await connected.getByRole('button', { name: 'Done' }).click()
}

/** Leaves the text that is being typed into, closing first what lies over it. */
export const leaveText = (page: Page): Promise<void> =>
  until(async () => {
    const typing = await page.evaluate(
      () => (document.activeElement as HTMLElement | null)?.isContentEditable,
    )
    if (typing) await page.keyboard.press('Escape')
    return typing ?? false
  }).toBe(false)
