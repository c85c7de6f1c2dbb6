import { setNotebook, setStep } from '#client/notebook/steps/deeds.ts'
import type { Page } from '#client/notebook/page/page.ts'
import { stepOf } from '#shared/notebook/find.ts'
import type { Id } from '#shared/notebook/notebook.ts'
import { printIso } from '#shared/time/clock.ts'
import type { TimeRange } from '#shared/time/range.ts'
import type { Window } from '#shared/time/window.ts'

const absoluteRange = (window: Window): TimeRange => ({
  from: printIso(window.from),
  to: printIso(window.to),
})

/** Takes a step to another window and runs it: its own range where it has one, else the notebook's. */
export function goToWindow(page: Page, id: Id, window: Window): void {
  const notebook = page.session.notebook()
  const step = stepOf(notebook, id)
  if (!step) return
  const range = absoluteRange(window)
  const done = page.act([
    step.range === null ? setNotebook(notebook, 'range', range) : setStep(step, 'range', range),
  ])
  if (done) page.run([id])
}
