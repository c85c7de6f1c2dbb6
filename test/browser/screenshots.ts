import type { Page } from 'playwright-core'
import { startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'

type Summary = { readonly id: string; readonly title: string }

const folder = 'fixtures/screenshots'
const size = { width: 1440, height: 1150 }

/** Folds, by its keys, every step before the one that found the cause. */
async function foldUntilFound(page: Page): Promise<void> {
  for (let step = 1; step < 7; step++) {
    await page.locator('article[aria-current=step]', { hasText: String(step) }).waitFor()
    await page.keyboard.press('f')
    await page.keyboard.press('j')
  }
  await page.getByText('saved', { exact: true }).waitFor()
}

/** Takes the pictures of the README: the first story at the step that found the cause, with its answer above, in light and dark. */
async function takeScreenshots(): Promise<void> {
  const blipbook = await startBlipbook()
  const browser = await openChromium()
  try {
    const listed = (await (await fetch(`${blipbook.address}/api/notebooks`)).json()) as {
      readonly notebooks: readonly Summary[]
    }
    const story = listed.notebooks.find(({ title }) => title.startsWith('Smart-TV'))
    if (!story) throw new Error('The first story is not in the library.')
    for (const look of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: size, colorScheme: look })
      await context.addInitScript(
        person => localStorage.setItem('blipbook.person', person),
        JSON.stringify({ id: 'reader', name: 'reader', colour: '#6741d9' }),
      )
      const page = await context.newPage()
      await page.goto(`${blipbook.address}/n/${story.id}#errors-by-device`)
      await page.getByRole('slider').first().waitFor()
      if (look === 'light') await foldUntilFound(page)
      await page.goto(`${blipbook.address}/n/${story.id}`)
      await page.reload()
      await page.getByRole('slider').first().waitFor()
      await page.getByText('99.6 %').waitFor()
      await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)))
      await page.screenshot({ path: `${folder}/notebook${look === 'dark' ? '-dark' : ''}.png` })
      await context.close()
    }
  } finally {
    await browser.close()
    await blipbook.close()
  }
}

await takeScreenshots()
