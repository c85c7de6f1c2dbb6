import type { Page } from 'playwright-core'
import { figure, inMs, type Figure } from '#test/bench/figure.ts'
import {
  clockOf,
  freshPage,
  hoverOver,
  importNotebook,
  longestTask,
  notebookOf,
  paintedAfter,
  threeHours,
  type Stage,
} from './stage.ts'

const steps = 50
const opens = 5

/** Wheels through the whole page, a quarter of a screen at a time. */
async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.mouse.move(500, 500)
  for (let at = 0; at < height; at += 225) {
    await page.mouse.wheel(0, 225)
    await page.waitForTimeout(40)
  }
}

/** A notebook of 50 steps, 60 series each: the first graph, in a browser that has never been here and in one that has; scrolling, hovering. */
export async function measureLongNotebook(stage: Stage): Promise<readonly Figure[]> {
  const id = await importNotebook(
    stage,
    notebookOf(
      'Fifty steps',
      threeHours,
      Array.from(
        { length: steps },
        (_, i) => `${i + 1} * sum by (node) (rate(ipc_client_retries_total{app="license-svc"}[1m]))`,
      ),
    ),
  )
  const address = `${stage.address}/n/${id}`
  const fresh: number[] = []
  const known: number[] = []
  const scrolling: number[] = []
  const hovering: number[] = []
  for (let i = 0; i < opens; i++) {
    const page = await freshPage(stage)
    await page.goto(address)
    fresh.push(await paintedAfter(page, 0))
    await page.waitForTimeout(500)
    await page.goto(address)
    known.push(await paintedAfter(page, 0))
    if (i < 3) {
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(1500)
      let since = await clockOf(page)
      await scrollThrough(page)
      await page.waitForTimeout(500)
      scrolling.push(await longestTask(page, since))
      since = await clockOf(page)
      await hoverOver(page)
      await page.waitForTimeout(300)
      hovering.push(await longestTask(page, since))
    }
    await page.context().close()
  }
  return [
    figure('50 steps × 60 series: first graph, browser new to it', fresh, inMs, 500),
    figure('50 steps × 60 series: first graph, opened again', known, inMs, 500),
    figure('50 steps × 60 series: longest task over 50 ms while scrolling', scrolling, inMs, 50),
    figure('60 series: longest task over 50 ms while hovering', hovering, inMs, 50),
  ]
}
