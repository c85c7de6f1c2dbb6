import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import { type FakePrometheus, startFakePrometheus } from './stage/fakePrometheus.ts'
import {
  connect,
  countActs,
  focused,
  graphOf,
  openUser,
  queryOf,
  rowsOf,
  saved,
  stepRow,
  type User,
  until,
} from './stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let locked: FakePrometheus
let open: FakePrometheus
let user: User

const signIn = { user: 'oncall', password: 's3cret-word' }

beforeAll(async () => {
  browser = await openChromium()
  locked = await startFakePrometheus(0, signIn)
  open = await startFakePrometheus()
  blipbook = await startBlipbook()
  user = await openUser(browser, blipbook.address)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
  await locked.stop()
  await open.stop()
})

const page = () => user.page
const type = (text: string) => page().keyboard.type(text)
const press = (keys: string) => page().keyboard.press(keys)
const dialog = (name: string | RegExp) => page().getByRole('dialog', { name })
const field = (name: string) => dialog('Connect a source').getByRole('textbox', { name, exact: true })
const pasted = () => page().getByRole('complementary', { name: 'What was pasted' })
const graphed = (step: number) => stepRow(page(), step).locator('canvas').first().waitFor()
const rowText = (step: number) => stepRow(page(), step).innerText()
const titles = () =>
  page()
    .getByRole('article')
    .evaluateAll(all => all.map(each => each.querySelector('h3')?.textContent ?? ''))

async function paste(text: string): Promise<void> {
  await page().evaluate(copied => navigator.clipboard.writeText(copied), text)
  await press('Control+v')
}

async function notebook(): Promise<Notebook> {
  const id = new URL(page().url()).pathname.split('/')[2] ?? ''
  const response = await fetch(`${blipbook.address}/api/notebooks/${id}`)
  return ((await response.json()) as { notebook: Notebook }).notebook
}

/** The verdict of each step that asks something; null where there is none. */
const verdicts = async () =>
  (await notebook()).steps.flatMap(step =>
    step.is === 'ask' && !step.removed ? [step.judgment?.verdict ?? null] : [],
  )

describe('a Prometheus behind a password, from a fresh start', () => {
  it('is asked and judged within 12 acts', async () => {
    const { act, done } = countActs()
    await page().goto('/')
    await act('click “Connect your Prometheus”', () =>
      page().getByRole('button', { name: 'Connect your Prometheus' }).click(),
    )
    await focused(field('Address'))
    await act('type its address', () => type(locked.address))
    await act('Enter', () => press('Enter'))
    await page().getByText('asks to sign in (401). Give a user and a password').waitFor()
    await focused(field('User'))
    await act('type the user', () => type(signIn.user))
    await act('Tab to the password', () => press('Tab'))
    await act('type the password', () => type(signIn.password))
    await act('Enter adds it', () => press('Enter'))
    await dialog(/is connected$/).waitFor()
    await focused(page().getByRole('button', { name: 'Start an investigation on it' }))
    await act('Enter starts an investigation', () => press('Enter'))
    await focused(dialog('Who is writing?').getByRole('textbox', { name: 'Name' }))
    await act('Enter: that is me', () => press('Enter'))
    await focused(queryOf(page(), 1))
    await act('type a query', () => type('queue_depth'))
    await act('Shift+Enter runs it', () => press('Shift+Enter'))
    await until(() => rowsOf(page(), 1)).toHaveLength(2)
    await act('2: a lead', () => press('2'))
    await until(verdicts).toEqual(['lead'])
    expect(done().length, done().join('\n')).toBeLessThanOrEqual(12)
  })

  it('says that a password is wrong, and takes the right one in its place', async () => {
    await page().goto('/')
    await page().getByRole('button', { name: 'Data sources' }).click()
    await page().getByRole('button', { name: 'Connect a source' }).click()
    await focused(field('Address'))
    await type(locked.address.replace('http://', `http://${signIn.user}:wrong@`))
    await press('Enter')
    await page().getByText('It does not accept the user and password').waitFor()
    await focused(field('Password'))
    expect(await field('Address').inputValue()).toBe(`${locked.address}/`)
    expect(await field('User').inputValue()).toBe(signIn.user)
    await press('Control+a')
    await type(signIn.password)
    await field('Name (the host unless given)').fill('Once more')
    await press('Enter')
    await dialog('Once more is connected').waitFor()
    await press('Escape')
  })
})

describe('what was copied elsewhere', () => {
  it('is connected with a second source', async () => {
    await page().goto('/')
    await page().getByRole('button', { name: 'Data sources' }).click()
    await page().getByRole('button', { name: 'Connect a source' }).click()
    await connect(page(), open.address, 'Second')
    await page().getByRole('button', { name: 'New investigation' }).first().click()
    await focused(queryOf(page(), 1))
  })

  it('is a step where it is a link of Grafana’s Explore', async () => {
    const panes = JSON.stringify({
      a: {
        datasource: 'P18',
        queries: [{ refId: 'A', expr: 'max(queue_depth)', legendFormat: 'deepest' }],
        range: { from: 'now-30m', to: 'now' },
      },
    })
    await paste(`http://grafana.example/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(panes)}`)
    await graphed(1)
    await until(() => rowText(1)).toContain('max(queue_depth)')
    await until(() => page().getByRole('banner').innerText()).toContain('last 30m')
  })
})

describe('a panel of Grafana with a variable', () => {
  const panel = JSON.stringify({
    title: 'Depth of a queue',
    templating: {
      list: [
        { name: 'job', type: 'query', query: 'label_values(queue_depth, job)', current: { value: 'left' } },
      ],
    },
    panels: [
      {
        id: 4,
        type: 'timeseries',
        title: 'Depth',
        targets: [
          {
            refId: 'A',
            expr: 'max_over_time(queue_depth{job="$job"}[$__interval])',
            legendFormat: '{{job}}',
          },
        ],
        fieldConfig: { defaults: { unit: 'short', custom: { stacking: { mode: 'normal' } } } },
      },
    ],
  })

  it('comes in beside the others, with its variable and the values of that', async () => {
    await stepRow(page(), 1).focus()
    await press('b')
    await focused(queryOf(page(), 2))
    await paste(panel)
    await until(() => pasted().innerText()).toContain('1 step and 1 variable from “Depth of a queue”')
    await press('Enter')
    await until(titles).toContain('Step 2 Depth')
    await graphed(2)
    const value = page().getByRole('button', { name: /^Value of job/ })
    await until(() => value.getAttribute('aria-label')).toBe('Value of job: left')
    await value.click()
    await until(() => page().getByRole('option').allTextContents()).toEqual(['✓left', 'right'])
    await press('Escape')
  })
})

describe('two sources', () => {
  it('are drawn on one graph', async () => {
    const row = stepRow(page(), 2)
    await row.getByRole('button', { name: '+ query to step 2' }).click()
    await focused(queryOf(page(), 2, 'B'))
    await type('queue_depth')
    await row.getByRole('button', { name: /^Source of query B/ }).click()
    const other = new URL(locked.address).host
    await page()
      .getByRole('menuitemradio', { name: other })
      .or(page().getByRole('menuitemcheckbox', { name: other }))
      .first()
      .click()
    await queryOf(page(), 2, 'B').click()
    await press('Shift+Enter')
    await until(() => rowText(2)).toMatch(/A \S+, B \S+/)
    await until(async () => (await rowsOf(page(), 2)).length).toBeGreaterThan(2)
  })
})

describe('a link in an alert', () => {
  it('opens what it names on the locked source', async () => {
    const source = encodeURIComponent(new URL(locked.address).host)
    await page().goto(`/new?expr=queue_depth&from=now-15m&to=now&title=Queue+is+deep&source=${source}`)
    await page().waitForURL(/\/n\//)
    await graphed(1)
    await until(() => page().getByRole('heading', { level: 1 }).innerText()).toBe('Queue is deep')
    await until(() => rowText(1)).toContain(new URL(locked.address).host)
  })

  it('takes a note by keys alone, and gives the focus back to the graph', async () => {
    await graphOf(page(), 1).focus()
    await press('ArrowLeft')
    await press('n')
    await focused(page().getByRole('textbox', { name: 'A few words, drawn on the graph' }))
    await type('here it starts')
    await press('Enter')
    await focused(graphOf(page(), 1))
    await until(async () => (await notebook()).steps[0]?.marks.map(mark => mark.text)).toEqual([
      'here it starts',
    ])
  })

  it('goes on live until it is judged, which fixes its window', async () => {
    await page().getByRole('button', { name: 'Live off' }).click()
    await page().getByRole('menuitemcheckbox', { name: 'Every 5 s' }).click()
    await until(() => rowText(1)).toMatch(/live · \d\d:\d\d/)
    await stepRow(page(), 1).focus()
    await press('4')
    await until(verdicts).toEqual(['cause'])
    const [step] = (await notebook()).steps
    expect(step?.is === 'ask' && step.range?.to).toMatch(/^\d{4}-\d\d-\d\dT/)
    await saved(page())
  })

  it('has a name for everything that can be pressed', async () => {
    const nameless = await page()
      .locator('button, a, [role="slider"], [role="textbox"], input')
      .evaluateAll(all =>
        all
          .filter(
            each =>
              each.checkVisibility() &&
              !(each.getAttribute('aria-label') ?? each.textContent ?? '').trim() &&
              !(each as HTMLInputElement).labels?.length &&
              !each.getAttribute('aria-labelledby'),
          )
          .map(each => each.outerHTML.slice(0, 120)),
      )
    expect(nameless).toEqual([])
  })
})

it('nothing went wrong unseen', () => expect(user.trouble).toEqual([]))
