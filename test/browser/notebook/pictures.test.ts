import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshStep } from '#shared/notebook/fresh.ts'
import { ana, fields } from '#test/shared/notebook/samples.ts'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { openUser, saved, stepRow, type User, until } from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let user: User
let id = ''

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook({ environment: { BLIPBOOK_DEMO: 'off' } })
  const operations = [
    { do: 'create', notebook: { ...fields, title: 'With pictures' } },
    { do: 'insert', step: freshStep('note', { is: 'note', text: 'Seen at noon' }), after: null },
  ]
  const made = await fetch(`${blipbook.address}/api/notebooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: ana, operations }),
  })
  id = ((await made.json()) as { id: string }).id
  user = await openUser(browser, blipbook.address)
  await user.page.goto(`/n/${id}`)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

const page = () => user.page
const note = () => page().getByRole('textbox', { name: 'Note, step 1' })
const shown = () => stepRow(page(), 1).getByRole('button').locator('img')
/** The pictures of the step as `words: width × height`. */
const pictures = () =>
  shown().evaluateAll(all =>
    (all as HTMLImageElement[]).map(one => `${one.alt}: ${one.naturalWidth} × ${one.naturalHeight}`),
  )

async function edit(): Promise<void> {
  await stepRow(page(), 1).getByText('Seen at noon').click()
  await page().locator('[data-editor="open"] [contenteditable="true"]').waitFor()
  await page().keyboard.press('Control+End')
}

/** Pastes a picture drawn here, or a file of another kind that claims to be one. */
const paste = (name: string, width: number, height: number, claim = false) =>
  page().evaluate(
    async given => {
      const canvas = document.createElement('canvas')
      canvas.width = given.width
      canvas.height = given.height
      canvas.getContext('2d')?.fillRect(given.width / 4, 0, given.width / 2, given.height)
      const drawn = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve))
      const content = given.claim ? 'no picture at all' : (drawn ?? '')
      const data = new DataTransfer()
      data.items.add(new File([content], given.name, { type: 'image/png' }))
      const pasted = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(pasted)
    },
    { name, width, height, claim },
  )

const leave = async () => {
  await page().keyboard.press('Escape')
  await saved(page())
}

describe('a picture pasted into a note', () => {
  it('is bounded, kept, and shown', async () => {
    await edit()
    await paste('error-rate.png', 3000, 600)
    await until(() => note().innerText()).toMatch(/!\[error rate\]\(picture:[0-9a-f]{64}\)/)
    await leave()
    await until(pictures).toEqual(['error rate: 2000 × 400'])
  })

  it('is enlarged by a press and goes back by Esc, without touching the text', async () => {
    await shown().click()
    await page().getByRole('dialog', { name: 'error rate' }).locator('img').click()
    await page().keyboard.press('Escape')
    await until(() => page().getByRole('dialog').count()).toBe(0)
    expect(await note().count()).toBe(0)
  })

  it('is there after a reload, and in the presentation', async () => {
    await page().reload()
    await until(pictures).toEqual(['error rate: 2000 × 400'])
    await page().goto(`/n/${id}/present#note`)
    await until(() => page().getByRole('button', { name: 'error rate' }).count()).toBe(1)
    await page().goto(`/n/${id}`)
  })
})

describe('a picture that cannot come in', () => {
  it('says why, and goes when it is discarded; what was typed stays', async () => {
    await edit()
    await page().keyboard.type(' typed')
    await paste('fake.png', 1, 1, true)
    const row = stepRow(page(), 1).getByRole('listitem').filter({ hasText: 'fake.png' })
    await until(() => row.innerText()).toContain('cannot read it as a picture')
    await row.getByRole('button', { name: 'Discard' }).click()
    await until(() => row.count()).toBe(0)
    await leave()
    expect(await stepRow(page(), 1).innerText()).toContain('typed')
  })

  it('waits while the server does not answer, and can be stopped', async () => {
    await page().route('**/pictures', route => route.abort())
    await edit()
    await paste('late.png', 40, 40)
    const row = stepRow(page(), 1).getByRole('listitem').filter({ hasText: 'late.png' })
    await until(() => row.innerText()).toContain('does not answer')
    await row.getByRole('button', { name: 'Stop' }).click()
    await until(() => row.count()).toBe(0)
    await edit()
    await paste('later.png', 41, 41)
    await page().unroute('**/pictures')
    await leave()
    await until(pictures).toEqual(['error rate: 2000 × 400', 'later: 41 × 41'])
  })
})
