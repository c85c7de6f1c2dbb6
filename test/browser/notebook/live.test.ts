import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Notebook } from '#shared/notebook/notebook.ts'
import { type FollowingPrometheus, startFollowingPrometheus } from '#test/bench/live/followingPrometheus.ts'
import { makeLiveNotebook } from '#test/bench/live/liveNotebook.ts'
import { type Blipbook, startBlipbook } from '#test/browser/stage/blipbook.ts'
import { openChromium } from '#test/browser/stage/chromium.ts'
import { leaveText, openUser, queryOf, stepRow, type User, until } from '#test/browser/stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let prometheus: FollowingPrometheus
let user: User
let id: string

beforeAll(async () => {
  browser = await openChromium()
  prometheus = await startFollowingPrometheus(5)
  blipbook = await startBlipbook({ demo: false })
  id = await makeLiveNotebook(blipbook.address, prometheus.address, 2)
  user = await openUser(browser, blipbook.address)
  await user.context.addInitScript(() =>
    localStorage.setItem(
      'blipbook.person',
      JSON.stringify({ id: 'abcabcabcabc', name: 'on-call', colour: '#2563a8' }),
    ),
  )
  await user.page.goto(`/n/${id}`)
  await stepRow(user.page, 1).locator('canvas').first().waitFor()
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
  await prometheus.stop()
})

const page = () => user.page
const rowText = () => stepRow(page(), 1).innerText()
const sign = () => page().getByRole('banner').first().innerText()

async function notebook(): Promise<Notebook> {
  const response = await fetch(`${blipbook.address}/api/notebooks/${id}`)
  return ((await response.json()) as { notebook: Notebook }).notebook
}

async function firstStep() {
  const [step] = (await notebook()).steps
  if (step?.is !== 'ask') throw new Error('The first step asks nothing.')
  return step
}

describe('live', () => {
  it('refreshes the steps that are seen, and writes nothing', async () => {
    const before = (await notebook()).number
    await page().getByRole('button', { name: 'Live off' }).click()
    await page().getByRole('menuitemcheckbox', { name: 'Every 5 s' }).click()
    await until(rowText).toMatch(/live · \d\d:\d\d/)
    const first = await rowText()
    await until(rowText).not.toBe(first)
    expect((await notebook()).number).toBe(before)
  })

  it('says which source fails and since when, keeps the last graph, and goes on when told to', async () => {
    prometheus.behave(null)
    await until(sign).toMatch(/paused: Production fails since \d\d:\d\d.*; (next try in|trying)/s)
    expect(await stepRow(page(), 1).locator('canvas').count()).toBeGreaterThan(0)
    prometheus.behave(0)
    await page().getByRole('button', { name: 'Try now' }).first().click()
    await until(sign).not.toMatch(/paused/)
    expect(prometheus.mostAtOnce()).toBeLessThanOrEqual(2)
  })

  it('stands still while the query is being written', async () => {
    await queryOf(page(), 1).click()
    await page().keyboard.press('End')
    await page().keyboard.type(' +')
    await until(rowText).toContain('before it was edited')
    await page().keyboard.press('Backspace')
    await page().keyboard.press('Backspace')
    await until(rowText).not.toContain('before it was edited')
    await leaveText(page())
  })

  it('is fixed by a verdict to the instants that were seen, in one entry', async () => {
    const before = (await notebook()).number
    await page().keyboard.press('2')
    await until(async () => (await firstStep()).judgment?.verdict).toBe('lead')
    const { range, runs, judgment } = await firstStep()
    const seen = runs.find(run => run.id === judgment?.on)
    expect(range).toEqual({
      from: new Date(seen?.asked.window.from ?? 0).toISOString(),
      to: new Date(seen?.asked.window.to ?? 0).toISOString(),
    })
    expect((await notebook()).number).toBe(before + 2)
    await until(() => page().getByRole('status').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('Window fixed to')]),
    )
  })

  it('comes back with one undo, and goes to now with the same length', async () => {
    await page().keyboard.press('z')
    await until(async () => [(await firstStep()).judgment, (await firstStep()).range]).toEqual([null, null])
    await page().keyboard.press('Shift+z')
    await until(async () => (await firstStep()).judgment?.verdict).toBe('lead')
    await page().keyboard.press('g')
    await page().keyboard.press('n')
    await until(async () => (await firstStep()).range).toEqual({ from: 'now-30m', to: 'now' })
  })
})
