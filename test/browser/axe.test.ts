import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clean, troubleOf } from './stage/axe.ts'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import {
  dragOver,
  focused,
  graphOf,
  openUser,
  queryOf,
  rowsOf,
  sayName,
  stepRow,
  trailOf,
  type User,
  until,
} from './stage/user.ts'

let browser: Browser
let blipbook: Blipbook

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook()
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

describe.each([
  { name: 'light', dark: false },
  { name: 'dark', dark: true },
])('axe finds nothing, $name,', ({ dark }) => {
  let user: User
  let page: Page

  beforeEach(async () => {
    user = await openUser(browser, blipbook.address, { dark })
    page = user.page
    await page.goto('/')
    await page.getByRole('link', { name: /^Smart-TV/ }).waitFor()
  })

  afterEach(async () => {
    await user.close()
    expect(troubleOf(user)).toEqual([])
  })

  const openFinished = async () => {
    await page.getByRole('link', { name: /^Smart-TV/ }).click()
    await until(async () => (await rowsOf(page, 1)).length).toBe(6)
  }
  const begin = async () => {
    await page.getByRole('button', { name: 'Redo the first one yourself' }).click()
    await sayName(page, 'Axe')
    await focused(queryOf(page, 1))
  }
  const ask = async (text: string) => {
    await page.keyboard.type(text)
    await page.keyboard.press('Shift+Enter')
  }
  const fromSettings = async (item: RegExp) => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  it('in the library', () => clean(user))

  it('in a search without result', async () => {
    await page.getByRole('searchbox').fill('nothing of the kind')
    await page.getByText('Nothing found for').waitFor()
    await clean(user)
  })

  it('in the settings menu', async () => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menu').waitFor()
    await clean(user)
  })

  it('in the question for a name', async () => {
    await fromSettings(/^Your name/)
    await page.getByRole('dialog').waitFor()
    await clean(user)
  })

  it('in the data sources, and in a Test that failed', async () => {
    await page.getByRole('button', { name: 'Data sources' }).click()
    const add = page.getByRole('button', { name: 'Connect a source' })
    await add.waitFor()
    await clean(user)
    await add.click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await clean(user)
    await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9')
    await page.getByRole('radio', { name: 'User and password' }).check()
    await page.getByRole('textbox', { name: 'User' }).fill('axe')
    await page.getByLabel('Password', { exact: true }).fill('axe')
    await page.getByRole('button', { name: 'Test' }).click()
    await until(() => page.getByRole('dialog').getByRole('alert').innerText()).toMatch(/[^…]{10}/)
    await clean(user)
  })

  it('in the question whether the demo is to go', async () => {
    await page.getByRole('button', { name: 'Remove the demo' }).click()
    await page.getByRole('dialog').waitFor()
    await clean(user)
  })

  it('in a file that was not imported', async () => {
    await page.getByLabel('Notebook file').setInputFiles({
      name: 'no.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# No\n\n## 1. Step\n\nx\n'),
    })
    await page.getByRole('dialog', { name: /not imported/ }).waitFor()
    await clean(user)
  })

  it('in the palette and the list of keys', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await clean(user)
  })

  it('in a finished investigation, from its head to its foot', async () => {
    await openFinished()
    await clean(user)
    for (const number of [3, 5, 7, 8]) {
      await stepRow(page, number).scrollIntoViewIfNeeded()
      await graphOf(page, number).waitFor()
      await clean(user)
    }
  })

  it('in a finished investigation on a small screen', async () => {
    await page.setViewportSize({ width: 768, height: 1000 })
    await openFinished()
    await clean(user)
  })

  it('in the popovers and menus of the head', async () => {
    await openFinished()
    await page.getByRole('button', { name: /^Blip 14:02/ }).click()
    await page.getByRole('button', { name: 'Set the blip' }).waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Time range/ }).click()
    await page.getByRole('button', { name: 'Look there' }).waitFor()
    await page.getByRole('textbox', { name: /^From/ }).fill('nonsense')
    await clean(user)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menu').waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Source of new queries/ }).click()
    await page.getByRole('menu').waitFor()
    await clean(user)
  })

  it('in the menu of a step, a change of verdict, a draft, a selection, a note on a graph, an event', async () => {
    await begin()
    await ask('sum by (device) (rate(playback_errors_total[1m]))')
    await until(async () => (await rowsOf(page, 1)).length).toBe(6)
    await stepRow(page, 1).getByRole('button', { name: 'Saw' }).click()
    await stepRow(page, 1).getByRole('button', { name: 'Change' }).click()
    await clean(user)
    await stepRow(page, 1)
      .getByRole('button', { name: /^Split by region/ })
      .click()
    await until(async () => (await rowsOf(page, 2)).length).toBeGreaterThan(1)
    await clean(user)
    await page.getByRole('button', { name: 'Menu of step 1' }).click()
    await page.getByRole('menu').waitFor()
    await clean(user)
    await page.getByRole('menuitem', { name: 'Add an event…' }).click()
    await page.getByRole('button', { name: 'Add event' }).click()
    await clean(user)
    await page.keyboard.press('Escape')
    await dragOver(page, graphOf(page, 1), 0.4, 0.6)
    await page.getByRole('toolbar', { name: 'Selected stretch' }).waitFor()
    await clean(user)
    await page.getByRole('button', { name: 'Note here' }).click()
    await page.getByRole('dialog', { name: /^Note on step 1/ }).waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.getByRole('dialog', { name: 'Insert a step below' }).waitFor()
    await clean(user)
    await page.keyboard.press('m')
    await focused(page.getByRole('textbox', { name: /^Message, step/ }))
    await page.keyboard.type('Somebody said so.')
    await clean(user)
    await page.getByRole('group', { name: 'Add below' }).getByRole('button', { name: 'Events' }).click()
    await until(async () => (await trailOf(page)).split('\n').length).toBe(4)
    await clean(user)
    await page.keyboard.press('d')
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await clean(user)
  })

  it('in an empty notebook, with completion, a wrong query, no data', async () => {
    await begin()
    await clean(user)
    await page.keyboard.type('sum(rate(playback')
    await page.getByRole('option').first().waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+a')
    await ask('ratte(playback_errors_total)')
    await stepRow(page, 1).getByRole('alert').first().waitFor()
    await clean(user)
    await page.keyboard.press('Control+a')
    await ask('playback_errors_total{device="toaster"}')
    await stepRow(page, 1)
      .getByText(/No series of/)
      .waitFor()
    await clean(user)
    await page.getByRole('button', { name: /^Time range/ }).click()
    await page.getByRole('button', { name: '1 h', exact: true }).click()
    await queryOf(page, 1).click()
    await page.keyboard.press('Control+a')
    await ask('playback_errors_total')
    await stepRow(page, 1)
      .getByRole('button', { name: /^Go to/ })
      .waitFor()
    await clean(user)
  })

  it('where a source is down', async () => {
    const added = await fetch(`${blipbook.address}/api/sources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        title: dark ? 'Gone in the dark' : 'Gone',
        kind: 'prometheus',
        address: 'http://127.0.0.1:9',
        auth: { kind: 'none' },
      }),
    })
    expect(added.status).toBeLessThan(300)
    const { source } = (await added.json()) as { readonly source: { readonly id: string } }
    await page.goto(`/new?expr=up&source=${source.id}`)
    await page.getByRole('dialog', { name: 'Who is writing?' }).waitFor()
    await clean(user)
    await sayName(page, 'Axe')
    await queryOf(page, 1).click()
    await page.keyboard.press('Control+Enter')
    await stepRow(page, 1)
      .getByRole('alert')
      .filter({ hasText: /^Gone.* is down/ })
      .waitFor()
    await clean(user)
    await fetch(`${blipbook.address}/api/sources/${source.id}`, { method: 'DELETE' })
  })

  it('on the slides', async () => {
    await openFinished()
    await page.getByRole('link', { name: 'Present' }).click()
    await page.getByRole('navigation', { name: 'Slides' }).waitFor()
    await page.keyboard.press('Home')
    const at = () =>
      page.getByRole('navigation', { name: 'Slides' }).locator('[aria-current]').getAttribute('aria-label')
    await until(at).toBe('The answer')
    await clean(user)
    for (const number of [1, 2, 7]) {
      await page.getByRole('button', { name: new RegExp(`^Step ${number}:`) }).click()
      await until(at).toMatch(new RegExp(`^Step ${number}:`))
      await page.getByRole('slider').waitFor()
      await clean(user)
    }
  })

  it('where nothing is', async () => {
    await page.goto('/nowhere')
    await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor()
    await clean(user)
    await page.goto('/n/aaaaaaaaaaaa')
    await page.getByRole('heading', { name: 'There is no such notebook' }).waitFor()
    await clean(user)
  })
})

describe('without the demo', () => {
  it.each([false, true])('axe finds nothing in the library (dark: %s)', async dark => {
    const empty = await startBlipbook({ demo: false })
    const user = await openUser(browser, empty.address, { dark })
    await user.page.goto('/')
    await user.page.getByText('No investigations yet').waitFor()
    await clean(user)
    expect(troubleOf(user)).toEqual([])
    await user.close()
    await empty.close()
  })
})
