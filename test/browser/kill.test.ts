import type { Browser, WebSocket } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ToClient, ToServer } from '#shared/live/message.ts'
import type { Entry } from '#shared/notebook/operation.ts'
import { type Blipbook, startBlipbook } from './stage/blipbook.ts'
import { openChromium } from './stage/chromium.ts'
import {
  focused,
  graphOf,
  openUser,
  queryOf,
  rowsOf,
  saved,
  sayName,
  stepRow,
  trailOf,
  type User,
  until,
  wordsOn,
} from './stage/user.ts'

let browser: Browser
let blipbook: Blipbook
let user: User
let notebook = ''

/** The ids of the entries that this browser sent, and that came back with a number: the server has promised to keep them. */
const sent = new Set<string>()
const acknowledged = new Set<string>()

const listen = (socket: WebSocket) => {
  socket.on('framesent', ({ payload }) => {
    const said = JSON.parse(String(payload)) as ToServer
    if (said.say === 'append') sent.add(said.draft.id)
  })
  socket.on('framereceived', ({ payload }) => {
    const heard = JSON.parse(String(payload)) as ToClient
    if (heard.say !== 'entries') return
    for (const entry of heard.entries) if (sent.has(entry.id)) acknowledged.add(entry.id)
  })
}

const again = () => startBlipbook({ data: blipbook.data, port: Number(new URL(blipbook.address).port) })

beforeAll(async () => {
  browser = await openChromium()
  blipbook = await startBlipbook()
  user = await openUser(browser, blipbook.address)
  user.page.on('websocket', listen)
})

afterAll(async () => {
  await browser.close()
  await blipbook.close()
})

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const query = (seed: number) =>
  `sum by (region) (rate(playback_errors_total{device="ios"}[${seed}m])) * ${seed}`
const words = (seed: number) =>
  `What is seen with seed ${seed}: nothing that moves, in any region, at any time.`

describe('kill -9 in the middle of typing', () => {
  it('begins with a judged step', async () => {
    const { page } = user
    await page.goto('/')
    await page.getByRole('button', { name: 'Redo the first one yourself' }).click()
    await sayName(page, 'Typist')
    await focused(queryOf(page, 1))
    await page.keyboard.type('sum by (device) (rate(playback_errors_total[1m]))')
    await page.keyboard.press('Shift+Enter')
    await until(async () => (await rowsOf(page, 1)).length).toBe(6)
    await stepRow(page, 1).getByRole('button', { name: 'Saw' }).click()
    await until(() => trailOf(page)).toContain('[Saw]')
    await saved(page)
    notebook = new URL(page.url()).pathname
  })

  it.each(seeds)('loses nothing with seed %i', async seed => {
    const { page } = user
    const chance = chances(seed)
    const number = seed + 1
    await page.getByRole('group', { name: 'Add below' }).getByRole('button', { name: 'Query' }).click()
    await focused(queryOf(page, number))

    const [asked, said] = [query(seed), words(seed)]
    const length = asked.length + said.length
    const deathAt = Math.floor(chance() * length)
    const birthAt = deathAt + Math.floor(chance() * (length - deathAt))
    let at = 0
    let death: Promise<void> | undefined
    let birth: Promise<Blipbook> | undefined
    const type = async (text: string) => {
      for (const letter of text) {
        if (at === deathAt) death = blipbook.kill()
        if (at === birthAt) birth = death?.then(again)
        await page.keyboard.type(letter, { delay: Math.floor(chance() * 8) })
        at++
      }
    }
    await type(asked)
    await wordsOn(page, number).click()
    await focused(wordsOn(page, number))
    await type(said)
    const known = [...acknowledged]
    if (birth) blipbook = await birth
    console.log(
      `Seed ${seed}: killed at letter ${deathAt}, back at ${birthAt} of ${length}; ${known.length} entries acknowledged`,
    )

    await saved(page)
    const answer = await fetch(
      `${blipbook.address}/api${notebook.replace('/n/', '/notebooks/')}/operations?from=0&limit=5000`,
    )
    const { entries } = (await answer.json()) as { readonly entries: readonly Entry[] }
    const kept = new Set(entries.map(entry => entry.id))
    expect(acknowledged.size).toBeGreaterThan(0)
    expect([...acknowledged].filter(id => !kept.has(id))).toEqual([])
    expect(kept.size).toBe(entries.length)
    await until(() => stepRow(page, number).innerText()).toContain(said)
    await until(() => stepRow(page, number).innerText()).toContain(asked)
  })

  it('shows the same to a browser that was not there', async () => {
    const other = await openUser(browser, blipbook.address)
    await other.page.goto(notebook)
    for (const seed of seeds) {
      await until(() => stepRow(other.page, seed + 1).innerText()).toContain(words(seed))
      await until(() => stepRow(other.page, seed + 1).innerText()).toContain(query(seed))
    }
    await stepRow(other.page, 1).scrollIntoViewIfNeeded()
    await until(async () => (await rowsOf(other.page, 1)).length).toBe(6)
    await until(() => graphOf(other.page, 1).locator('canvas').count()).toBeGreaterThan(0)
    expect(await trailOf(other.page)).toContain('[Saw]')
    expect(other.trouble).toEqual([])
    await other.close()
  })

  it('complains in the console of nothing but the missing server', () =>
    expect(user.trouble.filter(each => !/ERR_|WebSocket/.test(each))).toEqual([]))
})
