import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ana, asking, fields } from '#test/shared/notebook/samples.ts'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import { openUser, type User, until } from './stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let user: User

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook({ environment: { BLIPBOOK_DEMO: 'off' } })
  for (const title of ['Keep me', 'Old one']) {
    const operations = [
      { do: 'create', notebook: { ...fields, title } },
      { do: 'insert', step: asking('a', 'vector(1)'), after: null },
    ]
    await fetch(`${blipbook.address}/api/notebooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: ana, operations }),
    })
  }
  user = await openUser(browser, blipbook.address)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

const rows = () => user.page.getByRole('rowheader').getByRole('link').allInnerTexts()

describe('The page of what uses space', () => {
  it('is found from the settings, and lists every notebook', async () => {
    const { page } = user
    await page.goto('/')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitem', { name: 'What uses space' }).click()
    await page.getByRole('heading', { name: 'Space' }).waitFor()
    await until(async () => (await rows()).toSorted()).toEqual(['Keep me', 'Old one'])
  })

  it('deletes a notebook once its title was typed, and no sooner', async () => {
    const { page } = user
    await page.getByRole('button', { name: 'Free space of Old one' }).click()
    await page.getByRole('menuitem', { name: 'Delete this notebook…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete “Old one”' })
    const end = dialog.getByRole('button', { name: 'Delete this notebook' })
    expect(await end.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('Old one')
    await end.click()
    await until(rows).toEqual(['Keep me'])
    await until(() => page.getByRole('status').allInnerTexts()).toContainEqual(
      expect.stringMatching(/^Freed /),
    )
    expect(user.trouble).toEqual([])
  })
})
