import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import {
  focused,
  openUser,
  queryOf,
  rowsOf,
  saved,
  stepRow,
  trailOf,
  type User,
  until,
  wordsOn,
} from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let user: User

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook()
  user = await openUser(browser, blipbook.address)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

describe('with the keyboard alone', () => {
  const page = () => user.page
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page().keyboard.press(key)
  }
  const type = (text: string) => page().keyboard.type(text)
  const rowFocused = (number: number) => focused(stepRow(page(), number))
  const titles = async () => (await trailOf(page())).split('\n').map(line => line.replace(/ \[.*$/, ''))
  /** Tab until something with this name has the focus. */
  const tabTo = async (name: RegExp) => {
    const nameNow = () =>
      page().evaluate(() => {
        const at = document.activeElement
        return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      })
    for (let i = 0; i < 60; i++) {
      if (name.test(await nameNow())) return
      await press('Tab')
    }
    throw new Error(`Nothing named ${String(name)} is reached by Tab.`)
  }

  it('a finished investigation is opened from the library', async () => {
    await page().goto('/')
    await page()
      .getByRole('link', { name: /Smart-TV/ })
      .waitFor()
    await press('/')
    await focused(page().getByRole('searchbox', { name: 'Search investigations' }))
    await type('i-0c3f9a')
    await until(() => page().locator('[data-card]').count()).toBe(1)
    await press('ArrowDown')
    await focused(page().getByRole('link', { name: /Smart-TV/ }))
    await press('Enter')
    await until(async () => (await titles()).length).toBe(8)
    await press('j', 'j', 'k')
    await until(() => stepRow(page(), 1).getAttribute('aria-current')).toBe('step')
    await press('g', 'l')
    await page().getByRole('heading', { name: 'Investigations' }).waitFor()
  })

  it('“Redo the first one yourself” is reached by Tab', async () => {
    await page().goto('/')
    await page().getByRole('button', { name: 'Redo the first one yourself' }).waitFor()
    await tabTo(/^Redo the first one yourself$/)
    await press('Enter')
    await page().getByRole('dialog', { name: 'Who is writing?' }).waitFor()
    await type('keys only')
    await press('Enter')
    await focused(queryOf(page(), 1))
  })

  it('a query is completed and run', async () => {
    await type('sum by (device) (rate(playback_err')
    await page()
      .getByRole('option', { name: /playback_errors_total/ })
      .waitFor()
    await press('Tab')
    await type('[1m]))')
    await press('Shift+Enter')
    await until(async () => (await rowsOf(page(), 1)).length).toBe(6)
  })

  it('the blip is set on the graph by arrows', async () => {
    await tabTo(/^Time cursor/)
    const slider = stepRow(page(), 1).getByRole('slider')
    const reading = () => slider.getAttribute('aria-valuetext')
    await press('ArrowRight')
    await until(reading).toMatch(/smart_tv/)
    const minutes = async () => {
      const found = /(\d\d):(\d\d)/.exec((await reading()) ?? '')
      return Number(found?.[1]) * 60 + Number(found?.[2])
    }
    for (let i = 0; i < 200 && (await minutes()) !== 14 * 60 + 2; i++)
      await press((await minutes()) < 14 * 60 + 2 ? 'ArrowRight' : 'ArrowLeft')
    await press('Control+Shift+ArrowRight')
    await press('Enter')
    await focused(page().getByRole('button', { name: 'Zoom', exact: true }))
    await press('ArrowRight')
    await focused(page().getByRole('button', { name: 'Set as blip' }))
    await press('Enter')
    await until(() =>
      page()
        .getByRole('button', { name: /^Blip 14:02–14:07/ })
        .count(),
    ).toBe(1)
  })

  it('verdict and words are given', async () => {
    await focused(stepRow(page(), 1).getByRole('slider'))
    await press('1')
    await until(() => trailOf(page())).toContain('[Saw]')
    await press('w')
    await focused(wordsOn(page(), 1))
    await type('Only smart TVs move.')
    await press('Escape')
    await rowFocused(1)
  })

  it('a step is split, judged, and its parent is the step above', async () => {
    await press('b')
    await focused(queryOf(page(), 2))
    await type('sum(rate(ipc_client_retries_total{app="license-svc"}[1m]))')
    await press('Shift+Enter')
    await stepRow(page(), 2)
      .getByRole('button', { name: /^Split by node 60 values/ })
      .waitFor()
    await press('Escape')
    await rowFocused(2)
    await press('s')
    await tabTo(/^Split by node/)
    await press('Enter')
    await until(async () => (await rowsOf(page(), 3))[0]).toMatch(/^i-0c3f9a: /)
    await rowFocused(3)
    await press('4')
    await until(() => trailOf(page())).toMatch(/\n {2}3 By node \[Cause\]$/)
  })

  it('a step is compared with the day before, and Backspace takes back what was replaced', async () => {
    await press('c', 'Enter')
    await until(async () => (await titles()).length).toBe(4)
    const compared = (await titles())[3]
    await until(async () => (await rowsOf(page(), 4)).length).toBeGreaterThan(0)
    await press('k')
    await rowFocused(3)
    await press('s')
    await page().keyboard.press('ArrowRight')
    await press('Enter')
    await until(async () => (await titles())[3] !== compared).toBe(true)
    expect((await titles()).length).toBe(4)
    await rowFocused(4)
    await press('Backspace')
    await until(async () => (await titles())[3]).toBe(compared)
  })

  it('steps are moved, folded, renamed, deleted and brought back', async () => {
    await rowFocused(4)
    await press('r')
    await focused(page().getByRole('textbox', { name: 'Title of step 4' }))
    await type('Yesterday')
    await press('Enter')
    await until(async () => (await titles())[3]).toMatch(/4 Yesterday$/)
    await press('Escape')
    await tabTo(/Menu of step 4/)
    await press('f')
    await until(() => stepRow(page(), 4).getByRole('table').count()).toBe(0)
    await press('f')
    await press('Alt+ArrowUp')
    await until(async () => (await titles())[2]).toMatch(/3 Yesterday$/)
    await press('d', 'd')
    await until(async () => (await titles()).length).toBe(3)
    await press('z')
    await until(async () => (await titles()).length).toBe(4)
  })

  it('a note is inserted, the conclusion written, the palette and the keys opened', async () => {
    await press('/')
    await page().getByRole('dialog', { name: 'Insert a step below' }).waitFor()
    await press('n')
    await focused(page().getByRole('textbox', { name: /^Note, step/ }))
    await type('A note by keys.')
    await press('Escape')
    await until(() => page().getByText('A note by keys.').count()).toBeGreaterThan(0)
    await press('e')
    await focused(page().getByRole('textbox', { name: 'Conclusion' }))
    await type('One bad node.')
    await press('Escape')
    await press('?')
    await page().getByRole('dialog', { name: 'Keys' }).waitFor()
    await press('Escape')
    await press('Control+k')
    await focused(page().getByRole('combobox'))
    await type('present')
    await press('Enter')
    await page().getByRole('navigation', { name: 'Slides' }).waitFor()
    await press('Escape')
    await page().getByRole('navigation', { name: 'The trail' }).waitFor()
    await saved(page())
  })

  it('leaves nothing to complain of in the console', () => expect(user.trouble).toEqual([]))
})
