import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import {
  countActs,
  dragOver,
  focused,
  graphOf,
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

/** Where an instant of 3 November lies in the three hours from 12:30. */
const at = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return (hours * 60 + minutes - 12 * 60 - 30) / 180
}

describe('the first story, done again from an empty page', () => {
  it('takes no more than 25 acts', async () => {
    const { page } = user
    const { act, done } = countActs()
    const type = (text: string) => page.keyboard.type(text)
    const press = (keys: string) => page.keyboard.press(keys)
    const verdict = (step: number, name: string) =>
      stepRow(page, step).getByRole('group', { name: 'Verdict' }).getByRole('button', { name }).click()
    await page.goto('/')

    await act('click “Redo the first one yourself”', () =>
      page.getByRole('button', { name: 'Redo the first one yourself' }).click(),
    )
    await act('Enter: that is me', () => press('Enter'))
    await focused(queryOf(page, 1))

    await act('type the beginning of a query', () => type('sum by (device) (rate(playback'))
    const offered = page.getByRole('option', { name: /playback_errors_total/ })
    await offered.waitFor()
    await act('Tab takes what is offered', () => press('Tab'))
    await act('type the rest', () => type('[1m]))'))
    await act('Shift+Enter runs it', () => press('Shift+Enter'))
    await until(async () => (await rowsOf(page, 1)).length).toBeGreaterThan(1)

    await act('drag over the peak', () => dragOver(page, graphOf(page, 1), at('14:02'), at('14:07')))
    await act('click “Set as blip”', () => page.getByRole('button', { name: 'Set as blip' }).click())
    await until(() => page.getByRole('button', { name: /^Blip 14:0/ }).count()).toBe(1)
    await act('click “Saw”', () => verdict(1, 'Saw'))
    await act('w: words', () => press('w'))
    await focused(wordsOn(page, 1))
    await act('type what was seen', () => type('Only smart TVs move, within a minute of 14:02.'))

    await act('Escape leaves the words', () => press('Escape'))
    await act('b: a query below', () => press('b'))
    await focused(queryOf(page, 2))
    await act('type the error rates of all services', () =>
      type('sum by (app) (rate(http_server_requests_total{status=~"5.."}[1m]))'),
    )
    await act('Shift+Enter runs it', () => press('Shift+Enter'))
    await until(async () => (await rowsOf(page, 2)).length).toBeGreaterThan(1)
    await act('click “Dead end”', () => verdict(2, 'Dead end'))

    await act('b: a query below', () => press('b'))
    await focused(queryOf(page, 3))
    await act('type the retries', () => type('sum(rate(ipc_client_retries_total{app="license-svc"}[1m]))'))
    await act('Shift+Enter runs it', () => press('Shift+Enter'))
    await act('click “Lead”', () => verdict(3, 'Lead'))
    const split = stepRow(page, 3).getByRole('button', { name: /^Split by node 60 values/ })
    await split.waitFor()
    await act('click “node 60” beside split', () => split.click())
    await until(async () => (await rowsOf(page, 4))[0]).toMatch(/^i-0c3f9a: /)
    await act('4: cause', () => press('4'))
    await act('e: the conclusion', () => press('e'))
    await focused(page.getByRole('textbox', { name: 'Conclusion' }))
    await act('type the conclusion', () => type('One bad node of sixty: i-0c3f9a.'))
    await saved(page)

    console.log(`The first story takes ${done().length} acts:\n${done().join('\n')}`)
    expect(done().length).toBeLessThanOrEqual(25)
  })

  it('draws the tree of what grew from what', async () => {
    const { page } = user
    await until(() => trailOf(page)).toMatch(
      /^1 sum by \(device\).* \[Saw\]\n2 sum by \(app\).* \[Dead end\]\n3 sum\(rate\(ipc_client_retries_total.* \[Lead\]\n {2}4 By node \[Cause\]$/,
    )
    await until(() =>
      stepRow(page, 4)
        .getByText(/^from 3 ·/)
        .count(),
    ).toBe(1)
    expect(await stepRow(page, 4).innerText()).toContain('sum by (node) (rate(ipc_client_retries_total')
  })

  it('gives the one node more than 99 % of the rise', async () => {
    const { page } = user
    await stepRow(page, 4).scrollIntoViewIfNeeded()
    await until(async () => (await rowsOf(page, 4))[0]).toMatch(/^i-0c3f9a: .*\b(100|99(\.\d+)?) ?%/)
  })

  it('has all of it after the page is loaded again', async () => {
    const { page } = user
    await page.reload()
    await until(() => page.getByRole('region', { name: 'Answer' }).innerText()).toContain(
      'One bad node of sixty: i-0c3f9a.',
    )
    await until(() => stepRow(page, 1).innerText()).toContain('Only smart TVs move')
    await until(() => trailOf(page)).toContain('[Cause]')
  })

  it('leaves nothing to complain of in the console', () => expect(user.trouble).toEqual([]))
})

describe('poking about', () => {
  const page = () => user.page
  const chip = (step: number, name: RegExp) => stepRow(page(), step).getByRole('button', { name }).first()
  const titles = async () => (await trailOf(page())).split('\n').map(line => line.replace(/ \[.*$/, ''))

  it('starts a notebook of its own', async () => {
    await page().goto('/')
    await page().getByRole('button', { name: 'Redo the first one yourself' }).click()
    await focused(queryOf(page(), 1))
    await page().keyboard.type('sum by (device) (rate(playback_errors_total[1m]))')
    await page().keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page(), 1)).length).toBe(6)
  })

  const root = '1 sum by (device) (rate(playback_errors_total[1m]))'

  it('makes a draft, which the next act replaces, and Back brings back', async () => {
    await chip(1, /^Split by region/).click()
    await until(titles).toEqual([root, '  2 By region'])
    await until(() => stepRow(page(), 2).getByText('draft', { exact: true }).count()).toBe(1)
    await until(() => stepRow(page(), 2).innerText()).toContain('sum by (device, region)')
    await until(async () => (await rowsOf(page(), 2)).length).toBeGreaterThan(0)

    await chip(1, /^filter smart_tv/).click()
    await until(titles).toEqual([root, '  2 Where device=smart_tv'])
    await until(() => stepRow(page(), 2).innerText()).toContain('{device="smart_tv"}')
    await until(async () => (await rowsOf(page(), 2)).length).toBe(1)

    await page().goBack()
    await until(titles).toEqual([root, '  2 By region'])
  })

  it('keeps what has been judged', async () => {
    await stepRow(page(), 2).getByRole('button', { name: 'Saw' }).click()
    await chip(1, /^exclude smart_tv/).click()
    await until(titles).toEqual([root, '  2 By region', '  3 Without device=smart_tv'])
    await until(() => stepRow(page(), 3).innerText()).toContain('{device!="smart_tv"}')
    await until(async () => (await rowsOf(page(), 3)).length).toBe(5)
  })

  it('compares with the day before, on the same graph', async () => {
    await chip(1, /^Compare with the day before/).click()
    await until(async () => (await titles())[2]).toMatch(/day/)
    await until(async () => (await rowsOf(page(), 3)).length).toBeGreaterThan(0)
    await until(() =>
      chip(3, /^Compare with the day before/).evaluateAll(all => all.map(each => each.ariaPressed)),
    ).toEqual(['true'])
  })

  it('lays two steps over one another', async () => {
    await chip(1, /^on one graph with/).click()
    await page().getByRole('menuitem', { name: '2 By region' }).click()
    await until(() => stepRow(page(), 3).innerText()).toMatch(/\bA\b[^]*\bB\b[^]*\(device, region\)/)
  })

  it('zooms for this reader only, and back', async () => {
    await dragOver(page(), graphOf(page(), 1), at('13:55'), at('14:15'))
    await page().getByRole('button', { name: 'Zoom', exact: true }).click()
    await until(() => stepRow(page(), 1).getByText('Zoomed in, for you only.').count()).toBe(1)
    await stepRow(page(), 1).getByRole('button', { name: 'Zoom back' }).first().click()
    await until(() => stepRow(page(), 1).getByText('Zoomed in, for you only.').count()).toBe(0)
  })

  it('takes a new step for a stretch', async () => {
    await dragOver(page(), graphOf(page(), 1), at('13:55'), at('14:15'))
    await page().getByRole('button', { name: 'New step' }).click()
    await until(() => stepRow(page(), 3).innerText()).toMatch(/from 1 · closer/)
  })

  it('duplicates, reorders, folds, deletes and undoes', async () => {
    const menu = async (step: number, item: string) => {
      await page()
        .getByRole('button', { name: `Menu of step ${step}` })
        .click()
      await page().getByRole('menuitem', { name: item }).click()
    }
    const before = await titles()
    await menu(1, 'Duplicate')
    await until(async () => (await titles()).length).toBe(before.length + 1)
    await until(async () => (await titles())[1]).toMatch(/^ {2}2 /)

    await menu(1, 'Move down')
    await until(async () => (await titles())[0]).toBe('  1 sum by (device) (rate(playback_errors_total[1m]))')
    await menu(2, 'Move up')
    await until(async () => (await titles())[0]).toBe('1 sum by (device) (rate(playback_errors_total[1m]))')

    await menu(1, 'Fold')
    await until(() => graphOf(page(), 1).count()).toBe(0)
    await menu(1, 'Unfold')
    await until(() => graphOf(page(), 1).count()).toBe(1)

    await menu(2, 'Delete')
    await until(titles).toEqual(before)
    await page().getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await titles()).length).toBe(before.length + 1)
    await page().keyboard.press('d')
    await page().keyboard.press('d')
    await until(titles).toEqual(before)
    await page().keyboard.press('z')
    await until(async () => (await titles()).length).toBe(before.length + 1)
  })

  it('leaves nothing to complain of in the console', () => expect(user.trouble).toEqual([]))
})
