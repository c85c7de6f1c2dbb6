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

const series = 500
const opens = 3

/** Samples of a gauge for three hours at 10 s, one column a series. */
function samples(): string {
  const names = Array.from({ length: series }, (_, i) => `"many_gauge{node=""m-${i}"",zone=""z-${i % 3}""}"`)
  const start = Date.UTC(2026, 10, 3, 13) / 1000
  const lines = [`time,${names.join(',')}`]
  for (let i = 0; i <= 1080; i++)
    lines.push(
      `${start + i * 10},${names.map((_, node) => (20 + 5 * Math.sin(i / 40 + node) + ((i * 31 + node * 17) % 97) / 30).toFixed(2)).join(',')}`,
    )
  return lines.join('\n')
}

/** One graph of 500 series. */
export async function measureManySeries(stage: Stage): Promise<readonly Figure[]> {
  const taken = await fetch(`${stage.address}/prometheus/api/v1/import?format=csv`, {
    method: 'POST',
    body: samples(),
  })
  if (!taken.ok) throw new Error(`import: ${await taken.text()}`)
  const id = await importNotebook(
    stage,
    notebookOf('Many series', threeHours, ['many_gauge', 'many_gauge * 2']),
  )
  const opening: number[] = []
  const longest: number[] = []
  const hovering: number[] = []
  for (let i = 0; i < opens; i++) {
    const page = await freshPage(stage)
    await page.goto(`${stage.address}/n/${id}`)
    opening.push(await paintedAfter(page, 0))
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(1000)
    longest.push(await longestTask(page, 0))
    const since = await clockOf(page)
    await hoverOver(page)
    await page.waitForTimeout(300)
    hovering.push(await longestTask(page, since))
    await page.context().close()
  }
  return [
    figure('500 series: first graph', opening, inMs),
    figure('500 series: longest task over 50 ms while opening', longest, inMs),
    figure('500 series: longest task over 50 ms while hovering', hovering, inMs, 50),
  ]
}
