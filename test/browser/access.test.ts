import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import { openUser, saved, sayName, stepRow, type User, until } from './stage/user.ts'

const password = 'correct horse battery'
let browser: Browser
let blipbook: Blipbook
let user: User

const start = (word: string, again?: Blipbook) =>
  startBlipbook({
    environment: { BLIPBOOK_PASSWORD: word, BLIPBOOK_HOST: '0.0.0.0' },
    ...(again && { data: again.data, port: Number(new URL(again.address).port) }),
  })

const field = (page: Page) => page.getByLabel('Password', { exact: true })

async function signIn(page: Page, word: string): Promise<void> {
  await field(page).fill(word)
  await page.keyboard.press('Enter')
}

/** Notebooks of the server, asked for as a script does. */
const notebooks = async () => {
  const response = await fetch(`${blipbook.address}/api/notebooks`, {
    headers: { authorization: `Bearer ${password}` },
  })
  return ((await response.json()) as { notebooks: { id: string; title: string }[] }).notebooks
}

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await start(password)
  user = await openUser(browser, blipbook.address)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

describe('a server behind a password', () => {
  it('shows nothing ahead of the password, and then the step that a link names', async () => {
    const [{ id } = { id: '' }] = await notebooks()
    const read = await fetch(`${blipbook.address}/api/notebooks/${id}`, {
      headers: { authorization: `Bearer ${password}` },
    })
    const { notebook } = (await read.json()) as { notebook: { steps: { id: string }[] } }
    const step = notebook.steps[2]?.id ?? ''
    const { page } = user
    await page.goto(`/n/${id}#${step}`)
    await until(() => page.url()).toBe(
      `${blipbook.address}/sign-in?to=${encodeURIComponent(`/n/${id}`)}#${step}`,
    )
    await signIn(page, 'wrong password')
    await until(() => page.getByRole('alert').innerText()).toBe('That is not the password.')
    await signIn(page, password)
    await until(() => page.url()).toBe(`${blipbook.address}/n/${id}#${step}`)
    await until(() => page.locator(`[id="${step}"]`).getAttribute('aria-current')).toBe('step')
  })

  it('asks again where the password was changed, and loses nothing that was written meanwhile', async () => {
    const { page } = user
    await page.goto('/')
    await page.getByRole('button', { name: 'New investigation' }).first().click()
    await sayName(page, 'on-call')
    await stepRow(page, 1).waitFor()
    await saved(page)
    await blipbook.kill()
    await page
      .getByRole('button', { name: /^Untitled|^Title/ })
      .first()
      .click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Written while nobody was there')
    await page.keyboard.press('Enter')
    blipbook = await start('another password', blipbook)
    const dialog = page.getByRole('dialog', { name: 'Signed out' })
    await dialog.waitFor()
    await signIn(page, 'another password')
    await dialog.waitFor({ state: 'detached' })
    await saved(page)
    const titles = await fetch(`${blipbook.address}/api/notebooks`, {
      headers: { authorization: 'Bearer another password' },
    }).then(response => response.text())
    expect(titles).toContain('Written while nobody was there')
  })

  it('lets its people sign out', async () => {
    const { page } = user
    await page.goto('/')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await field(page).waitFor()
    await page.goto('/')
    await until(() => new URL(page.url()).pathname).toBe('/sign-in')
    expect(user.trouble.filter(each => !/401|ERR_CONNECTION|WebSocket/.test(each))).toEqual([])
  })
})
