import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import { until } from './stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let ids: readonly string[]

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook()
  const response = await fetch(`${blipbook.address}/api/notebooks`)
  ids = ((await response.json()) as { notebooks: { id: string }[] }).notebooks.map(({ id }) => id)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

/** A phone in somebody's hand: touch, no pointer that hovers. */
async function withPhone(width: number, use: (page: Page, context: BrowserContext) => Promise<void>) {
  const context = await browser.newContext({
    baseURL: blipbook.address,
    viewport: { width, height: 844 },
    isMobile: true,
    hasTouch: true,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  })
  await use(await context.newPage(), context)
  await context.close()
}

/** What reaches beyond the screen, by its words; nothing where the page cannot be pushed sideways. */
const beyond = (page: Page) =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= screen.width) return []
    return [...document.querySelectorAll('body *')]
      .filter(each => each.getBoundingClientRect().right > screen.width + 1)
      .map(each => `${each.tagName} ${(each.textContent ?? '').slice(0, 40)}`)
  })

const graphs = (page: Page) => page.locator('figure canvas').count()

describe.each([390, 360])('on a phone %i wide', width => {
  it('nothing of the library, the notebooks and their slides reaches beyond the screen', async () => {
    expect(ids).toHaveLength(2)
    await withPhone(width, async page => {
      await page.goto('/')
      await page.getByRole('link', { name: /Smart-TV/ }).waitFor()
      expect(await beyond(page)).toEqual([])
      for (const id of ids) {
        await page.goto(`/n/${id}`)
        await until(() => graphs(page)).toBeGreaterThan(0)
        const end = () => page.evaluate(() => scrollY + innerHeight >= document.body.scrollHeight - 2)
        for (let screens = 0; screens < 40 && !(await end()); screens++) {
          await page.evaluate(() => scrollBy(0, innerHeight * 0.8))
          expect(await beyond(page)).toEqual([])
        }
        await page.goto(`/n/${id}/present`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect(await beyond(page)).toEqual([])
        await page.keyboard.press('ArrowRight')
        await until(() => graphs(page)).toBeGreaterThan(0)
        expect(await beyond(page)).toEqual([])
      }
    })
  })

  it('the judgment of a step stands under its evidence, not over it', async () => {
    await withPhone(width, async page => {
      await page.goto(`/n/${ids[0]}`)
      await until(() => graphs(page)).toBeGreaterThan(0)
      const row = page.getByRole('article').first()
      for (const by of [0, 300, 300]) {
        await page.evaluate(y => scrollBy(0, y), by)
        const table = await row.getByRole('table', { name: 'Series' }).boundingBox()
        const words = await row.getByRole('group', { name: /^Judgment/ }).boundingBox()
        expect((table?.y ?? 0) + (table?.height ?? 0)).toBeLessThanOrEqual(words?.y ?? 0)
      }
    })
  })
})

describe('a graph under a finger', () => {
  it('shows the values where it is tapped, and lets the page scroll', async () => {
    await withPhone(390, async page => {
      await page.goto(`/n/${ids[0]}`)
      await until(() => graphs(page)).toBeGreaterThan(0)
      const plot = page.locator('figure .u-over').first()
      await plot.scrollIntoViewIfNeeded()
      expect(await plot.evaluate(each => getComputedStyle(each).touchAction)).toMatch(
        /pan-y|auto|manipulation/,
      )
      const box = await plot.boundingBox()
      await page.touchscreen.tap(
        (box?.x ?? 0) + (box?.width ?? 0) / 2,
        (box?.y ?? 0) + (box?.height ?? 0) / 2,
      )
      await until(() => page.locator('figure').first().innerText()).toMatch(/\d\d:\d\d/)
    })
  })
})

describe('buttons under a finger', () => {
  it('are tall enough for the main acts', async () => {
    await withPhone(390, async page => {
      const tallness = async (name: string, role: 'button' | 'link' = 'button') =>
        (await page.getByRole(role, { name, exact: true }).first().boundingBox())?.height ?? 0
      await page.goto('/')
      expect(await tallness('New investigation')).toBeGreaterThanOrEqual(40)
      await page.goto(`/n/${ids[0]}`)
      await until(() => graphs(page)).toBeGreaterThan(0)
      expect(await tallness('Present', 'link')).toBeGreaterThanOrEqual(40)
      expect(await tallness('Export')).toBeGreaterThanOrEqual(40)
    })
  })
})
