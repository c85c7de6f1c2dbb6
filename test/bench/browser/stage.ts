import type { Browser, Page } from 'playwright-core'

/** A browser, and the address of a server with the demo. */
export type Stage = { readonly browser: Browser; readonly address: string }

/** What the page writes down about itself, in milliseconds since its navigation began. */
type Notes = {
  /** The second animation frame after each stretch of painting on a graph's own canvas. */
  readonly painted: number[]
  /** The end of each task over 50 ms, and how long it took. */
  readonly tasks: { readonly at: number; readonly took: number }[]
  /** When keys and clicks were made. */
  readonly acts: number[]
}

declare global {
  interface Window {
    notes: Notes
  }
}

/** Runs in the page ahead of everything else. */
function takeNotes(): void {
  const notes: Notes = { painted: [], tasks: [], acts: [] }
  window.notes = notes
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries())
      notes.tasks.push({ at: startTime + duration, took: duration })
  }).observe({ type: 'longtask', buffered: true })
  for (const type of ['keydown', 'click'])
    addEventListener(type, event => void notes.acts.push(event.timeStamp), { capture: true })
  let waiting = false
  const original = CanvasRenderingContext2D.prototype.stroke
  CanvasRenderingContext2D.prototype.stroke = function (
    this: CanvasRenderingContext2D,
    ...path: readonly unknown[]
  ) {
    Reflect.apply(original, this, path)
    if (waiting || !this.canvas.closest('.uplot > .u-wrap') || this.canvas.closest('.u-over')) return
    waiting = true
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        waiting = false
        notes.painted.push(performance.now())
      }),
    )
  }
}

const viewport = { width: 1440, height: 900 }

/** A browser that has never been here, with a person who has a name, so that nothing asks for one. */
export async function freshPage({ browser }: Stage): Promise<Page> {
  const context = await browser.newContext({ viewport })
  await context.addInitScript(takeNotes)
  return context.newPage()
}

/** Imports a notebook written as Markdown; resolves with its id once its steps have run. */
export async function importNotebook({ address }: Stage, text: string): Promise<string> {
  const response = await fetch(`${address}/api/notebooks/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/markdown' },
    body: text,
  })
  const said = (await response.json()) as { readonly id?: string }
  if (!response.ok || said.id === undefined) throw new Error(`import: ${JSON.stringify(said)}`)
  return said.id
}

/** Three hours of the demo's day at 10 s. */
export const threeHours = '2026-11-03T13:00Z to 2026-11-03T16:00Z'

/** A notebook as text, of so many steps. */
export const notebookOf = (title: string, window: string, queries: readonly string[]): string =>
  [
    '---\nblipbook: 1\nstatus: open',
    `window: ${window}\nblip: 2026-11-03T14:02Z to 2026-11-03T14:09Z\nsource: embedded\n---\n`,
    `# ${title}\n`,
    ...queries.map(
      (query, i) => `## ${i + 1}. Step ${i + 1}\n\n\`\`\`promql A on embedded\n${query}\n\`\`\`\n`,
    ),
  ].join('\n')

/** Resolves when some graph has been painted after a time of the page's clock; answers when. */
export const paintedAfter = (page: Page, time: number): Promise<number> =>
  page
    .waitForFunction(since => window.notes.painted.find(at => at > since), time, { polling: 20 })
    .then(found => found.jsonValue() as Promise<number>)

/** The longest task since a time of the page's clock, and 0 where none took over 50 ms. */
export const longestTask = (page: Page, since: number): Promise<number> =>
  page.evaluate(
    from => Math.max(0, ...window.notes.tasks.filter(({ at }) => at > from).map(({ took }) => took)),
    since,
  )

/** The page's clock. */
export const clockOf = (page: Page): Promise<number> => page.evaluate(() => performance.now())

/** Moves the pointer over the first graph in view, to and fro. */
export async function hoverOver(page: Page): Promise<void> {
  const graph = page.locator('.u-over').first()
  await graph.scrollIntoViewIfNeeded()
  const box = await graph.boundingBox()
  if (box === null) throw new Error('No graph to hover over')
  for (let round = 0; round < 4; round++)
    for (let i = 0; i <= 60; i++) {
      const along = round % 2 === 0 ? i / 60 : 1 - i / 60
      await page.mouse.move(
        box.x + box.width * along,
        box.y + box.height * (0.2 + (0.6 * ((i * 7) % 10)) / 10),
      )
    }
}
