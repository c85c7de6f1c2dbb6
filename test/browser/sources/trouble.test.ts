import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { type FakePrometheus, startFakePrometheus } from '#test/browser/stage/fakePrometheus.ts'
import {
  connect,
  focused,
  openUser,
  queryOf,
  rowsOf,
  saved,
  stepRow,
  type User,
  until,
} from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let prometheus: FakePrometheus
let user: User

beforeAll(async () => {
  browser = await openChromium()
  prometheus = await startFakePrometheus()
  const generous = await startBlipbook()
  await generous.kill()
  blipbook = await startBlipbook({
    data: generous.data,
    environment: { BLIPBOOK_MAX_SAMPLES: '400000' },
  })
  user = await openUser(browser, blipbook.address)
  await user.page.goto('/')
  await user.page.getByRole('button', { name: 'Redo the first one yourself' }).click()
  await user.page.keyboard.press('Enter')
  await queryOf(user.page, 1).waitFor()
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
  await prometheus.stop()
})

const page = () => user.page

/** Types a query into the one step in place of what stands there, and runs it. */
async function ask(text: string): Promise<void> {
  await queryOf(page(), 1).click()
  await page().keyboard.press('Control+a')
  await page().keyboard.type(text)
  await page().keyboard.press('Shift+Enter')
}

const said = (step = 1) => stepRow(page(), step).getByRole('alert').allInnerTexts()

describe('a wrong query', () => {
  it('is underlined where it is wrong, with what would be right', async () => {
    await ask('sum(ratte(playback_errors_total[1m]))')
    await until(async () => (await said()).join(' ')).toMatch(/ratte/)
    await until(async () => (await said()).join(' ')).toMatch(/Use.*rate/s)
    const underlined = stepRow(page(), 1).locator('.cm-lintRange-error')
    await until(() => underlined.allInnerTexts()).toEqual(['ratte'])
    expect(await stepRow(page(), 1).locator('canvas').count()).toBe(0)
  })

  it('is put right by one press', async () => {
    await stepRow(page(), 1).getByRole('button', { name: /^Use/ }).click()
    await until(() => stepRow(page(), 1).innerText()).toContain('sum(rate(playback_errors_total[1m]))')
    await page().keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page(), 1)).length).toBe(1)
    await until(said).toEqual([])
  })

  it.each([
    ['sum(rate(playback_errors_total[1m])))', /\)/],
    ['rate(playback_errors_total)', /range|\[/],
    ['playback_errors_total{device=}', /./],
    ['1 +', /./],
  ])('%s is told from an empty graph', async (text, words) => {
    await ask(text)
    await until(async () => (await said()).join(' ')).toMatch(words)
  })
})

describe('no data', () => {
  const nothing = () => stepRow(page(), 1).getByRole('status').allInnerTexts()

  it('of a metric that nobody has', async () => {
    await ask('no_such_metric')
    await until(async () => (await nothing()).join(' ')).toMatch(/nothing called no_such_metric/)
  })

  it('with filters that nothing matches', async () => {
    await ask('playback_errors_total{device="toaster"}')
    await until(async () => (await nothing()).join(' ')).toMatch(/No series of playback_errors_total matches/)
  })

  it('passing a condition', async () => {
    await ask('playback_errors_total < 0')
    await until(async () => (await nothing()).join(' ')).toMatch(/no value passes/)
  })

  it('is not zero', async () => {
    await ask('sum(playback_errors_total) * 0')
    await until(async () => (await rowsOf(page(), 1)).join(' ')).toMatch(/\b0\b/)
    expect(await nothing()).toEqual([])
  })

  it('here, but elsewhere in time: with the way there', async () => {
    await page()
      .getByRole('button', { name: /^Time range/ })
      .click()
    await page().getByRole('button', { name: '1 h', exact: true }).click()
    await ask('sum(rate(playback_errors_total[1m]))')
    await until(async () => (await nothing()).join(' ')).toMatch(/Data for playback_errors_total lies/)
    await stepRow(page(), 1)
      .getByRole('button', { name: /^Go to/ })
      .click()
    await until(async () => (await rowsOf(page(), 1)).length).toBe(1)
  })
})

describe('a query that would hurt', () => {
  it('is refused, naming the limit', async () => {
    await ask('sum(rate(http_server_requests_total[5m]))')
    await until(async () => (await said()).join(' ')).toMatch(/Refused before it could hurt[^]*400,?000/)
  })
})

describe('a source', () => {
  it('is added when its Test has said what it is', async () => {
    await page()
      .getByRole('button', { name: /^Source of new queries/ })
      .click()
    await page().getByRole('menuitem', { name: 'Data sources…' }).click()
    await page().getByRole('button', { name: 'Connect a source' }).click()
    await connect(page(), prometheus.address, 'Fake')
    await page()
      .getByRole('button', { name: /^Source of new queries/ })
      .click()
    await page().getByRole('menuitemcheckbox', { name: /^Fake/ }).click()
    await page()
      .getByRole('button', { name: /^Time range/ })
      .click()
    await page().getByRole('button', { name: '1 h', exact: true }).click()
    await page().getByRole('group', { name: 'Add below' }).getByRole('button', { name: 'Query' }).click()
    await focused(queryOf(page(), 2))
    await page().keyboard.type('queue_depth')
    await page().keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page(), 2)).length).toBe(2)
    await stepRow(page(), 2).getByRole('button', { name: 'Lead' }).click()
    await saved(page())
  })

  it('that is slow shows Stop, and Stop stops it there too', async () => {
    prometheus.hold(true)
    await queryOf(page(), 2).click()
    await page().keyboard.press('Control+Enter')
    const stop = stepRow(page(), 2).getByRole('button', { name: 'Stop' })
    await stop.waitFor()
    expect(prometheus.held()).toBeGreaterThan(0)
    await stop.click()
    await stop.waitFor({ state: 'detached' })
    await until(() => prometheus.held()).toBe(0)
    await until(async () => (await rowsOf(page(), 2)).length).toBe(2)
    prometheus.hold(false)
  })

  it('that is down says so and since when, and what was kept still stands', async () => {
    await prometheus.stop()
    await queryOf(page(), 2).click()
    await page().keyboard.press('Control+Enter')
    await until(async () => (await said(2)).join(' ')).toMatch(/Fake is down since \d\d:\d\d[^]*still stands/)
    await until(async () => (await rowsOf(page(), 2)).length).toBe(2)
  })

  it('that is back is asked again', async () => {
    prometheus = await startFakePrometheus(Number(new URL(prometheus.address).port))
    await queryOf(page(), 2).click()
    await page().keyboard.press('Control+Enter')
    await until(() => said(2)).toEqual([])
  })
})

describe('the door', () => {
  const send = (path: string, headers: Record<string, string>) =>
    fetch(`${blipbook.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    })

  it.each(['/api/notebooks', '/api/query', '/api/events', '/api/sources', '/api/notebooks/import'])(
    'refuses a foreign page at %s',
    async path => {
      const refused = await send(path, { origin: 'https://elsewhere.example' })
      expect(refused.status).toBe(403)
      expect(await refused.json()).toMatchObject({ error: { kind: 'forbidden' } })
      expect((await send(path, { origin: blipbook.address })).status).not.toBe(403)
    },
  )

  it('refuses the socket to a foreign page', async () => {
    const context = await browser.newContext()
    const foreign = await context.newPage()
    await foreign.route('http://elsewhere.example/', route =>
      route.fulfill({ body: '<title>foreign</title>' }),
    )
    await foreign.goto('http://elsewhere.example/')
    const end = await foreign.evaluate(
      address =>
        new Promise<string>(resolve => {
          const socket = new WebSocket(address)
          socket.addEventListener('open', () => resolve('open'))
          socket.addEventListener('error', () => resolve('refused'))
        }),
      `${blipbook.address.replace('http', 'ws')}/live`,
    )
    expect(end).toBe('refused')
    await context.close()
  })
})

describe('all that', () => {
  it('leaves nothing in the console but the answers of a source that was down', () =>
    expect(user.trouble.filter(each => !/status of 50[24]/.test(each))).toEqual([]))
})
