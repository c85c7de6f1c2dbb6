import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { openUser, saved, stepRow, tableOf, type User, until, wordsOn } from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let user: User
let id = ''

const page = () => user.page

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook()
  const response = await fetch(`${blipbook.address}/api/notebooks?q=Smart-TV`)
  id = ((await response.json()) as { notebooks: { id: string }[] }).notebooks[0]?.id ?? ''
  user = await openUser(browser, blipbook.address)
  await page().goto(`/n/${id}`)
  await tableOf(page(), 1).waitFor()
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

/** Writes words under those of a step and leaves them. */
async function addWords(step: number, text: string): Promise<void> {
  await stepRow(page(), step)
    .getByRole('button', { name: `Edit: Words on step ${step}` })
    .focus()
  await page().keyboard.press('Enter')
  await wordsOn(page(), step).waitFor()
  await page().keyboard.press('Control+End')
  await page().keyboard.type(text)
  await page().keyboard.press('Escape')
  await saved(page())
}

describe('a time in words', () => {
  const mark = (name: string) => stepRow(page(), 1).getByRole('button', { name, exact: true })

  it('points into every graph on the screen, and stays when pressed', async () => {
    await addWords(1, ' Over by @14:07.')
    await mark('14:07').hover()
    const times = () =>
      page()
        .locator('figure .u-over')
        .evaluateAll(all =>
          all.map(each => (each as HTMLElement).innerText).filter(text => text.includes('14:07')),
        )
    await until(async () => (await times()).length).toBeGreaterThanOrEqual(2)
    await page().mouse.move(2, 2)
    await until(async () => (await times()).length).toBe(0)
    await mark('14:07').press('Enter')
    await page().mouse.move(4, 4)
    await until(async () => (await times()).length).toBeGreaterThanOrEqual(2)
  })

  it('offers a stretch of it as the blip', async () => {
    const blip = () => page().getByRole('button', { name: /^Blip/i }).first().innerText()
    const before = await blip()
    await addWords(1, ' Most of it @14:03–14:05.')
    await mark('14:03–14:05').press('Enter')
    await page().getByRole('button', { name: 'Set as blip' }).click()
    await until(blip).toContain('14:03')
    await saved(page())
    await page().keyboard.press('Escape')
    await stepRow(page(), 1).focus()
    await page().keyboard.press('z')
    await until(blip).toBe(before)
  })

  it("is shown by the reader's clocks, and one typed by them is kept in UTC", async () => {
    const tokyo = await browser.newContext({ baseURL: blipbook.address, timezoneId: 'Asia/Tokyo' })
    const there = await tokyo.newPage()
    await there.addInitScript(() => localStorage.setItem('blipbook.zone', 'local'))
    await there.goto(`/n/${id}`)
    await stepRow(there, 1).getByRole('button', { name: '23:07', exact: true }).waitFor()
    await stepRow(there, 1).getByRole('button', { name: 'Edit: Words on step 1' }).focus()
    await there.keyboard.press('Enter')
    await stepRow(there, 1).locator('.cm-content').waitFor()
    await there.keyboard.press('Control+End')
    await there.keyboard.type(' First at @23:02 there.')
    await there.keyboard.press('Escape')
    await tokyo.close()
    await mark('14:02').waitFor()
  })
})

describe('links on labels', () => {
  it('are set for all, and lead from the rows of series', async () => {
    await page().getByRole('link', { name: 'All investigations' }).click()
    await page().getByRole('button', { name: 'Settings' }).click()
    await page().getByRole('menuitem', { name: 'Links on labels…' }).click()
    const dialog = page().getByRole('dialog', { name: 'Links on labels' })
    await dialog.getByLabel('Label, link 1').fill('device')
    await dialog.getByLabel('Called, link 1').fill('Logs')
    await dialog.getByLabel('Leads to, link 1').fill('javascript:alert({{value}})')
    await dialog.getByRole('button', { name: 'Keep' }).click()
    await until(() => dialog.getByRole('alert').innerText()).toMatch(/^Begin with http/)
    await dialog.getByLabel('Leads to, link 1').fill('https://logs.example/?q={{device}}&from={{from:iso}}')
    await dialog.getByText('https://logs.example/?q=some-device').waitFor()
    await dialog.getByRole('button', { name: 'Keep' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page().goto(`/n/${id}`)
    const link = tableOf(page(), 1)
      .getByRole('link', { name: /^Logs of/ })
      .first()
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/logs\.example\/\?q=smart_tv&from=2026-11-03T\d\d%3A\d\d%3A\d\d\.000Z$/,
    )
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  })
})

describe('the link of a step that was deleted', () => {
  it('says so, and brings it back', async () => {
    await page().goto(`/n/${id}`)
    await stepRow(page(), 2).waitFor()
    const step = (await stepRow(page(), 2).getAttribute('id')) ?? ''
    const title = await stepRow(page(), 2).getByRole('heading').innerText()
    await stepRow(page(), 2).getByRole('button', { name: 'Menu of step 2' }).click()
    await page().getByRole('menuitem', { name: 'Delete' }).click()
    await saved(page())
    await page().goto('/')
    await page().goto(`/n/${id}#${step}`)
    await page().getByText('The step of this link was deleted; this is where it stood.').waitFor()
    await page().getByRole('button', { name: 'Bring it back' }).click()
    await until(() => page().locator(`[id="${step}"]`).getAttribute('aria-current')).toBe('step')
    expect(await stepRow(page(), 2).getByRole('heading').innerText()).toBe(title)
  })
})

it('nothing went wrong that no person would see', () => {
  expect(user.trouble).toEqual([])
})
