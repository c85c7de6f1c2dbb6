import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { type FakePrometheus, startFakePrometheus } from '#test/browser/stage/fakePrometheus.ts'
import { openUser, type User, until } from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let prometheus: FakePrometheus
let user: User

beforeAll(async () => {
  browser = await openChromium()
  prometheus = await startFakePrometheus()
  blipbook = await startBlipbook({ demo: false })
  user = await openUser(browser, blipbook.address)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
  await prometheus.stop()
})

const page = () => user.page
const press = (name: string) => page().getByRole('button', { name, exact: true }).click()
const listed = (title: string) => page().getByRole('listitem').filter({ hasText: title }).innerText()

describe('a source', () => {
  it('that was just added says that it answers', async () => {
    await page().goto('/')
    await press('Data sources')
    await press('Connect a source')
    await page().getByRole('textbox', { name: 'Address', exact: true }).fill(prometheus.address)
    await page().getByRole('textbox', { name: 'Name' }).fill('Production')
    await press('Add')
    await page()
      .getByRole('dialog', { name: /is connected$/ })
      .waitFor()
    await press('All sources')
    await until(() => listed('Production')).toContain('answers, since')
  })

  it('is tested before it is altered, and altered all the same where that is wanted', async () => {
    await prometheus.stop()
    await press('Edit Production')
    await page().getByRole('textbox', { name: 'Name' }).fill('Staging')
    await press('Save')
    await page().getByRole('button', { name: 'Save all the same' }).waitFor()
    expect(await page().getByRole('dialog', { name: 'Edit Production' }).innerText()).toContain('refused')
    await press('Save all the same')
    await until(() => listed('Staging')).toContain('down since')
  })
})
