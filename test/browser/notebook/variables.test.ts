import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import {
  openUser,
  queryOf,
  rowsOf,
  saved,
  sayName,
  stepRow,
  type User,
  until,
} from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let user: User

const noon = Date.UTC(2026, 10, 3, 12) / 1000
const samples = ['left', 'right']
  .flatMap((job, i) => Array.from({ length: 60 }, (_, m) => `depth{job="${job}"} ${i + m} ${noon + 60 * m}`))
  .join('\n')

const text = `---
blipbook: 1
window: 2026-11-03T12:00Z to 2026-11-03T13:00Z
---

# Depth

## 1. Depth of a job

\`\`\`promql A on embedded
max_over_time(depth{job=~"$job"}[$__interval])
\`\`\`
`

const post = (path: string, type: string, body: string) =>
  fetch(`${blipbook.address}${path}`, { method: 'POST', headers: { 'content-type': type }, body })

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook({ demo: false })
  await post(
    '/prometheus/api/v1/import',
    'application/openmetrics-text',
    `# TYPE depth gauge\n${samples}\n# EOF\n`,
  )
  user = await openUser(browser, blipbook.address)
  const made = await post('/api/notebooks/import', 'text/markdown', text)
  const { id } = (await made.json()) as { id: string }
  await user.page.goto(`/n/${id}`)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

const variable = (of: User) => of.page.getByRole('button', { name: /^Value of job/ })

describe('a notebook with a variable', () => {
  it('gets it from a query that speaks of one it has not', async () => {
    const { page } = user
    const row = stepRow(page, 1)
    await row.getByText('There is no variable $job', { exact: false }).first().waitFor()
    await row.getByRole('button', { name: 'Make it a variable' }).click()
    const form = page.getByRole('dialog', { name: 'Add a variable' })
    expect(await form.getByRole('textbox', { name: 'Of the series of' }).inputValue()).toBe('depth')
    await form.getByRole('button', { name: 'Add' }).click()
    await until(() => variable(user).count()).toBe(1)
    await queryOf(page, 1).click()
    await page.keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page, 1)).length).toBe(2)
  })

  it('offers the values of its label, and says which steps were not run with what is chosen', async () => {
    const { page } = user
    await stepRow(page, 1).getByRole('button', { name: /^Lead/ }).click()
    await sayName(page, 'Chooser')
    await stepRow(page, 1).getByText('Judged on the run of').waitFor()
    await variable(user).click()
    await until(() => page.getByRole('option').allTextContents()).toEqual(['✓All', 'left', 'right'])
    await page.keyboard.type('lef')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await stepRow(page, 1).getByText('Not run with job = left yet.').waitFor()
    await stepRow(page, 1).getByText('job was all when this was judged, now left').waitFor()
    expect((await rowsOf(page, 1)).length).toBe(2)
  })

  it('runs them with it on Shift+Enter in the row', async () => {
    const { page } = user
    await variable(user).focus()
    await page.keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page, 1)).length).toBe(1)
    await until(() => page.getByRole('button', { name: /^Run \d/ }).count()).toBe(0)
  })

  it('is moved to the right of another one', async () => {
    const { page } = user
    const names = () =>
      page
        .getByRole('group', { name: 'Variables' })
        .getByRole('button', { name: /^Edit the variable/ })
        .allInnerTexts()
    await page.getByRole('button', { name: 'Add a variable' }).click()
    const fresh = page.getByRole('dialog', { name: 'Add a variable' })
    await fresh.getByRole('textbox', { name: 'Name' }).fill('zone')
    await fresh.getByRole('button', { name: 'Add' }).click()
    await until(names).toEqual(['job', 'zone'])
    await page.getByRole('button', { name: 'Edit the variable job' }).click()
    await page.getByRole('button', { name: 'Move it right' }).click()
    await until(names).toEqual(['zone', 'job'])
    await page.keyboard.press('Escape')
    await saved(page)
    await stepRow(page, 1).focus()
    for (const left of [['job', 'zone'], ['job']]) {
      await page.keyboard.press('z')
      await until(names).toEqual(left)
    }
  })

  it('is the same for others, and its last choice is undone', async () => {
    const { page } = user
    await saved(page)
    const other = await openUser(browser, blipbook.address)
    await other.page.goto(new URL(page.url()).pathname)
    await until(() => variable(other).getAttribute('aria-label')).toBe('Value of job: left')
    await stepRow(page, 1).focus()
    await page.keyboard.press('z')
    await until(() => variable(other).getAttribute('aria-label')).toBe('Value of job: all')
    expect([...user.trouble, ...other.trouble]).toEqual([])
    await other.close()
  })
})
