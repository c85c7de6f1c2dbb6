import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admin, openFakeGrafana } from '#test/server/sources/grafana/fakeGrafana.ts'
import { clean, troubleOf } from './stage/axe.ts'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import { focused, graphOf, openUser, queryOf, rowsOf, sayName, type User, until } from './stage/user.ts'

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
  const fromSettings = async (item: RegExp) => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  it('in more of a source, in the choice behind a Grafana, and in one that is altered', async () => {
    const grafana = await openFakeGrafana({
      tokens: { secret: admin },
      dataSources: [
        { id: 1, uid: 'P1', name: 'prod', type: 'prometheus', url: `${blipbook.address}/prometheus` },
        { id: 2, uid: 'L1', name: 'logs', type: 'loki' },
      ],
    })
    await page.getByRole('button', { name: 'Data sources' }).click()
    await page.getByRole('button', { name: 'Connect a source' }).click()
    await page.getByText(/^More: headers/).click()
    await page.getByRole('button', { name: /tenant/ }).click()
    await clean(user)
    await page.getByRole('radio', { name: 'Through Grafana' }).check()
    await page.getByRole('textbox', { name: 'Address of the Grafana' }).fill(grafana.address)
    await page.getByLabel(/^Token/).fill('secret')
    await page.getByRole('button', { name: 'List its data sources' }).click()
    await page.getByRole('checkbox', { name: 'prod' }).waitFor()
    await page.getByText(/cannot be asked/).click()
    await clean(user)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByRole('button', { name: 'Done' }).waitFor()
    await clean(user)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Data sources' }).click()
    await page.getByRole('button', { name: /^Edit/ }).first().click()
    await page.getByRole('button', { name: 'Save' }).waitFor()
    await clean(user)
    await grafana.close()
    const { sources } = (await (await fetch(`${blipbook.address}/api/sources`)).json()) as {
      readonly sources: readonly { readonly id: string; readonly grafana: object | null }[]
    }
    for (const { id } of sources.filter(each => each.grafana !== null))
      await fetch(`${blipbook.address}/api/sources/${id}`, { method: 'DELETE' })
  })

  it('in what uses space, and the question whether a notebook is to go', async () => {
    await fromSettings(/^What uses space/)
    await page.getByRole('heading', { name: 'Samples kept here' }).waitFor()
    await clean(user)
    await page.getByRole('button', { name: 'Free space of Smart-TV playback errors, 14:02 blip' }).click()
    await page.getByRole('menu').waitFor()
    await clean(user)
    await page.getByRole('menuitem', { name: 'Delete this notebook…' }).click()
    await page.getByRole('dialog', { name: /^Delete/ }).waitFor()
    await clean(user)
  })

  it('in the links on labels, and in one that leads nowhere', async () => {
    await fromSettings(/^Links on labels/)
    await page.getByLabel('Label, link 1').fill('device')
    await page.getByLabel('Called, link 1').fill('Logs')
    await page.getByLabel('Leads to, link 1').fill('javascript:alert({{value}})')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await clean(user)
  })

  it('in how a graph is drawn, in what is taken away, and in values that were pinned', async () => {
    await openFinished()
    await page.getByRole('button', { name: 'How the graph of step 1 is drawn' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Graph of step 1' }).waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Menu of step 1', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Take away' }).press('ArrowRight')
    await page.getByRole('menuitem', { name: 'Save the data as CSV' }).waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await graphOf(page, 1).locator('.u-over').click()
    await page.getByRole('dialog', { name: /^Values at/ }).waitFor()
    await clean(user)
  })

  it('in a paste of many steps and the choice among them, and in the variables that come with them', async () => {
    const targets = [{ refId: 'A', expr: 'playback_errors_total{device=~"$device"}' }]
    const panel = (id: number) => ({ id, type: 'timeseries', title: `Panel ${id}`, targets })
    const dashboard = {
      title: 'Playback',
      templating: { list: [{ name: 'device', type: 'custom', query: 'smart_tv,web' }] },
      panels: [
        ...[1, 2, 3].map(panel),
        { id: 4, type: 'logs', datasource: { type: 'loki' }, targets: [{ expr: '{a="b"}' }] },
      ],
    }
    await page.getByRole('button', { name: 'New investigation' }).first().click()
    await sayName(page, 'Axe')
    await focused(queryOf(page, 1))
    await page.evaluate(text => navigator.clipboard.writeText(text), JSON.stringify(dashboard))
    await page.keyboard.press('Control+v')
    const bar = page.getByRole('complementary', { name: 'What was pasted' })
    await bar.waitFor()
    await clean(user)
    await bar.getByRole('button', { name: 'Choose…' }).click()
    await page.getByRole('dialog', { name: /^Choose from/ }).waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await bar.getByRole('button', { name: 'Add all 3' }).click()
    const value = page.getByRole('button', { name: /^Value of device/ })
    await value.click()
    await page.getByRole('option').first().waitFor()
    await clean(user)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Edit the variable device' }).click()
    await page.getByRole('dialog', { name: 'Variable device' }).waitFor()
    await clean(user)
  })
})

describe('behind a password', () => {
  it.each([false, true])(
    'axe finds nothing where it is asked for, nor where it was wrong (dark: %s)',
    async dark => {
      const closed = await startBlipbook({
        demo: false,
        environment: { BLIPBOOK_PASSWORD: 'correct horse battery' },
      })
      const user = await openUser(browser, closed.address, { dark })
      await user.page.goto('/')
      const field = user.page.getByLabel('Password', { exact: true })
      await field.waitFor()
      await clean(user)
      await field.fill('wrong')
      await field.press('Enter')
      await user.page.getByText('That is not the password.').waitFor()
      await clean(user)
      await user.close()
      await closed.close()
    },
  )
})
