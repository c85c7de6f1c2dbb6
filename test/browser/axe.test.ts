import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admin, openFakeGrafana } from '#test/server/sources/grafana/fakeGrafana.ts'
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

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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

/** What axe finds wrong with a page as it stands, one line for each place. */
async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const found = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    return axe.run({ resultTypes: ['violations'] })
  })
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`),
  )
}

const clean = async (user: User) => expect(await violations(user.page)).toEqual([])

/** The browser says of every answer that is an error that it is one; those are asked for here. */
const troubleOf = (user: User) => user.trouble.filter(each => !/status of (400|404|50\d)/.test(each))

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
      panels: [...[1, 2, 3].map(panel), { id: 4, type: 'logs', targets: [{ expr: '{a="b"}' }] }],
    }
    await begin()
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
