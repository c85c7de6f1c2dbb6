import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admin, type FakeGrafana, openFakeGrafana } from '#test/server/sources/grafana/fakeGrafana.ts'
import { plainConnection } from '#shared/wire/wire.ts'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { focused, openUser, queryOf, saved, stepRow, type User, until } from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let grafana: FakeGrafana
let user: User

const person = JSON.stringify({ id: 'person000001', name: 'on-call', colour: '#6741d9' })
const at = (x: number, y: number) => ({ gridPos: { x, y, w: 12, h: 8 } })
const panel = (id: number, title: string, expr: string, y: number) => ({
  id,
  type: 'timeseries',
  title,
  targets: [{ refId: 'A', expr, legendFormat: '{{node}}' }],
  fieldConfig: { defaults: { unit: 'reqps' } },
  ...at(0, y),
})
const overview = {
  title: 'Node overview',
  time: { from: 'now-3h', to: 'now' },
  templating: {
    list: [{ name: 'node', type: 'custom', query: 'i-0c3f9a,i-1', current: { value: 'i-1' } }],
  },
  panels: [
    panel(1, 'Retries', 'sum(rate(ipc_client_retries_total{node="$node"}[5m]))', 0),
    { type: 'text', title: 'Owner', options: { content: 'Ask **payments** first.' }, ...at(0, 8) },
    {
      type: 'logs',
      title: 'Logs',
      datasource: { type: 'loki' },
      targets: [{ expr: '{a="b"}' }],
      ...at(0, 16),
    },
    panel(12, 'Errors', 'sum(playback_errors_total)', 24),
  ],
}
const large = {
  title: 'License service',
  panels: Array.from({ length: 42 }, (_, i) => panel(i, `Outbound ${i}`, `up + ${i}`, i * 8)),
}

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook()
  grafana = await openFakeGrafana({
    path: '/ops',
    tokens: { secret: admin },
    dataSources: [
      { id: 1, uid: 'P18', name: 'prod', type: 'prometheus', url: `${blipbook.address}/prometheus` },
    ],
    dashboards: { nodes: overview },
    shortLinks: { Vx2: '/d/nodes/overview?viewPanel=12&from=1793714400000&to=1793716200000' },
  })
  user = await openUser(browser, blipbook.address)
  await user.context.addInitScript(text => {
    if (location.protocol === 'http:') localStorage.setItem('blipbook.person', text)
  }, person)
  const explore = { contentType: 'text/html', body: '<title>Explore</title>' }
  await user.context.route(`${grafana.address}/explore**`, route => route.fulfill(explore))
})

afterAll(async () => {
  await browser.close()
  await grafana.close()
  await blipbook.close()
})

beforeEach(begin)

async function begin(): Promise<void> {
  await page().goto('/')
  await page().getByRole('button', { name: 'New investigation' }).first().click()
  await focused(queryOf(page(), 1))
}

const page = () => user.page
const bar = () => page().getByRole('complementary', { name: 'What was pasted' })
const button = (name: string) => bar().getByRole('button', { name })
const titles = () =>
  page()
    .getByRole('article')
    .evaluateAll(all => all.map(each => each.querySelector('h3')?.textContent ?? ''))

/** Pastes where the caret stands, by the keys that people use. */
async function paste(text: string): Promise<void> {
  await page().evaluate(copied => navigator.clipboard.writeText(copied), text)
  await page().keyboard.press('Control+v')
}

describe('a paste into an empty query, by keys alone', () => {
  it('that is one query is a step at once, with its window, and is run', async () => {
    const end = encodeURIComponent('2026-11-03 14:20')
    await paste(
      `http://p:9090/graph?g0.expr=sum(playback_errors_total)&g0.range_input=1h&g0.end_input=${end}`,
    )
    await until(() => stepRow(page(), 1).innerText()).toContain('sum(playback_errors_total)')
    await stepRow(page(), 1).locator('canvas').first().waitFor()
    await until(() => page().getByRole('banner').innerText()).toContain('3 Nov 13:20–14:20')
  })

  it('of a dashboard says what it makes and what was left, and comes in and goes out as one', async () => {
    await paste(JSON.stringify(overview))
    await until(() => bar().innerText()).toContain('3 steps and 1 variable from “Node overview”')
    expect(await bar().innerText()).toContain('Loki is not a source that is spoken here')
    await focused(button('Add all 3'))
    await page().keyboard.press('Enter')
    await until(titles).toEqual(['Step 1 Retries (row 1)', 'Step 2 Owner (row 2)', 'Step 3 Errors (row 4)'])
    for (const step of [1, 3])
      await stepRow(page(), step)
        .getByText(/· step \d+ s ·/)
        .waitFor()
    await saved(page())
    await page().keyboard.press('z')
    await until(titles).toEqual(['Step 1 Untitled'])
  })

  it('of many panels is chosen from by words', async () => {
    await paste(JSON.stringify(large))
    await focused(page().getByRole('searchbox', { name: 'Search titles and queries' }))
    await page().keyboard.type('row 13')
    await page().keyboard.press('Tab')
    await page().keyboard.press('Tab')
    await page().keyboard.press('Space')
    await page().getByRole('button', { name: 'Take 1 of 42' }).waitFor()
    await page().keyboard.press('Enter')
    await until(titles).toEqual(['Step 1 Outbound 12 (row 13)'])
  })

  it('that is broken says where, and may stay as the text that it is', async () => {
    await paste('{"title": "x",\n "panels": [ {"a": } ]}')
    await until(() => bar().innerText()).toContain('it breaks off at line 2, column 20, after the key “a”')
    await focused(button('Keep as text'))
    await page().keyboard.press('Enter')
    await until(() => stepRow(page(), 1).innerText()).toContain('"panels": [ {"a": } ]}')
  })

  it('that is put away by Esc leaves the query empty, and ready', async () => {
    await paste(`curl -u me:hunter2 'http://p/api/v1/query?query=up'`)
    await until(() => bar().innerText()).toContain('The password in the command')
    expect(await page().content()).not.toContain('hunter2')
    await page().keyboard.press('Escape')
    await focused(queryOf(page(), 1))
    await paste('up{job="a"}')
    await until(() => stepRow(page(), 1).innerText()).toContain('up{job="a"}')
  })
})

describe('without an empty query at hand', () => {
  const link = 'http://p:9090/graph?g0.expr=sum(playback_errors_total)'
  const added = () => until(titles).toEqual(['Step 1 Untitled', 'Step 2 Untitled'])
  beforeEach(async () => {
    await page().keyboard.type('up')
    await page().keyboard.press('Escape')
    await page().keyboard.press('Escape')
    await focused(stepRow(page(), 1))
  })

  it('a link is pasted onto the page', async () => {
    await paste(link)
    await added()
  })

  it('a link is pasted into a dialog of the palette, which says what it does not know', async () => {
    await page().keyboard.press('Control+k')
    await focused(page().getByRole('combobox'))
    await page().keyboard.type('paste a link')
    await page().keyboard.press('Enter')
    const field = page().getByRole('textbox', { name: 'Link or JSON' })
    await focused(field)
    await page().keyboard.type('good morning')
    await page().keyboard.press('Control+Enter')
    await page().getByText('This is neither a link nor JSON nor a command').waitFor()
    await field.fill(link)
    await page().keyboard.press('Control+Enter')
    await added()
  })

  it('a file is dropped on the page', async () => {
    await page().evaluate(text => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], 'overview.json', { type: 'application/json' }))
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    }, JSON.stringify(overview))
    await until(() => bar().innerText()).toContain('3 steps and 1 variable from “Node overview”')
  })
})

describe('a link of a Grafana', () => {
  const link = () => `${grafana.address}/d/nodes/overview?viewPanel=12&var-node=i-0c3f9a&from=now-1h&to=now`

  it('that is not connected offers to connect it', async () => {
    await paste(link())
    await until(() => bar().innerText()).toContain('which is not connected here')
    await focused(button('Connect this Grafana'))
  })

  it('that is connected is fetched through it, short ones too, and leads back there', async () => {
    const draft = {
      ...plainConnection,
      title: 'prod',
      kind: 'prometheus',
      address: grafana.address,
      auth: { kind: 'bearer', token: 'secret' },
      grafana: { uid: 'P18' },
    }
    const added = await page().request.post('/api/sources', { data: draft })
    expect(added.ok()).toBe(true)
    await begin()
    await paste(`${grafana.address}/goto/Vx2?orgId=1`)
    await until(() => bar().innerText()).toContain('1 step and 1 variable from “Node overview”')
    await page().keyboard.press('Enter')
    await until(titles).toEqual(['Step 1 Errors (row 4)'])
    await stepRow(page(), 1).locator('canvas').first().waitFor()
    await stepRow(page(), 1).getByRole('button', { name: 'Menu of step 1' }).click()
    const opened = page().context().waitForEvent('page')
    await page().getByRole('menuitem', { name: 'Open in Grafana' }).click()
    const there = new URL((await opened).url())
    expect(`${there.origin}${there.pathname}`).toBe(`${grafana.address}/explore`)
    expect(there.searchParams.get('panes')).toContain('sum(playback_errors_total)')
    await (await opened).close()
  })
})

describe('a link in an alert', () => {
  const total = async () =>
    ((await (await page().request.get('/api/notebooks')).json()) as { total: number }).total

  it('opens a started notebook, once, whatever way it is come back to', async () => {
    const before = await total()
    const query = 'expr=sum(playback_errors_total)&expr=up&from=1793714400000&to=1793716000000'
    await page().goto(`/new?${query}&title=Errors&source=gone`)
    await page().waitForURL(/\/n\//)
    await until(titles).toEqual(['Step 1 Untitled', 'Step 2 Untitled'])
    await stepRow(page(), 1).locator('canvas').first().waitFor()
    await page().getByText('No source here is called “gone”').waitFor()
    await page().reload()
    await page().goBack()
    await page().goForward()
    await page().waitForURL(/\/n\//)
    expect(await total()).toBe(before + 1)
  })
})

it('nothing went wrong unseen', () => expect(user.trouble).toEqual([]))
