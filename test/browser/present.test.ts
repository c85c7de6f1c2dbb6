import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import { type FakePrometheus, startFakePrometheus } from './stage/fakePrometheus.ts'
import {
  connect,
  focused,
  openUser,
  queryOf,
  rowsOf,
  saved,
  sayName,
  stepRow,
  trailOf,
  type User,
  until,
} from './stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let prometheus: FakePrometheus
let user: User
let notebook = ''

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

/** How much of a graph's canvas is painted: the number of its pixels that are not clear. */
const painted = (of: User) =>
  of.page.evaluate(() =>
    [...document.querySelectorAll('canvas')].reduce((sum, canvas) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      let count = 0
      for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) count++
      return sum + count
    }, 0),
  )

describe('an investigation on a Prometheus', () => {
  it('begins with connecting it', async () => {
    const { page } = user
    await page.goto('/')
    await page.getByRole('button', { name: 'Data sources' }).click()
    await page.getByRole('button', { name: 'Connect a source' }).click()
    await connect(page, prometheus.address, 'Fake')
  })

  it('is judged on what it answers', async () => {
    const { page } = user
    await page.getByRole('button', { name: 'New investigation' }).click()
    await sayName(page, 'Presenter')
    await focused(queryOf(page, 1))
    await page.keyboard.type('queue_depth')
    await page.keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page, 1)).length).toBe(2)
    await stepRow(page, 1).getByRole('button', { name: 'Cause' }).click()
    await page.keyboard.press('w')
    await focused(page.getByRole('textbox', { name: 'Words on step 1' }))
    await page.keyboard.type('The left queue fills.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await focused(page.getByRole('textbox', { name: 'Conclusion' }))
    await page.keyboard.type('It was the left queue.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('b')
    await focused(queryOf(page, 2))
    await page.keyboard.type('queue_depth{job="left"}')
    await page.keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page, 2)).length).toBeGreaterThan(0)
    await stepRow(page, 2).getByRole('button', { name: 'Dead end' }).click()
    await until(() => trailOf(page)).toContain('[Dead end]')
    await saved(page)
    notebook = new URL(page.url()).pathname
  })
})

describe('with the source stopped and the server started again', () => {
  beforeAll(async () => {
    await prometheus.stop()
    await blipbook.kill()
    blipbook = await startBlipbook({
      data: blipbook.data,
      port: Number(new URL(blipbook.address).port),
      demo: false,
    })
    await user.close()
    user = await openUser(browser, blipbook.address)
  })

  const where = () =>
    user.page
      .getByText(/step \d of \d|The answer|The question/)
      .first()
      .innerText()
  const press = (keys: string) => user.page.keyboard.press(keys)

  it('the notebook is drawn from what was kept', async () => {
    await user.page.goto(notebook)
    await until(async () => (await rowsOf(user.page, 1)).length).toBe(2)
    await until(() => painted(user)).toBeGreaterThan(5000)
  })

  it('it is presented: one step a screen, by → ← Home End', async () => {
    await user.page.getByRole('link', { name: 'Present' }).click()
    await until(() => user.page.url()).toMatch(/\/present/)
    await press('Home')
    await until(where).toMatch(/question|answer/i)
    await until(() => user.page.getByRole('main').innerText()).toContain('It was the left queue.')
    await press('ArrowRight')
    await until(where).toMatch(/step 1 of 2/)
    await until(() => user.page.getByRole('main').innerText()).toContain('The left queue fills.')
    await until(() => painted(user)).toBeGreaterThan(5000)
    await press('End')
    await until(where).toMatch(/step 2 of 2/)
    await press('ArrowRight')
    expect(await where()).toMatch(/step 2 of 2/)
    await press('ArrowLeft')
    await until(where).toMatch(/step 1 of 2/)
    await user.page.reload()
    await until(where).toMatch(/step 1 of 2/)
  })

  it('F takes the whole screen and gives it back, Esc goes to the notebook at this step', async () => {
    const full = () => user.page.evaluate(() => document.fullscreenElement !== null)
    await press('f')
    await until(full).toBe(true)
    await press('f')
    await until(full).toBe(false)
    await press('Escape')
    await until(() => user.page.url()).toMatch(/\/n\/\w+#\w+$/)
    await until(() => stepRow(user.page, 1).getAttribute('aria-current')).toBe('step')
  })

  it('asking again says that the source is down, and the evidence still stands', async () => {
    await stepRow(user.page, 1).click({ position: { x: 10, y: 10 } })
    await press('Control+Enter')
    await until(() => stepRow(user.page, 1).getByRole('alert').innerText()).toMatch(
      /Fake is down since \d\d:\d\d[^]*still stands/,
    )
    await until(async () => (await rowsOf(user.page, 1)).length).toBe(2)
  })

  it('it is exported as Markdown with pictures, which reads back', async () => {
    const { page } = user
    prometheus = await startFakePrometheus(Number(new URL(prometheus.address).port))
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /^Download Markdown/ }).click()
    const file = await (await downloading).path()
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('It was the left queue.')
    expect(text.match(/data:image\/(svg\+xml|png)[^)]*/g)).toHaveLength(2)

    await page.goto('/')
    await page
      .getByLabel('Notebook file')
      .setInputFiles({ name: 'queue.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })
    await until(() => page.url()).toMatch(/\/n\/\w+/)
    expect(new URL(page.url()).pathname).not.toBe(notebook)
    await until(() => trailOf(page)).toMatch(/\[Cause\]\n.*\[Dead end\]/)
    await until(() => page.getByRole('region', { name: 'Answer' }).innerText()).toContain(
      'It was the left queue.',
    )
    await until(() => stepRow(page, 1).innerText()).toContain('The left queue fills.')
  })

  it('a text that is no notebook is refused with its lines', async () => {
    const { page } = user
    await page.goto('/')
    await page
      .getByLabel('Notebook file')
      .setInputFiles({ name: 'no.md', mimeType: 'text/markdown', buffer: Buffer.from('Not a notebook\n') })
    await page.getByRole('dialog', { name: /no\.md was not imported/ }).waitFor()
  })

  it('nothing is left in the console but the answers of a source that was down, and the refusal', () =>
    expect(user.trouble.filter(each => !/status of 502|\/api\/notebooks\/import/.test(each))).toEqual([]))
})
