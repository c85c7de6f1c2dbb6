import type { Page } from 'playwright-core'
import { figure, inMs, type Figure } from '#test/bench/figure.ts'
import { freshPage, importNotebook, notebookOf, paintedAfter, threeHours, type Stage } from './stage.ts'

const count = 15
const warming = 4

type Round = { readonly act: number; readonly arrived: number; readonly painted: number }

/** One act, from the event to the second frame after the graph was painted; the page's own clock, in milliseconds. */
async function roundOf(page: Page, act: () => Promise<void>): Promise<Round> {
  await page.evaluate(() => {
    performance.clearResourceTimings()
    window.notes.acts.length = 0
    window.notes.painted.length = 0
  })
  await act()
  const { acted } = await page.evaluate(() => ({ acted: window.notes.acts.at(-1) ?? 0 }))
  const arrived = await page
    .waitForFunction(
      () =>
        performance
          .getEntriesByType('resource')
          .filter(each => each.name.includes('/api/evidence/'))
          .map(each => (each as PerformanceResourceTiming).responseEnd)
          .find(end => end > 0),
      undefined,
      { polling: 20 },
    )
    .then(found => found.jsonValue() as Promise<number>)
  const painted = await paintedAfter(page, arrived)
  await page.waitForTimeout(250)
  return { act: acted, arrived, painted }
}

/**
 * Split by node, 60 series × 1,080 points: by a click, which makes a step, and asked again by key. The texts are altered in each round, so
 * that each has an answer that nobody holds yet.
 */
export async function measureSplit(stage: Stage): Promise<readonly Figure[]> {
  const metric = 'ipc_client_retries_total{app="license-svc"}'
  const id = await importNotebook(stage, notebookOf('Sixty nodes', threeHours, [`sum(rate(${metric}[1m]))`]))
  const page = await freshPage(stage)
  await page.goto(`${stage.address}/n/${id}`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: /^Split by node/ }).waitFor()
  const write = async (step: number, text: string) => {
    await page.getByRole('textbox', { name: `Query A of step ${step}` }).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
    await page.waitForTimeout(600)
  }
  const run = () => page.keyboard.press('Shift+Enter')
  const clicks: Round[] = []
  const keys: Round[] = []
  for (let i = 0; i < count + warming; i++) {
    await write(1, `${i + 2} * sum(rate(${metric}[1m]))`)
    await roundOf(page, run)
    const click = await roundOf(page, () =>
      page
        .getByRole('button', { name: /^Split by node/ })
        .first()
        .click(),
    )
    await write(2, `${i + 2} * sum by (node) (rate(${metric}[1m])) + 1`)
    const key = await roundOf(page, run)
    if (i < warming) continue
    clicks.push(click)
    keys.push(key)
  }
  await page.context().close()
  return [
    figure(
      'split by node: answer’s arrival → painted graph of a new step',
      clicks.map(({ arrived, painted }) => painted - arrived),
      inMs,
      60,
    ),
    figure(
      'split by node: answer’s arrival → painted graph, run again',
      keys.map(({ arrived, painted }) => painted - arrived),
      inMs,
      60,
    ),
    figure(
      'split by node: Shift+Enter → painted graph',
      keys.map(({ act, painted }) => painted - act),
      inMs,
      120,
    ),
    figure(
      'split by node: click → new step, painted',
      clicks.map(({ act, painted }) => painted - act),
      inMs,
    ),
  ]
}
